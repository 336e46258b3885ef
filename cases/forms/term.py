"""Standing still, and going on."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import clocks
from ..enums import SuspensionReason
from ..fields import DayField
from .step import AfterSessionsForm, StepForm


class SuspendForm(AfterSessionsForm):
    """Why mediation stands still; a suspected sham is told in some sentences, for the committee that placed the case."""

    day_field = "started_on"
    not_before = ("accepted_on",)

    reason = forms.ChoiceField(
        label=gettext_lazy("中止原因"), choices=SuspensionReason.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("情况说明"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("怀疑是虚假调解的必须写，随报告送分派这件案件的指导委员会。"),
    )
    started_on = DayField(label=gettext_lazy("中止日期"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("reason") == SuspensionReason.SHAM and not data.get("note") and "note" not in self.errors:
            self.add_error("note", _("请写明为什么怀疑是虚假调解。"))
        return data

    def earlier_days(self) -> Iterator[tuple[Any, date]]:
        yield from super().earlier_days()
        resumed = [s.ended_on for s in self.record.suspensions.all() if s.ended_on]
        if resumed:
            yield _("上次恢复的日期"), max(resumed)


class ResumeForm(StepForm):
    """Mediation goes on."""

    day_field = "resumed_on"

    note = forms.CharField(label=gettext_lazy("情况说明"), max_length=500, required=False)
    resumed_on = DayField(label=gettext_lazy("恢复日期"), required=False)

    def earlier_days(self) -> Iterator[tuple[Any, date]]:
        suspension = clocks.running_suspension(self.record)
        if suspension is not None:
            yield _("中止日期"), suspension.started_on
