"""Every step of a letter."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import services
from cases.enums import PartyKind, Side, Source
from cases.models import Case
from cases.services import PartyData
from cases.workflow import case_workflow
from mediation.kernel import outbox
from mediation.kernel.calendar import today
from mediation.kernel.decisions import Decision, deny
from mediation.kernel.errors import Conflict
from mediation.kernel.workflow import Transition, Workflow, anybody
from organizations.enums import OrganizationKind
from organizations.journal_words import describe_actions
from organizations.models import User

from . import forms, policies, terms
from .enums import ENTRUSTER_OF_KIND, Answer, ReferralDeclineReason, ReferralStatus
from .models import Referral, ReferralEvent
from .notifications import ANSWERED, DECLINED, PLACED
from .querysets import READ_ANSWER

S = ReferralStatus


def _place(referral: Referral, data: dict[str, Any], actor: User) -> str:
    """Make the case at the chosen organization and take it in: the letter brought both sides' consent."""
    day, organization = data["received_on"], data["organization"]
    case = services.open_case(
        by=actor,
        organization=organization,
        applied_on=day,
        dispute_type=referral.dispute_type,
        summary=referral.summary,
        source=Source.ENTRUSTED,
        entruster=ENTRUSTER_OF_KIND[OrganizationKind(referral.sender.kind)],
        legal_mode=referral.mode,
        placed_by=referral.receiver,
        term_days=terms.mediation_days(referral.mode, referral.procedure),
        parties=[
            PartyData(
                Side(p.side), p.name, kind=PartyKind(p.kind), phone=p.phone, claim_amount=p.claim_amount
            )
            for p in referral.parties.all()
        ],
    )
    case_workflow.begin(case, actor=actor, name="register", occurred_on=day, note=referral.letter_no)
    case_workflow.perform(
        "accept",
        case,
        actor=actor,
        data={"applicants_consent": True, "respondents_consent": True, "accepted_on": day},
    )
    referral.case = case
    referral.placed_with = organization
    referral.received_on = day
    referral.mediation_due_on = case.due_on
    outbox.post(
        PLACED,
        f"{referral.uuid}:{organization.uuid}",
        referral_id=referral.pk,
        organization_id=organization.pk,
    )
    return organization.name


def _reassign(referral: Referral, data: dict[str, Any], actor: User) -> str:
    organization = data["organization"]
    services.move_custody(
        policies.case_of(referral),
        to=organization.sealing,
        handled_at=organization,
        on=today(),
        reason=data["reason"],
        by=actor,
    )
    referral.placed_with = organization
    outbox.post(
        PLACED,
        f"{referral.uuid}:{organization.uuid}:{referral.version}",
        referral_id=referral.pk,
        organization_id=organization.pk,
    )
    return _("%(organization)s。原因：%(reason)s") % {
        "organization": organization.name,
        "reason": data["reason"],
    }


def _decline(referral: Referral, data: dict[str, Any], actor: User) -> str:
    referral.received_on = data["declined_on"]
    referral.decline_reason = data["reason"]
    referral.decline_note = data["note"]
    outbox.post(DECLINED, str(referral.uuid), referral_id=referral.pk, organization_id=referral.sender_id)
    return str(ReferralDeclineReason(data["reason"]).label)


def _answer(referral: Referral, data: dict[str, Any], actor: User | None) -> None:
    """What the sender hears: agreed or not, and of an agreement its number, day and amount. Never who refused."""
    case = policies.case_of(referral)
    referral.answered_on = today()
    referral.answer = Answer.AGREED if case.succeeded_on else Answer.NOT_AGREED
    if case.succeeded_on:
        referral.answer_agreement_no = case.number
        referral.answer_effective_on = case.effective_on
        referral.answer_amount = case.succeeded_amount
    outbox.post(ANSWERED, str(referral.uuid), referral_id=referral.pk, organization_id=referral.sender_id)


def _nothing(referral: Referral, data: dict[str, Any], actor: User | None) -> None:
    """The status says it all."""


