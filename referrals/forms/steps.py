"""What each step with a letter asks."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import presenting
from cases.enums import Side
from cases.fields import DayField
from cases.forms import StepForm
from cases.same_dispute import same_disputes
from mediation.kernel.workflow import TransitionForm
from organizations.models import Organization

from ..enums import ReferralDeclineReason
from ..suggesting import placeable


class _OrganizationField(forms.ModelChoiceField):
    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("调解组织"),
            queryset=Organization.objects.none(),
            to_field_name="uuid",
            error_messages={
                "required": gettext_lazy("请选一个调解组织。"),
                "invalid_choice": gettext_lazy("请选本县市现有的一个调解组织。"),
            },
        )


class PlaceForm(StepForm):
    """Where the letter goes; the day on which it was signed for, from which the term of mediation runs."""

    day_field = "received_on"
    not_before = ("sent_on",)

    organization = _OrganizationField()
    received_on = DayField(
        label=gettext_lazy("接收日期"), required=False, help_text=gettext_lazy("不填就是今天。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = placeable(self.record)  # type: ignore[attr-defined]

    @cached_property
    def same_cases(self) -> list[presenting.CaseRow]:
        """Cases that this coordinator may see and that may be the dispute of the letter."""
        parties = list(self.record.parties.all())
        found = same_disputes(
            self.actor,
            applicants=[p.name for p in parties if p.side == Side.APPLICANT],
            respondents=[p.name for p in parties if p.side == Side.RESPONDENT],
            dispute_type=self.record.dispute_type,
            applied_on=self.record.sent_on,
        )
        return [presenting.row(case) for case in found]


class ReassignForm(TransitionForm):
    """Where the case goes on from today, and why."""

    organization = _OrganizationField()
    reason = forms.CharField(
        label=gettext_lazy("改派原因"),
        max_length=200,
        error_messages={"required": gettext_lazy("请写明为什么改派。")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = placeable(self.record)  # type: ignore[attr-defined]


class DeclineLetterForm(StepForm):
    """Why the letter goes back (法释〔2021〕23号 第十二条)."""

    day_field = "declined_on"
    not_before = ("sent_on",)

    reason = forms.ChoiceField(
        label=gettext_lazy("退回原因"), choices=ReferralDeclineReason.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("退回说明"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("来函单位会看到。写清楚缺什么，或者该送到哪里。"),
    )
    declined_on = DayField(label=gettext_lazy("日期"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("reason") == ReferralDeclineReason.OTHER and not data.get("note"):
            self.add_error("note", _("选了“其他原因”，请在这里写明。"))
        return data


class WithdrawForm(TransitionForm):
    note = forms.CharField(label=gettext_lazy("撤回说明"), max_length=200, required=False)


class StartForm(TransitionForm):
    """Asks nothing: the case's mediators are named."""


class AnswerForm(TransitionForm):
    """Asks nothing: the case itself is the answer."""


class ReadAnswerForm(TransitionForm):
    """Asks nothing: the sender opened the answer."""
