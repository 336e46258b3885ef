"""Steps between tiers: asking the next one, taking the question back, and its answer."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.calendar import add_working_days, today
from mediation.kernel.workflow import Transition
from organizations.enums import OrganizationKind
from organizations.models import Organization, User

from .. import forms, policies, services, sharing
from ..enums import UNSETTLED, StepGroup, SupportKind, SupportResult
from ..models import Case, SupportRequest

# How long the asked organization has, in working days; a rule of the product, no law sets one.
ANSWER_DAYS = 3


def _ask(case: Case, data: dict[str, Any], actor: User) -> str:
    asked = policies.one_tier_up(case.holder)
    if asked is None:
        raise Organization.DoesNotExist
    day = today()
    SupportRequest.objects.create(
        case=case,
        asking=case.holder,
        asked=asked,
        kind=data["kind"],
        question=data["question"],
        parties_agree=data["parties_agree"],
        asked_on=day,
        asked_by_id=actor.pk,
        answer_due=add_working_days(day, ANSWER_DAYS, asked.division.code).day,
    )
    return _("%(kind)s：%(organization)s") % {"kind": SupportKind(data["kind"]).label, "organization": asked}


def _withdraw(case: Case, data: dict[str, Any], actor: User) -> None:
    services.withdraw_support(case)


def _answer(case: Case, data: dict[str, Any], actor: User) -> str:
    request = case.support_requests.select_for_update().get(result="")
    result, helping = SupportResult(data["result"]), data["helping"]
    request.result = result
    request.answer = data["answer"]
    request.answered_on = today()
    request.answered_by_id = actor.pk
    request.helping = helping
    request.save()
    if result == SupportResult.JOINED:
        for person in data["mediators"]:
            sharing.let_help(case, person, until=data["until"], reason=_("联合调解"), by=actor)
        people = "、".join(person.name for person in data["mediators"])
        return _("联合调解：%(organization)s %(people)s") % {"organization": helping, "people": people}
    if result == SupportResult.TAKEN_OVER:
        _take_over(case, request, helping, by=actor)
        return _("由%(organization)s接手办理") % {"organization": helping}
    return str(result.label)


def _take_over(case: Case, request: SupportRequest, helping: Organization, *, by: User) -> None:
    """Custody goes on; who accepted the case stays counted for it. A county keeps seeing what it placed."""
    if request.asked.kind == OrganizationKind.GUIDANCE_COMMITTEE:
        case.placed_by = request.asked
    services.hand_over(
        case,
        to=helping.sealing,
        handled_at=helping,
        on=today(),
        reason=_("应%(asking)s的请求接手，当事人同意") % {"asking": request.asking},
        by=by,
    )


ASK_SUPPORT = Transition(
    name="ask_support",
    label=gettext_lazy("请人来调解"),
    sources=UNSETTLED,
    target=None,
    policy=policies.can_ask_support,
    form=forms.AskSupportForm,
    effect=_ask,
    guidance=gettext_lazy(
        "调解有困难的，可以请上一级指导、一起调解或者接手；当事人同意，上级才能参加（人民调解法第十七条、第二十条，人民调解工作若干规定第二十一条）。"
    ),
    group=StepGroup.SUPPORT,
)
WITHDRAW_SUPPORT = Transition(
    name="withdraw_support",
    label=gettext_lazy("撤回支援请求"),
    sources=UNSETTLED,
    target=None,
    policy=policies.can_withdraw_support,
    form=forms.WithdrawSupportForm,
    effect=_withdraw,
    guidance=gettext_lazy("还没有答复的请求可以随时撤回，以后可以再请求。"),
    group=StepGroup.SUPPORT,
)
ANSWER_SUPPORT = Transition(
    name="answer_support",
    label=gettext_lazy("答复支援请求"),
    sources=UNSETTLED,
    target=None,
    policy=policies.can_answer_support,
    form=forms.AnswerSupportForm,
    effect=_answer,
    guidance=gettext_lazy(
        "上级指导、支持下级，不代替下级作决定；当事人同意的，可以联合调解或者接手（人民调解工作若干规定第二十一条）。"
    ),
    on_page=False,
    group=StepGroup.SUPPORT,
)
