"""What moves the term: standing still, going on, some days more."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

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


class ExtendTermForm(StepForm):
    """Some days more: everybody's consent is on file, and the term has not ended yet."""

    day_field = "agreed_on"
    not_before = ("accepted_on",)

    days = forms.IntegerField(
        label=gettext_lazy("延长天数"),
        min_value=1,
        max_value=30,
        error_messages={
            "min_value": gettext_lazy("至少延长一天。"),
            "max_value": gettext_lazy("每次最多延长三十天；还不够的，届满前再延长一次。"),
        },
    )
    consenting = forms.MultipleChoiceField(
        label=gettext_lazy("同意延长的当事人（逐个勾选）"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("各方当事人都同意，才能延长期限。")},
    )
    note = forms.CharField(label=gettext_lazy("情况说明"), max_length=500, required=False)
    agreed_on = DayField(label=gettext_lazy("各方同意的日期"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties = self.record.parties.filter(left_on__isnull=True)
        self.fields["consenting"].choices = [(str(p.position), p.name) for p in parties]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        missing = len(self.fields["consenting"].choices) - len(data.get("consenting", ()))
        if missing and "consenting" not in self.errors:
            self.add_error(
                "consenting",
                ngettext(
                    "还有 %(count)d 名当事人没有同意，不能延长。",
                    "还有 %(count)d 名当事人没有同意，不能延长。",
                    missing,
                )
                % {"count": missing},
            )
        agreed, due = data.get("agreed_on"), self.record.due_on
        if agreed and due and agreed > due:
            self.add_error(
                "agreed_on",
                _("期限已经在 %(day)s 届满，届满以后不能再延长。") % {"day": due.isoformat()},
            )
        return data