PLACE = Transition(
    name="place",
    label=gettext_lazy("受理并分派"),
    sources=frozenset({S.SENT}),
    target=S.PLACED,
    policy=policies.can_take_in_letter,
    form=forms.PlaceForm,
    effect=_place,
    guidance=gettext_lazy(
        "分派前请核对来函所附的双方同意调解的依据；分派后案件随即受理，由该组织指派调解员（法释〔2021〕23号第十二条）。分派就是说明：属于受理范围，来函单位已经受理的由它自己委托移送。"
    ),
)
DECLINE = Transition(
    name="decline",
    label=gettext_lazy("退回"),
    sources=frozenset({S.SENT}),
    target=S.DECLINED,
    policy=policies.can_take_in_letter,
    form=forms.DeclineLetterForm,
    effect=_decline,
    guidance=gettext_lazy("收到来函三个工作日内退回，并写明原因（法释〔2021〕23号第十二条）。"),
)
REASSIGN = Transition(
    name="reassign",
    label=gettext_lazy("改派"),
    sources=frozenset({S.PLACED, S.MEDIATING}),
    target=S.PLACED,
    policy=policies.can_reassign_letter,
    form=forms.ReassignForm,
    effect=_reassign,
    guidance=gettext_lazy("案件和案号不变，从今天起由新的组织承办；原来的调解员退出，调解期限照旧计算。"),
)
WITHDRAW = Transition(
    name="withdraw",
    label=gettext_lazy("撤回来函"),
    sources=frozenset({S.SENT}),
    target=S.WITHDRAWN,
    policy=policies.can_withdraw_letter,
    form=forms.WithdrawForm,
    effect=lambda referral, data, actor: data["note"],
    guidance=gettext_lazy("撤回以后不能再恢复；改好内容请用新的函号重新发函。"),
)
START = Transition(
    name="start",
    label=gettext_lazy("开始调解"),
    sources=frozenset({S.PLACED}),
    target=S.MEDIATING,
    policy=anybody,
    form=forms.StartForm,
    effect=_nothing,
    on_page=False,
)
ANSWER = Transition(
    name="answer",
    label=gettext_lazy("答复"),
    sources=frozenset({S.PLACED, S.MEDIATING}),
    target=S.ANSWERED,
    policy=anybody,
    form=forms.AnswerForm,
    effect=_answer,
    on_page=False,
)
SIGN_FOR_ANSWER = Transition(
    name=READ_ANSWER,
    label=gettext_lazy("查收答复"),
    sources=frozenset({S.ANSWERED, S.DECLINED}),
    target=None,
    policy=policies.can_read_answer,
    form=forms.ReadAnswerForm,
    effect=_nothing,
    on_page=False,
)

# Steps that follow from the case or from reading; no door offers them.
AUTOMATIC = frozenset({START.name, ANSWER.name, SIGN_FOR_ANSWER.name})


class LetterWorkflow(Workflow[Referral]):
    """The steps of a letter. Who comes second is told who was first."""

    @transaction.atomic
    def perform(
        self,
        name: str,
        record: Referral,
        *,
        actor: Any,
        data: Mapping[str, Any] | None = None,
        version: int | None = None,
    ) -> Any:
        # A step of the case locks the case and then its letter; the same order here keeps two people from waiting
        # for each other.
        if record.case_id:
            Case.objects.select_for_update().get(pk=record.case_id)
        try:
            return super().perform(name, record, actor=actor, data=data, version=version)
        except Conflict as conflict:
            current = Referral.objects.get(pk=record.pk)
            raise Conflict(told_what_happened(current, actor) or conflict.message) from conflict

    def can(self, name: str, record: Referral, actor: Any) -> Decision:
        decision = super().can(name, record, actor)
        if not decision and record.status not in self.transitions[name].sources:
            return deny(told_what_happened(record, actor) or decision.reason)
        return decision


def told_what_happened(referral: Referral, actor: Any) -> str:
    """Who of the committee did what with the letter, for a colleague who comes second; "" for anybody else."""
    if actor is None or not policies.receives(actor, referral):
        return ""
    names = ("decline",) if referral.status == S.DECLINED else ("place", "reassign")
    event = referral.events.filter(transition__in=names).order_by("-id").first()
    if referral.status == S.WITHDRAWN:
        return _("来函单位已经撤回这封来函。")
    if event is None:
        return ""
    if referral.status == S.DECLINED:
        return _("这封来函已由%(name)s退回来函单位。") % {"name": event.actor_name}
    return _("这封来函已由%(name)s分派给%(organization)s。") % {
        "name": event.actor_name,
        "organization": referral.placed_with,
    }


referral_workflow = LetterWorkflow(
    Referral,
    ReferralEvent,
    "referral",
    [PLACE, DECLINE, REASSIGN, WITHDRAW, START, ANSWER, SIGN_FOR_ANSWER],
)

describe_actions(
    {"referral.send": gettext_lazy("发函")}
    | {f"referral.{name}": transition.label for name, transition in referral_workflow.transitions.items()}
)
