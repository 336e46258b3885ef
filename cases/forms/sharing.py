"""Letting one more person see one case for some days."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.calendar import today
from organizations.enums import MEDIATING_KINDS, OrganizationKind
from organizations.models import Organization, Person
from organizations.querysets import valid_on
from organizations.roles import EXPERT

from ..enums import ExpertAnswer, ExpertGround
from ..models import Case, ExpertInvitation
from .intake import mediators_of
from .step import SUMMARY_LENGTH
from .wording import ask_by_name

DAYS = [
    (3, gettext_lazy("三天")),
    (7, gettext_lazy("七天")),
    (15, gettext_lazy("十五天")),
    (30, gettext_lazy("三十天")),
]


class _ForDaysForm(forms.Form):
    """Ends by itself: `until` is the first day on which the person no longer sees the case."""

    days = forms.TypedChoiceField(
        label=gettext_lazy("可以看多久"),
        choices=DAYS,
        coerce=int,
        initial=7,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("从今天算起，到期自动看不到。"),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_by_name(self)
        self.case = case

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("days"):
            data["until"] = today() + timedelta(days=data["days"])
        return data

    def refuse_current(self, name: str, person: Person | None) -> None:
        """An error when this person sees the case by an exception already."""
        if person and self.case.grants.valid_on(today()).filter(user__person=person).exists():  # type: ignore[attr-defined]
            self.add_error(name, _("这个人现在已经可以看这件案件。"))


class ExpertChoiceField(forms.ModelChoiceField):
    """An expert with field and bank."""

    def label_from_instance(self, person: Person) -> str:
        if not person.specialty:
            return person.name
        return _("%(name)s（%(specialty)s）") % {"name": person.name, "specialty": person.specialty}


class InviteExpertForm(_ForDaysForm):
    """With the parties' consent a committee may invite people with special knowledge (人民调解法 20)."""

    expert = ExpertChoiceField(
        label=gettext_lazy("专家"),
        queryset=Person.objects.none(),
        to_field_name="uuid",
        help_text=gettext_lazy("专家库里开通了账号的专家。"),
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("为什么请专家"), choices=ExpertGround.choices, widget=forms.RadioSelect
    )
    question = forms.CharField(
        label=gettext_lazy("想请教什么"),
        max_length=200,
        help_text=gettext_lazy("专家接受以前只看到这句话、纠纷类型和当事人的姓名，不要写案情。"),
    )
    parties_agree = forms.BooleanField(
        label=gettext_lazy("已征得各方当事人同意"),
        error_messages={"required": gettext_lazy("当事人同意才能邀请（人民调解法第二十条）。")},
    )
    field_order = ["expert", "ground", "question", "days", "parties_agree"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expert"].queryset = (  # type: ignore[attr-defined]
            Person.objects.filter(
                valid_on(today(), "posts__"),
                posts__role_code=EXPERT.code,
                posts__organization__kind=OrganizationKind.EXPERT_BANK,
                user__is_active=True,
            )
            .distinct()
            .order_by("specialty", "sort_key", "id")
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        expert = data.get("expert")
        self.refuse_current("expert", expert)
        asked = self.case.expert_invitations.filter(expert=expert, answer="", answer_due__gte=today())
        if expert and asked.exists():
            self.add_error("expert", _("已经邀请过，这位专家还没有答复。"))
        return data


class LendCaseForm(_ForDaysForm):
    """A mediator of another organization who helps with one case."""

    helper = forms.ModelChoiceField(
        label=gettext_lazy("调解员"), queryset=Person.objects.none(), to_field_name="uuid"
    )
    reason = forms.CharField(label=gettext_lazy("原因"), max_length=200)
    field_order = ["helper", "days", "reason"]

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["helper"].queryset = mediators_of({organization.pk}, today()).filter(user__is_active=True)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.refuse_current("helper", data.get("helper"))
        return data


def lending_organizations(case: Case):  # type: ignore[no-untyped-def]
    """Organizations of the county whose mediators can help: all but the case's own."""
    return (
        Organization.objects.of_kind(*MEDIATING_KINDS)
        .valid_on(today())
        .filter(division__county_code=case.holder.division.county_code)
        .exclude(pk__in=[case.holder_id, case.handled_at_id])
        .order_by("kind", "name")
    )


class AdviceForm(forms.Form):
    """An expert's opinion."""

    advice = forms.CharField(
        label=gettext_lazy("专家意见"), max_length=SUMMARY_LENGTH, widget=forms.Textarea(attrs={"rows": 8})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_by_name(self)


class AnswerInvitationForm(forms.Form):
    """Yes, no, or stepping back for a conflict of interest; who has accepted can still step back."""

    answer = forms.ChoiceField(
        label=gettext_lazy("答复"), choices=ExpertAnswer.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(label=gettext_lazy("原因"), max_length=200, required=False)

    def __init__(self, *args: Any, invitation: ExpertInvitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_by_name(self)
        if invitation.answer:
            leaving = ExpertAnswer.RECUSED
            self.fields["answer"].initial = leaving.value
            self.fields["answer"].choices = [(leaving.value, leaving.label)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("answer") == ExpertAnswer.DECLINED and not data.get("reason"):
            self.add_error("reason", _("请写明原因，调解员好另请别人。"))
        return data
