"""What is asked for a lead, for an invitation to mediation, and for each side's answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.calendar import today
from organizations.models import User

from ..enums import Consent, DisputeType, Side
from ..fields import DayField
from ..models import Invitation, Lead, ScreeningRound
from ..models.lead import LIFETIME
from .screening import OfOwnOrganizationForm
from .step import SUMMARY_LENGTH
from .wording import ask_by_name, refuse_personal_numbers

TYPES = [("", gettext_lazy("请选择")), *DisputeType.choices]


def _recent(form: forms.Form, data: dict[str, Any], name: str) -> None:
    """The day of the field, today when empty; a matter of more than ninety days ago is looked into anew."""
    day = data[name] = data.get(name) or today()
    if name not in form.errors and day + LIFETIME <= today():
        form.add_error(name, _("已经过了九十天，请重新了解情况，按了解的日期登记。"))


class LeadForm(OfOwnOrganizationForm):
    """A place, a kind and one sentence; never who."""

    place = forms.CharField(
        label=gettext_lazy("地点"),
        max_length=80,
        help_text=gettext_lazy("写地方，例如二组、集贸市场；不写人名。"),
        validators=[refuse_personal_numbers],
    )
    dispute_type = forms.ChoiceField(label=gettext_lazy("纠纷类型"), choices=TYPES)
    sentence = forms.CharField(
        label=gettext_lazy("一句话情况"),
        max_length=120,
        help_text=gettext_lazy("只写什么事，例如“两家争水渠”；不写人名、电话和身份证号。九十天后自动清除。"),
        validators=[refuse_personal_numbers],
    )
    found_on = DayField(label=gettext_lazy("发现日期"), required=False, initial=today)
    round = forms.ModelChoiceField(
        queryset=ScreeningRound.objects.none(),
        required=False,
        to_field_name="uuid",
        widget=forms.HiddenInput,
        label=gettext_lazy("排查"),
    )

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["round"].queryset = ScreeningRound.objects.visible_to(actor)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        _recent(self, data, "found_on")
        round_ = data.get("round")
        if round_ is not None:
            data["organization"] = round_.organization
        return data


class InviteForm(OfOwnOrganizationForm):
    """Both sides and what it is about. Names are asked for here because the two have to be spoken to."""

    applicant_name = forms.CharField(label=gettext_lazy("甲方姓名"), max_length=60)
    applicant_phone = forms.CharField(label=gettext_lazy("甲方电话"), max_length=30, required=False)
    respondent_name = forms.CharField(label=gettext_lazy("乙方姓名"), max_length=60)
    respondent_phone = forms.CharField(label=gettext_lazy("乙方电话"), max_length=30, required=False)
    dispute_type = forms.ChoiceField(label=gettext_lazy("纠纷类型"), choices=TYPES)
    summary = forms.CharField(
        label=gettext_lazy("什么事"),
        max_length=SUMMARY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    invited_on = DayField(label=gettext_lazy("邀请日期"), required=False, initial=today)

    def __init__(self, *args: Any, actor: User, lead: Lead | None = None, **kwargs: Any) -> None:
        if lead is not None:
            kwargs["initial"] = {"dispute_type": lead.dispute_type, "summary": lead.sentence}
        super().__init__(*args, actor=actor, **kwargs)
        self.lead = lead
        if lead is not None:
            self.fields.pop("organization", None)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        _recent(self, data, "invited_on")
        if self.lead is None:
            data["expires_on"] = data["invited_on"] + LIFETIME
            return data
        data["organization"] = self.lead.organization
        data["expires_on"] = min(self.lead.expires_on, data["invited_on"] + LIFETIME)
        if "invited_on" not in self.errors and data["invited_on"] < self.lead.found_on:
            self.add_error(
                "invited_on",
                _("这个日期不能早于%(label)s %(day)s。")
                % {"label": _("发现日期"), "day": self.lead.found_on.isoformat()},
            )
        return data


class InvitationAnswerForm(forms.Form):
    """What one side answered. Not answering is no answer; refusing needs no reason (人民调解法 17)."""

    side = forms.ChoiceField(label=gettext_lazy("哪一方"), choices=Side.choices, widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label=gettext_lazy("答复"),
        choices=[(value.value, value.label) for value in (Consent.GIVEN, Consent.REFUSED)],
    )
    answered_on = DayField(label=gettext_lazy("答复日期"), required=False, initial=today)

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_by_name(self)
        self.invitation = invitation

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day = data["answered_on"] = data.get("answered_on") or today()
        if "answered_on" not in self.errors and day < self.invitation.invited_on:
            self.add_error(
                "answered_on",
                _("这个日期不能早于%(label)s %(day)s。")
                % {"label": _("邀请日期"), "day": self.invitation.invited_on.isoformat()},
            )
        return data
