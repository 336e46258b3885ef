"""Sessions, agreements and their taking effect."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel import batching

from ..enums import SessionMode, Side
from ..fields import DayField, YuanField
from ..parsing import parse_awards
from .step import SUMMARY_LENGTH, AfterSessionsForm, StepForm


class SessionForm(StepForm):
    """One sitting: when, where, who came, what was said (人民调解法 27)."""

    day_field = "held_on"
    not_before = ("accepted_on",)

    held_on = DayField(label=gettext_lazy("调解日期"), required=False)
    mode = forms.ChoiceField(
        label=gettext_lazy("方式"), choices=SessionMode.choices, initial=SessionMode.ON_SITE, required=False
    )
    place = forms.CharField(label=gettext_lazy("地点"), max_length=80)
    attendance = forms.CharField(label=gettext_lazy("到场人员"), max_length=200, required=False)
    record_text = forms.CharField(
        label=gettext_lazy("调解记录"), max_length=SUMMARY_LENGTH, widget=forms.Textarea(attrs={"rows": 6})
    )


class OralAgreementForm(AfterSessionsForm):
    """Binds when agreed (人民调解法 28、30)."""

    day_field = "agreed_on"
    not_before = ("accepted_on",)

    content = forms.CharField(
        label=gettext_lazy("协议内容"), max_length=SUMMARY_LENGTH, widget=forms.Textarea(attrs={"rows": 4})
    )
    amount = YuanField(label=gettext_lazy("涉及金额（元）"), required=False)
    manner = forms.CharField(label=gettext_lazy("履行方式和期限"), max_length=200, required=False)
    agreed_on = DayField(label=gettext_lazy("达成协议日期"), required=False)


class WrittenAgreementForm(OralAgreementForm):
    """Binds later: when all have signed and the seal is on it (人民调解法 29)."""

    check_answers = True

    awards = forms.CharField(
        label=gettext_lazy("每人金额"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "多名申请人时填写，一行一人：姓名、金额，用逗号或制表符隔开。合计要等于涉及金额。"
        ),
    )
    field_order = ["content", "amount", "awards", "manner", "agreed_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.applicants = [p for p in batching.rows_of(self.record, "parties") if p.side == Side.APPLICANT]
        if len(self.applicants) > 1 and all(p.claim_amount is not None for p in self.applicants):
            # What each asked for is there already; only what was agreed otherwise is typed.
            self.fields["awards"].initial = "\n".join(f"{p.name}，{p.claim_amount}" for p in self.applicants)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["awards_by_party"] = {}
        if not data.get("awards") or "amount" in self.errors:
            return data
        awards, problems = parse_awards(data["awards"], self.applicants)
        total = sum(awards.values(), Decimal(0))
        for problem in problems:
            self.add_error("awards", problem)
        if problems:
            return data
        if data.get("amount") is None:
            data["amount"] = total
        if total != data["amount"]:
            self.add_error(
                "awards",
                _("每人金额合计 %(sum)s 元，和涉及金额 %(amount)s 元不相等。")
                % {"sum": total, "amount": data["amount"]},
            )
        data["awards_by_party"] = awards
        return data


class TakeEffectForm(StepForm):
    """All have signed and the seal is on it (人民调解法 29)."""

    day_field = "effective_on"
    not_before = ("agreed_on",)

    signed_and_sealed = forms.BooleanField(
        label=gettext_lazy("各方当事人已签名、盖章或按指印，调解员已签名，已加盖调委会印章"),
        error_messages={"required": gettext_lazy("签名和印章齐全，协议才生效。")},
    )
    effective_on = DayField(label=gettext_lazy("生效日期"), required=False)
