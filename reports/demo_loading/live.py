"""The live set: open cases and waiting letters around today, taken through the product's own steps."""

from datetime import date
from typing import Any

from cases import alerts, services
from cases.enums import Consent, ExpertAnswer, PartyKind, Side
from cases.forms import SIGNED, AnswerInvitationForm, InviteExpertForm, OrderForm
from cases.models import Case
from cases.sharing import answer_invitation, invite_expert
from cases.supervising import issue_order
from cases.workflow import case_workflow
from organizations.models import User
from referrals.history import PastLetter, write_letters
from referrals.models import Referral
from referrals.workflow import referral_workflow
from reports.demo import live, records
from reports.demo.people import clerk_of, serving
from reports.demo.records import yuan

from . import acting, beside
from .past import CONSENT_EVIDENCE, cause, letter_parties, said
from .register import Register

STEPS = {
    "agree_oral": "agree_orally",
    "agree_written": "agree_in_writing",
    "hold_session": "record_session",
    "apply_confirmation": "apply_for_confirmation",
}


def write(register: Register, today: date) -> None:
    """Everything that waits for somebody on a Beijing day."""
    plan = live.live_plan(today)
    beside.write_rooms(register, plan.rooms)
    beside.write_clauses(register, plan.clauses)
    cases = {
        case.key: _Story(register, case, plan.told[case.key], today).tell()
        for case in sorted(plan.cases, key=lambda one: one.applied_on)
    }
    for letter in plan.letters:
        _letter(register, letter)
    for invitation in plan.invitations:
        _invite(register, cases[invitation.case], invitation)
    alerts.raise_alerts(today)
    for order in plan.orders:
        form = OrderForm({"reason": order.reason})
        issue_order(cases[order.case], form, by=register.user(serving(order.organization, today)[0].number))
    beside.write_leads(register, plan.leads, today)
    beside.write_blanks(register, plan.blanks)
    beside.write_prevented(register, plan.prevented)


def _invite(register: Register, case: Case, invitation: live.Invitation) -> None:
    form = InviteExpertForm(
        {
            "expert": register.people[invitation.expert].uuid,
            "ground": "professional",
            "question": invitation.question,
            "days": 15,
            "parties_agree": True,
        },
        case=case,
    )
    asked = invite_expert(case, form, by=_mediator(register, case))
    if invitation.accepted:
        answer = AnswerInvitationForm({"answer": ExpertAnswer.ACCEPTED}, invitation=asked)
        answer_invitation(asked, answer, by=register.user(invitation.expert))


def _mediator(register: Register, case: Case) -> User:
    person = case.mediators.get(is_presiding=True).person_id
    return next(user for user in register.users.values() if user.person_id == person)


