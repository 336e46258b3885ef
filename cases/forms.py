"""What each step asks, with its checks; page, API and import fill the same forms."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.calendar import today
from mediation.kernel.workflow import TransitionForm
from organizations.enums import OrganizationKind
from organizations.models import Organization, Person, User
from organizations.permissions import Permission
from organizations.querysets import valid_on
from organizations.roles import MEDIATOR

from .enums import (
    SUBTYPE_PARENT,
    ConfirmationResult,
    DeclineReason,
    DisputeSubtype,
    DisputeType,
    SessionMode,
    Side,
    TerminationGround,
)
from .fields import DayField, YuanField

SUMMARY_LENGTH = 5000


class QuickResult:
    """How a dispute stands when it is logged."""

    ONGOING = "ongoing"
    ORAL_DONE = "oral_done"
    ORAL = "oral"
    NOT_REACHED = "not_reached"

    CHOICES = [
        (ONGOING, gettext_lazy("还在调")),
        (ORAL_DONE, gettext_lazy("双方同意调解，口头说好了，当场办完")),
        (ORAL, gettext_lazy("双方同意调解，口头说好了，还要履行")),
        (NOT_REACHED, gettext_lazy("双方同意调解，没调成")),
    ]


class RegisterCaseForm(forms.Form):
    """Quick registration: five fields, and a sixth when the parties agreed by word of mouth."""

    applicant_name = forms.CharField(label=gettext_lazy("甲方姓名"), max_length=60)
    respondent_name = forms.CharField(label=gettext_lazy("乙方姓名"), max_length=60)
    dispute_type = forms.ChoiceField(label=gettext_lazy("什么事"), choices=DisputeType.choices)
    summary = forms.CharField(
        label=gettext_lazy("经过"),
        max_length=SUMMARY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("几句话说清楚什么事、要求什么。可以用手机键盘上的话筒说。"),
    )
    result = forms.ChoiceField(
        label=gettext_lazy("结果"), choices=QuickResult.CHOICES, widget=forms.RadioSelect
    )
    terms = forms.CharField(
        label=gettext_lazy("说好了什么"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("口头说好了才填：谁、做什么、什么时候。"),
    )
    amount = YuanField(label=gettext_lazy("涉及金额（元）"), required=False)
    applicant_phone = forms.CharField(label=gettext_lazy("甲方电话"), max_length=30, required=False)
    respondent_phone = forms.CharField(label=gettext_lazy("乙方电话"), max_length=30, required=False)
    applied_on = DayField(
        label=gettext_lazy("日期"), required=False, help_text=gettext_lazy("不填就是今天。")
    )
    organization = forms.ModelChoiceField(
        label=gettext_lazy("调解组织"),
        queryset=Organization.objects.none(),
        required=False,
        to_field_name="uuid",
    )

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        serving = actor.organizations_permitting(Permission.REGISTER_CASE)
        self.fields["organization"].queryset = Organization.objects.filter(pk__in=[o.pk for o in serving])  # type: ignore[attr-defined]
        self.default_organization = serving[0] if serving else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["applied_on"] = data.get("applied_on") or today()
        data["organization"] = data.get("organization") or self.default_organization
        if data["organization"] is None:
            self.add_error("organization", _("您现在没有在调解组织任职，不能登记纠纷。"))
        oral = data.get("result") in (QuickResult.ORAL, QuickResult.ORAL_DONE)
        if oral and not data.get("terms"):
            self.add_error("terms", _("请写明双方说好了什么。"))
        if not oral and data.get("amount"):
            self.add_error("amount", _("说好了才有协议金额，请看看“结果”选得对不对。"))
        return data


class StepForm(TransitionForm):
    """A step in a case: its day is not in the future and not before what it follows."""

    # The field with the day of the step, and the case's date that it must not precede.
    day_field: str = ""
    not_before: str = ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day = data.get(self.day_field) if self.day_field else None
        if self.day_field and self.day_field not in self.errors and day is None:
            day = data[self.day_field] = today()
        earliest: date | None = getattr(self.record, self.not_before) if self.not_before else None
        if day and earliest and day < earliest:
            self.add_error(
                self.day_field,
                _("这个日期不能早于%(label)s %(day)s。")
                % {
                    "label": self.record._meta.get_field(self.not_before).verbose_name,
                    "day": earliest.isoformat(),
                },
            )
        return data


class AcceptForm(StepForm):
    """Both sides' consent is asked and recorded; silence is not consent (人民调解法 17)."""

    day_field = "accepted_on"
    not_before = "applied_on"

    applicants_consent = forms.BooleanField(
        label=gettext_lazy("申请人（甲方）同意调解"),
        error_messages={"required": gettext_lazy("甲方同意调解才能受理；不同意的，请办理“不予受理”。")},
    )
    respondents_consent = forms.BooleanField(
        label=gettext_lazy("被申请人（乙方）同意调解"),
        error_messages={"required": gettext_lazy("乙方同意调解才能受理；不同意的，请办理“不予受理”。")},
    )
    accepted_on = DayField(label=gettext_lazy("受理日期"), required=False)


