"""Quick registration on one screen."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.calendar import today
from organizations.models import Organization, User
from organizations.permissions import Permission

from ..enums import COMMON_TYPES, DisputeType
from ..fields import DayField, YuanField
from ..models import Case
from .step import SUMMARY_LENGTH
from .wording import ask_by_name


class QuickResult:
    """How a dispute stands when it is logged."""

    ONGOING = "ongoing"
    ORAL_DONE = "oral_done"
    ORAL = "oral"
    NOT_REACHED = "not_reached"
    UNWILLING = "unwilling"

    CHOICES = [
        (ONGOING, gettext_lazy("还在调")),
        (ORAL_DONE, gettext_lazy("双方同意调解，口头说好了，当场办完")),
        (ORAL, gettext_lazy("双方同意调解，口头说好了，还要履行")),
        (NOT_REACHED, gettext_lazy("双方同意调解，没调成，已告知其他途径")),
        (UNWILLING, gettext_lazy("一方不愿调解，已告知其他途径")),
    ]


class RegisterCaseForm(forms.Form):
    """Quick registration: five fields, and a sixth when the parties agreed by word of mouth."""

    # Asked for only when somebody wants to say more.
    MORE = ("amount", "applicant_phone", "respondent_phone", "applied_on", "paper_number", "organization")

    applicant_name = forms.CharField(label=gettext_lazy("甲方姓名"), max_length=60)
    respondent_name = forms.CharField(label=gettext_lazy("乙方姓名"), max_length=60)
    dispute_type = forms.ChoiceField(
        label=gettext_lazy("什么事"),
        choices=[
            *((kind.value, kind.label) for kind in COMMON_TYPES),
            *(choice for choice in DisputeType.choices if choice[0] not in COMMON_TYPES),
        ],
        widget=forms.RadioSelect,
    )
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
    paper_number = forms.CharField(
        label=gettext_lazy("纸质表编号"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("补录编号的空白登记表才填，例如 Z2026000123；日期填当时的日期。"),
    )
    organization = forms.ModelChoiceField(
        label=gettext_lazy("调解组织"),
        queryset=Organization.objects.none(),
        required=False,
        to_field_name="uuid",
    )

    # The case after whose frame this one is logged: its sub-type and its source go along unseen.
    like = forms.ModelChoiceField(
        label=gettext_lazy("照着哪一件"),
        queryset=Case.objects.none(),
        required=False,
        to_field_name="uuid",
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": gettext_lazy("看不到照着登记的那一件，请直接登记。")},
    )
    # Said on the page that asks whether it is one of the cases already there.
    not_same_dispute = forms.BooleanField(
        label=gettext_lazy("不是同一件纠纷"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_by_name(self)
        self.actor = actor
        self.fields["like"].queryset = Case.objects.visible_to(actor)  # type: ignore[attr-defined]
        serving = actor.organizations_permitting(Permission.REGISTER_CASE)
        self.fields["organization"].queryset = Organization.objects.filter(pk__in=[o.pk for o in serving])  # type: ignore[attr-defined]
        self.default_organization = serving[0] if serving else None
        self.fields["applied_on"].initial = today
        if self.default_organization:
            self.fields["organization"].initial = self.default_organization.uuid

    @property
    def pattern(self) -> Case | None:
        """The case after whose frame the form is filled in."""
        like = self["like"].value()
        try:
            named = UUID(str(like)) if like else None
        except ValueError:
            return None
        queryset: QuerySet[Case] = self.fields["like"].queryset  # type: ignore[attr-defined]
        return queryset.filter(uuid=named).first() if named else None

    @property
    def has_choice_of_organization(self) -> bool:
        """Whether the person serves in several organizations."""
        return self.fields["organization"].queryset.count() > 1  # type: ignore[attr-defined]

    @property
    def more_errors(self) -> bool:
        """Whether what is folded away has to be shown."""
        return self.is_bound and bool(self.errors.keys() & set(self.MORE))

    @property
    def show_rare_types(self) -> bool:
        """Whether a type is chosen that is not among the tiles."""
        chosen = self["dispute_type"].value()
        return bool(chosen) and chosen not in COMMON_TYPES

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
