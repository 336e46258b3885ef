"""Asking the next tier, and its answer."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.calendar import today
from organizations.enums import MEDIATING_KINDS
from organizations.models import Organization, Person

from ..enums import SupportKind, SupportResult
from ..models import Case, SupportRequest
from ..policies.support import waiting_request
from .intake import mediators_of
from .nameless import NamelessMixin
from .sharing import DAYS
from .step import StepForm

USUAL_QUESTION = gettext_lazy("这件纠纷我们调解有困难，请来人一起调解，或者告诉我们怎么办。")


class AskSupportForm(NamelessMixin, StepForm):
    """Everything is filled in beforehand: sending it is one press."""

    nameless = ("question",)

    kind = forms.ChoiceField(
        label=gettext_lazy("请求什么"),
        choices=SupportKind.choices,
        initial=SupportKind.JOINT,
        widget=forms.RadioSelect,
    )
    question = forms.CharField(
        label=gettext_lazy("想请上级做什么"),
        max_length=200,
        initial=USUAL_QUESTION,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("上级看不到案件，只看到编号、纠纷类型、人数、地点和这句话。不写姓名、电话。"),
    )
    parties_agree = forms.BooleanField(
        label=gettext_lazy("当事人同意请上级参加调解或者接手"),
        required=False,
        help_text=gettext_lazy("没有勾选时，上级只能提出意见（人民调解法第十七条、第二十条）。"),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.refuse_names(data, self.record)
        return data


class WithdrawSupportForm(StepForm):
    """Asks nothing: the question is taken back."""


def helping_organizations(case: Case, request: SupportRequest):  # type: ignore[no-untyped-def]
    """Who can join or take over: the asked committee itself; of a guidance committee, any that mediates in its county."""
    mediating = Organization.objects.of_kind(*MEDIATING_KINDS).valid_on(today()).filter(regime=case.regime)
    if request.asked.kind in MEDIATING_KINDS:
        return mediating.filter(pk=request.asked_id)
    return (
        mediating.filter(division__county_code=request.asked.division.county_code)
        .exclude(pk__in=[case.holder_id, case.handled_at_id])
        .select_related("division", "sealed_by__division")
        .order_by("kind", "name")
    )


class AnswerSupportForm(NamelessMixin, StepForm):
    """What the asked organization does about it; joining and taking over need the parties' consent."""

    nameless = ("answer",)

    result = forms.ChoiceField(
        label=gettext_lazy("怎样支援"),
        choices=[
            (SupportResult.ADVISED, gettext_lazy("提出意见")),
            (SupportResult.JOINED, gettext_lazy("派调解员联合调解")),
            (SupportResult.TAKEN_OVER, gettext_lazy("接手办理")),
            (SupportResult.DECLINED, gettext_lazy("不能支援")),
        ],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=gettext_lazy("意见，或者不能支援的原因"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("提出意见和不能支援时要写。"),
    )
    organization = forms.ModelChoiceField(
        label=gettext_lazy("由哪个组织支援"),
        queryset=Organization.objects.none(),
        to_field_name="uuid",
        required=False,
        widget=forms.HiddenInput,
    )
    mediators = forms.ModelMultipleChoiceField(
        label=gettext_lazy("派哪些调解员"),
        queryset=Person.objects.none(),
        to_field_name="uuid",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("联合调解时选。他们只看得到这一件案件，到期自动看不到。"),
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("可以看多久"), choices=DAYS, coerce=int, initial=30, required=False, empty_value=30
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = waiting_request(self.record)
        if self.request is None:
            return
        self.organizations = helping_organizations(self.record, self.request)
        self.fields["organization"].queryset = self.organizations  # type: ignore[attr-defined]
        self.organization = self._chosen()
        if self.organization is not None:
            self.initial["organization"] = self.organization.uuid
            mediating = self.record.mediators.filter(released_on__isnull=True).values("person")
            self.fields["mediators"].queryset = (  # type: ignore[attr-defined]
                mediators_of({self.organization.pk}, today())
                .filter(user__is_active=True)
                .exclude(pk__in=mediating)
            )
        if self.organization is None or not self.request.parties_agree:
            self._only_words()

    def _chosen(self) -> Organization | None:
        """The one that was picked before, or the asked committee itself where it mediates."""
        asked = self.request.asked if self.request else None
        if asked is not None and asked.kind in MEDIATING_KINDS:
            return self.organizations.filter(pk=asked.pk).first()
        typed = self.data.get("organization") or self.initial.get("organization")
        return next((o for o in self.organizations if str(o.uuid) == str(typed)), None)

    def _only_words(self) -> None:
        """Nobody joins or takes over yet: the choices that would need more are not offered."""
        words = (SupportResult.ADVISED, SupportResult.DECLINED)
        self.fields["result"].choices = [  # type: ignore[attr-defined]
            choice
            for choice in self.fields["result"].choices  # type: ignore[attr-defined]
            if choice[0] in words
        ]
        self.fields["result"].error_messages["invalid_choice"] = (
            _("先选由哪个组织支援。")
            if self.request and self.request.parties_agree
            else _("当事人还没有同意，现在只能提出意见（人民调解法第十七条、第二十条）。")
        )
        for name in ("mediators", "days"):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.refuse_names(data, self.record)
        result = data.get("result")
        if result in (SupportResult.ADVISED, SupportResult.DECLINED) and not (
            data.get("answer") or "answer" in self.errors
        ):
            self.add_error("answer", _("请写明意见，或者不能支援的原因。"))
        if result == SupportResult.JOINED:
            if not data.get("mediators"):
                self.add_error("mediators", _("请至少选一名调解员。"))
            data["until"] = today() + timedelta(days=data.get("days") or 30)
        data["helping"] = (
            self.organization if result in (SupportResult.JOINED, SupportResult.TAKEN_OVER) else None
        )
        return data
