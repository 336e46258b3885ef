"""Judicial confirmation (司法确认)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.enums import OrganizationKind
from organizations.models import Organization

from ..courts import apply_until, right_courts
from ..enums import ConfirmationResult, DisputeType, Exclusion, RefusalGround
from ..fields import DayField
from .step import StepForm
from .wording import check_court_number


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
    court_reason = forms.CharField(
        label=gettext_lazy("由别的法院管辖的理由"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("例如当事人住所地、标的物所在地在那里，或者应由中级法院管辖。"),
    )
    excluded = forms.MultipleChoiceField(
        label=gettext_lazy("有下列情形的，法院不受理，请勾选"),
        choices=Exclusion.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    applied_for_on = DayField(label=gettext_lazy("申请日期"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.right, self.reason = right_courts(self.record)
        if self.right:
            self.fields["court"].initial = self.right[0].uuid
            self.fields["court"].help_text = self.reason
        if self.record.dispute_type == DisputeType.MARRIAGE_FAMILY:
            self.fields["excluded"].help_text = _("婚姻家庭纠纷只能确认其中财产、抚养费等内容。")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        court = data.get("court")
        if court and self.right and court not in self.right and not data.get("court_reason"):
            self.add_error("court", _("%(reason)s选别的法院的，请写明理由。") % {"reason": self.reason})
        if data.get("excluded"):
            self.add_error(
                "excluded", _("有这些情形的，法院不受理司法确认的申请（民诉法解释第三百五十五条）。")
            )
        day, effective = data.get("applied_for_on"), self.record.effective_on
        if day and effective and day > apply_until(effective):
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
    refusal_ground = forms.ChoiceField(
        label=gettext_lazy("驳回的情形"),
        choices=[("", gettext_lazy("没有驳回")), *RefusalGround.choices],
        required=False,
    )
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
        check_court_number(self, "ruling_no")
        if data.get("result") != ConfirmationResult.REFUSED:
            data["refusal_ground"] = data["refusal_reason"] = ""
        elif not data.get("refusal_ground"):
            self.add_error("refusal_ground", _("请选择驳回的情形（法释〔2011〕5号第七条）。"))
        elif data["refusal_ground"] == RefusalGround.OTHER and not data.get("refusal_reason"):
            self.add_error("refusal_reason", _("请填写驳回理由。"))
        return data