class DeclineForm(StepForm):
    day_field = "declined_on"
    not_before = "applied_on"

    reason = forms.ChoiceField(
        label=gettext_lazy("不予受理的原因"), choices=DeclineReason.choices, widget=forms.RadioSelect
    )
    advice = forms.CharField(
        label=gettext_lazy("告知当事人可以去哪里办理"),
        max_length=200,
        help_text=gettext_lazy("例如：可以向某某人民法院起诉，或者向劳动人事争议仲裁委员会申请仲裁。"),
    )
    declined_on = DayField(label=gettext_lazy("日期"), required=False)


def mediators_of(organizations: Iterable[int], day: date):  # type: ignore[no-untyped-def]
    """People who serve as mediators in these organizations on a day."""
    return (
        Person.objects.filter(
            valid_on(day, "posts__"),
            posts__role_code=MEDIATOR.code,
            posts__organization__in=organizations,
        )
        .distinct()
        .order_by("sort_key", "id")
    )


class AssignForm(StepForm):
    """One or several mediators, of whom the first presides (人民调解法 19)."""

    day_field = "assigned_on"
    not_before = "accepted_on"

    mediators = forms.ModelMultipleChoiceField(
        label=gettext_lazy("调解员"),
        queryset=Person.objects.none(),
        to_field_name="uuid",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("请至少选一名调解员。")},
    )
    presiding = forms.ModelChoiceField(
        label=gettext_lazy("首席调解员"),
        queryset=Person.objects.none(),
        to_field_name="uuid",
        required=False,
        help_text=gettext_lazy("不选就是名单上的第一位。"),
    )
    assigned_on = DayField(label=gettext_lazy("指派日期"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = mediators_of({self.record.holder_id, self.record.handled_at_id}, today())
        managing = {o.pk for o in self.actor.organizations_permitting(Permission.MANAGE_CASES)}
        if not managing & {self.record.holder_id, self.record.handled_at_id}:
            people = people.filter(pk=self.actor.person_id)
        for name in ("mediators", "presiding"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        chosen = list(data.get("mediators") or [])
        presiding = data.get("presiding") or (chosen[0] if chosen else None)
        if presiding and chosen and presiding not in chosen:
            self.add_error("presiding", _("首席调解员要在选中的调解员当中。"))
        data["presiding"] = presiding
        return data


class SessionForm(StepForm):
    day_field = "held_on"
    not_before = "accepted_on"

    held_on = DayField(label=gettext_lazy("调解日期"), required=False)
    mode = forms.ChoiceField(
        label=gettext_lazy("方式"), choices=SessionMode.choices, initial=SessionMode.ON_SITE, required=False
    )
    place = forms.CharField(label=gettext_lazy("地点"), max_length=80)
    attendance = forms.CharField(label=gettext_lazy("到场人员"), max_length=200, required=False)
    record_text = forms.CharField(
        label=gettext_lazy("调解记录"), max_length=SUMMARY_LENGTH, widget=forms.Textarea(attrs={"rows": 6})
    )


class OralAgreementForm(StepForm):
    """Binds when agreed (人民调解法 28、30)."""

    day_field = "agreed_on"
    not_before = "accepted_on"

    content = forms.CharField(
        label=gettext_lazy("协议内容"), max_length=SUMMARY_LENGTH, widget=forms.Textarea(attrs={"rows": 4})
    )
    amount = YuanField(label=gettext_lazy("涉及金额（元）"), required=False)
    manner = forms.CharField(label=gettext_lazy("履行方式和期限"), max_length=200, required=False)
    agreed_on = DayField(label=gettext_lazy("达成协议日期"), required=False)


class WrittenAgreementForm(OralAgreementForm):
    """Binds later: when all have signed and the seal is on it (人民调解法 29)."""

    awards = forms.CharField(
        label=gettext_lazy("每人金额"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "多名申请人时填写，一行一人：姓名、金额，用逗号或制表符隔开。合计要等于涉及金额。"
        ),
    )

    def clean(self) -> dict[str, Any]:
        from .parsing import parse_awards

        data = super().clean()
        if data.get("awards") and "awards" not in self.errors:
            applicants = list(self.record.parties.filter(side=Side.APPLICANT))
            awards, problems = parse_awards(data["awards"], applicants)
            for problem in problems:
                self.add_error("awards", problem)
            if not problems and data.get("amount") is not None and sum(awards.values()) != data["amount"]:
                self.add_error(
                    "awards",
                    _("每人金额合计 %(sum)s 元，和涉及金额 %(amount)s 元不相等。")
                    % {"sum": sum(awards.values()), "amount": data["amount"]},
                )
            data["awards_by_party"] = awards
        return data


class TakeEffectForm(StepForm):
    day_field = "effective_on"
    not_before = "agreed_on"

    signed_and_sealed = forms.BooleanField(
        label=gettext_lazy("各方当事人已签名、盖章或按指印，调解员已签名，已加盖调委会印章"),
        error_messages={"required": gettext_lazy("签名和印章齐全，协议才生效。")},
    )
    effective_on = DayField(label=gettext_lazy("生效日期"), required=False)


class EndForm(StepForm):
    """Mediation ends without agreement; the parties hear what other ways they have (人民调解法 26)."""

    day_field = "ended_on"
    not_before = "accepted_on"

    routes_explained = forms.BooleanField(
        label=gettext_lazy("已告知当事人可以依法通过仲裁、行政、司法等途径维护权利"),
        error_messages={"required": gettext_lazy("请先告知当事人其他途径。")},
    )
    note = forms.CharField(label=gettext_lazy("情况说明"), max_length=500, required=False)
    ended_on = DayField(label=gettext_lazy("日期"), required=False)


class TerminateForm(EndForm):
    ground = forms.ChoiceField(
        label=gettext_lazy("终止原因"),
        choices=[choice for choice in TerminationGround.choices if choice[0] != TerminationGround.AGREED],
        widget=forms.RadioSelect,
    )
    field_order = ["ground", "routes_explained", "note", "ended_on"]


class CloseForm(StepForm):
    """Closing: an agreement when it is performed, everything else at once."""

    day_field = "closed_on"
    not_before = "concluded_on"

    performed_on = DayField(label=gettext_lazy("履行完毕日期"), required=False)
    closed_on = DayField(label=gettext_lazy("结案日期"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        performed, closed = data.get("performed_on"), data.get("closed_on")
        if self.record.succeeded_on is None:
            if performed:
                self.add_error("performed_on", _("没有达成协议的案件不填履行日期。"))
            return data
        if performed and performed < self.record.succeeded_on:
            self.add_error("performed_on", _("履行日期不能早于协议生效日期。"))
        if performed and closed and closed < performed:
            self.add_error("closed_on", _("结案日期不能早于履行完毕日期。"))
        return data


class ApplyConfirmationForm(StepForm):
    """Both parties apply jointly within 30 days of the agreement taking effect (人民调解法 33、民事诉讼法 205)."""

    day_field = "applied_for_on"
    not_before = "effective_on"

    court = forms.ModelChoiceField(
        label=gettext_lazy("法院"),
        queryset=Organization.objects.filter(kind=OrganizationKind.COURT),
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
        if day and effective and (day - effective).days > 30:
            self.add_error("applied_for_on", _("协议生效已超过三十日，不能再申请司法确认。"))
        return data


class RulingForm(StepForm):
    day_field = "ruled_on"

    result = forms.ChoiceField(
        label=gettext_lazy("结果"),
        choices=[c for c in ConfirmationResult.choices if c[0] != ConfirmationResult.PENDING],
        widget=forms.RadioSelect,
    )
    ruling_no = forms.CharField(label=gettext_lazy("裁定书号"), max_length=60, required=False)
    refusal_reason = forms.CharField(label=gettext_lazy("驳回理由"), max_length=200, required=False)
    ruled_on = DayField(label=gettext_lazy("裁定日期"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("result") == ConfirmationResult.CONFIRMED and not data.get("ruling_no"):
            self.add_error("ruling_no", _("请填写裁定书号。"))
        if data.get("result") == ConfirmationResult.REFUSED and not data.get("refusal_reason"):
            self.add_error("refusal_reason", _("请填写驳回理由。"))
        return data


class VoidForm(StepForm):
    reason = forms.CharField(label=gettext_lazy("作废原因"), max_length=200)


def check_subtype(dispute_type: str, subtype: str) -> str | None:
    """A sentence when a local sub-type does not belong to the type, else None."""
    if subtype and SUBTYPE_PARENT[DisputeSubtype(subtype)] != dispute_type:
        return _("这个细分类型不属于所选的纠纷类型。")
    return None
