"""Ending without agreement, closing, voiding."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel import batching

from .. import clocks
from ..enums import Route, Side, TerminationGround
from ..fields import DayField
from .step import AfterSessionsForm, StepForm


class EndForm(AfterSessionsForm):
    """Mediation ends without agreement; the parties hear what other ways they have (人民调解法 26)."""

    day_field = "ended_on"
    # An unsigned agreement that comes to nothing ends after it was written down.
    not_before = ("accepted_on", "agreed_on")

    routes_explained = forms.BooleanField(
        label=gettext_lazy("已告知当事人可以依法通过仲裁、行政、司法等途径维护权利"),
        error_messages={"required": gettext_lazy("请先告知当事人其他途径。")},
    )
    routes = forms.MultipleChoiceField(
        label=gettext_lazy("告知了哪些途径"),
        choices=Route.choices,
        initial=Route.values,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("都不勾的，按三种都告知登记。"),
    )
    note = forms.CharField(label=gettext_lazy("情况说明"), max_length=500, required=False)
    ended_on = DayField(label=gettext_lazy("日期"), required=False)

    def earlier_days(self) -> Iterator[tuple[Any, date]]:
        yield from super().earlier_days()
        suspension = clocks.running_suspension(self.record)
        if suspension is not None:
            yield _("中止日期"), suspension.started_on


class RefuseForm(EndForm):
    """A party does not want mediation, or not any more; who it was need not be said (人民调解法 23)."""

    withdrew = forms.MultipleChoiceField(
        label=gettext_lazy("哪一方不愿调解"),
        choices=Side.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("可以不填。填了只有办理案件的人看得到，移送单位、专家和指导委员会看不到。"),
    )
    field_order = ["withdrew", "routes_explained", "routes", "note", "ended_on"]


class TerminateForm(EndForm):
    """With one of the grounds that a court asks for; an agreement is no ground here."""

    ground = forms.ChoiceField(
        label=gettext_lazy("终止原因"),
        choices=[choice for choice in TerminationGround.choices if choice[0] != TerminationGround.AGREED],
        widget=forms.RadioSelect,
    )
    field_order = ["ground", "routes_explained", "routes", "note", "ended_on"]


class CloseForm(StepForm):
    """Closing: an agreement when it is performed, everything else at once."""

    day_field = "closed_on"
    not_before = ("concluded_on", "effective_on")

    performed_on = DayField(
        label=gettext_lazy("履行完毕日期"),
        required=False,
        help_text=gettext_lazy("协议里没有要履行的内容的，填协议生效日期。"),
    )
    closed_on = DayField(label=gettext_lazy("结案日期"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record.performed_on is not None:
            # What was performed is on record, item by item: it is not asked again.
            del self.fields["performed_on"]
        elif self.record.succeeded_on is None and not self.data.get("performed_on"):
            del self.fields["performed_on"]
        elif self.broken:
            self.fields["performed_on"].help_text = _("已经转诉讼或者执行的，没有履行也可以结案，不填。")
        elif self.record.succeeded_on is not None:
            # Asked for in clean, with a sentence that says why.
            self.fields["performed_on"].widget.attrs["required"] = True

    @property
    def broken(self) -> bool:
        """Whether the agreement went on to a court: it is closed without having been performed."""
        return any(batching.rows_of(self.record, "breaches"))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        performed = data["performed_on"] = self.record.performed_on or data.get("performed_on")
        closed, bound = data.get("closed_on"), self.record.succeeded_on
        if bound is None:
            if performed:
                self.add_error("performed_on", _("没有达成协议的案件不填履行日期。"))
            return data
        if "performed_on" in self.errors:
            return data
        if performed is None and self.broken:
            last = max(breach.filed_on for breach in self.record.breaches.all())
            if closed and closed < last:
                self.add_error("closed_on", _("结案日期不能早于起诉或者申请执行的日期。"))
        elif performed is None:
            self.add_error(
                "performed_on",
                _("达成协议的案件，履行完毕才能结案，请填写履行完毕日期；还没履行的，先不结案。"),
            )
        elif performed < bound:
            self.add_error("performed_on", _("履行日期不能早于协议生效日期。"))
        elif closed and closed < performed:
            self.add_error("closed_on", _("结案日期不能早于履行完毕日期。"))
        return data


class VoidForm(StepForm):
    """Why a record never should have been."""

    reason = forms.CharField(label=gettext_lazy("作废原因"), max_length=200)