class _Story:
    """One case as far as the plan tells it."""

    def __init__(self, register: Register, past: records.Case, told: live.Open, today: date) -> None:
        self.register = register
        self.past = past
        self.told = told
        self.today = today
        self.organization = register.organizations[past.handled_at]
        self.clerk = register.user(past.clerk)
        self.mediator = register.user(past.mediators[0]) if past.mediators else self.clerk

    def tell(self) -> Case:
        case = self._placed() if self.past.letter else self._registered()
        for step in self.past.steps():
            if step.name == "register" or (self.past.letter and step.name in ("consent", "accept")):
                continue
            self._take(case, step)
        for act in self.told.acts:
            by = {"mediator": self.mediator, "clerk": self.clerk}.get(act.by)
            actor = by or self.register.user(serving(act.by, self.today)[0].number)
            acting.perform(self.register, case, act, actor=actor, today=self.today)
        return case

    def _registered(self) -> Case:
        past = self.past
        case = services.open_case(
            by=self.mediator,
            organization=self.organization,
            applied_on=past.applied_on,
            dispute_type=past.dispute_type,
            dispute_subtype=past.subtype,
            summary=past.summary,
            source=past.source,
            parties=[
                services.PartyData(
                    Side(p.side),
                    p.name,
                    PartyKind(p.kind),
                    claim_amount=None if p.claim is None else yuan(p.claim),
                )
                for p in past.parties
            ],
        )
        case_workflow.begin(case, actor=self.mediator, name="register", occurred_on=past.applied_on)
        return case

    def _placed(self) -> Case:
        """A letter brought it: the coordinator places the letter, and that makes the case."""
        past, letter = self.past, self.past.letter
        assert letter is not None  # noqa: S101
        [pk] = write_letters(
            [
                _waiting(
                    self.register,
                    letter_no=letter.number,
                    mode=past.legal_mode,
                    sender=letter.sender,
                    receiver=letter.receiver,
                    dispute_type=past.dispute_type,
                    summary=past.summary,
                    parties=past.parties,
                    sent_on=letter.sent_on,
                    procedure=letter.procedure,
                )
            ]
        )
        referral = Referral.objects.get(pk=pk)
        referral_workflow.perform(
            "place",
            referral,
            actor=self.register.user(clerk_of(letter.receiver).number),
            data={"organization": self.organization.uuid, "received_on": letter.received_on},
        )
        assert referral.case is not None  # noqa: S101
        return referral.case

    def _take(self, case: Case, step: records.Step) -> None:
        actor = self.mediator if step.role == "mediator" else self.clerk
        if step.name == "consent":
            for side in Side:
                answer = {"side": side, "consent": Consent.GIVEN, "answered_on": step.on}
                case_workflow.perform("record_consent", case, actor=actor, data=answer)
        elif step.name not in _UNRECORDED:
            name = STEPS.get(step.name, step.name)
            case_workflow.perform(name, case, actor=actor, data=getattr(self, f"_{name}")(step.on))

    def _accept(self, day: date) -> dict[str, Any]:
        return {"applicants_consent": True, "respondents_consent": True, "accepted_on": day}

    def _assign(self, day: date) -> dict[str, Any]:
        people = [self.register.people[number] for number in self.past.mediators]
        return {
            "mediators": [person.uuid for person in people],
            "presiding": people[0].uuid,
            "declared": self.told.declared,
            "assigned_on": day,
        }

    def _record_session(self, day: date) -> dict[str, Any]:
        session = next(one for one in self.past.sessions if one.held_on == day)
        return {
            "held_on": day,
            "mode": session.mode,
            "place": self.organization.name,
            "record_text": said(self.past, session),
        }

    def _agree_orally(self, day: date) -> dict[str, Any]:
        return {"content": self.past.terms, "amount": str(yuan(self.past.amount)), "agreed_on": day}

    def _agree_in_writing(self, day: date) -> dict[str, Any]:
        if not self.told.promises:
            return self._agree_orally(day)
        awards = [f"{p.name}，{yuan(p.award)}" for p in self.past.parties if p.award is not None]
        items = [acting.item(promise, self.past.amount, self.today) for promise in self.told.promises]
        return {"obligations": items, "awards": "\n".join(awards), "agreed_on": day}

    def _take_effect(self, day: date) -> dict[str, Any]:
        return {**SIGNED, "effective_on": day}

    def _not_reached(self, day: date) -> dict[str, Any]:
        return {"routes_explained": True, "ended_on": day}

    def _apply_for_confirmation(self, day: date) -> dict[str, Any]:
        confirmation = self.past.confirmation
        assert confirmation is not None  # noqa: S101
        return {
            "court": self.register.organizations[confirmation.court].uuid,
            "joint": True,
            "applied_for_on": day,
        }

    def _close(self, day: date) -> dict[str, Any]:
        return {"performed_on": self.past.performed_on, "closed_on": day}


# Performance is told when the case is closed; a return visit is no step.
_UNRECORDED = frozenset({"perform", "visit"})


def _letter(register: Register, letter: live.LiveLetter) -> None:
    """A letter that waits, or went back."""
    [pk] = write_letters(
        [
            _waiting(
                register,
                letter_no=letter.letter_no,
                mode=letter.mode,
                sender=letter.sender,
                receiver=letter.receiver,
                dispute_type=letter.dispute_type,
                summary=letter.summary,
                parties=letter.parties,
                sent_on=letter.sent_on,
                procedure=letter.procedure,
                amount=letter.amount,
            )
        ]
    )
    if letter.declined_on:
        referral_workflow.perform(
            "decline",
            Referral.objects.get(pk=pk),
            actor=register.user(clerk_of(letter.receiver).number),
            data={"reason": letter.decline_reason, "declined_on": letter.declined_on},
        )


def _waiting(
    register: Register, *, sender: str, receiver: str, parties: Any, amount: int = 0, **facts: Any
) -> PastLetter:
    return PastLetter(
        sender=register.organizations[sender],
        receiver=register.organizations[receiver],
        cause=cause(facts["dispute_type"]),
        parties=letter_parties(parties),
        claim_amount=yuan(amount),
        consent_evidence=CONSENT_EVIDENCE,
        liaison=register.actor(clerk_of(sender).number),
        **facts,
    )
