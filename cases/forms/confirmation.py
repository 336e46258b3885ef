"""Judicial confirmation (司法确认)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.calendar import add_calendar_days_for_term
from organizations.enums import OrganizationKind
from organizations.models import Organization

from ..enums import ConfirmationResult
from ..fields import DayField
from .step import StepForm

CONFIRMATION_DAYS = 30


class ApplyConfirmationForm(StepForm):
    """Both parties apply jointly within 30 days of the agreement taking effect (人民调解法 33、民事诉讼法 205)."""

    day_field = "applied_for_on"
    not_before = ("effective_on",)

    court = forms.ModelChoiceField(
        label=gettext_lazy("法院"),
        queryset=Organization.objects.filter(kind=OrganizationKind.COURT, valid_until__isnull=True),
        to_field_name="uuid",
    )
    joint = forms.BooleanField(
        label=gettext_lazy("双方当事人共同申请"),
        error_messages={"required": gettext_lazy("司法确认要由双方当事人共同申请。")},
    )
    applied_for_on = DayField(label=gettext_lazy("申请日期"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        day, effective = data.get("applied_for_on"), self.record.effective_on
        if day and effective and day > add_calendar_days_for_term(effective, CONFIRMATION_DAYS).day:
            self.add_error("applied_for_on", _("协议生效已超过三十日，不能再申请司法确认。"))
        return data


class RulingForm(StepForm):
    """What the court ruled."""

    day_field = "ruled_on"

    result = forms.ChoiceField(
        label=gettext_lazy("结果"),
        choices=[c for c in ConfirmationResult.choices if c[0] != ConfirmationResult.PENDING],
        widget=forms.RadioSelect,
    )
    ruling_no = forms.CharField(label=gettext_lazy("裁定书号"), max_length=60, required=False)
    refusal_reason = forms.CharField(label=gettext_lazy("驳回理由"), max_length=200, required=False)
    ruled_on = DayField(label=gettext_lazy("裁定日期"), required=False)

    def earlier_days(self) -> Iterator[tuple[Any, date]]:
        yield from super().earlier_days()
        pending = self.record.agreements.filter(confirmation__result=ConfirmationResult.PENDING)
        applied = pending.values_list("confirmation__applied_on", flat=True).first()
        if applied is not None:
            yield _("申请司法确认日期"), applied

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("result") == ConfirmationResult.CONFIRMED and not data.get("ruling_no"):
            self.add_error("ruling_no", _("请填写裁定书号。"))
        if data.get("result") == ConfirmationResult.REFUSED and not data.get("refusal_reason"):
            self.add_error("refusal_reason", _("请填写驳回理由。"))
        return data
