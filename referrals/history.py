"""Writes past letters in bulk: waiting ones, placed ones whose case runs, and answered ones.

Writes the rows which sending, placing and answering would have written, and one journal row a batch; sends no messages.
Every step is looked up in the workflow's table: one that is not legal raises ValueError. Call it inside a transaction.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cases.enums import PartyKind, Side
from cases.history import Actor
from mediation.kernel import journal
from mediation.kernel.bulk import copy_rows, reserve_ids
from organizations.models import Organization

from . import terms
from .enums import Answer, ReferralStatus
from .models import Referral, ReferralEvent, ReferralParty
from .querysets import READ_ANSWER
from .workflow import referral_workflow


class PastLetterParty(NamedTuple):
    """A party as the letter names it; the claim in yuan."""

    side: Side
    name: str
    kind: PartyKind = PartyKind.NATURAL
    claim_amount: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPlacing:
    """Where a letter went and how its case ended, if it has; the amount in yuan.

    `clerk` named the mediators, on `started_on`, if that was done.
    """

    coordinator: Actor
    organization: Organization
    case_id: int
    received_on: date
    clerk: Actor
    mediator: Actor
    started_on: date | None = None
    answered_on: date | None = None
    agreement_no: str = ""
    effective_on: date | None = None
    amount: Decimal | None = None

    @property
    def answer(self) -> Answer | None:
        if self.answered_on is None:
            return None
        return Answer.AGREED if self.effective_on else Answer.NOT_AGREED


@dataclass(frozen=True, slots=True, kw_only=True)
class PastLetter:
    """One letter. Days are Beijing days, amounts yuan; without `placing` it still waits."""

    letter_no: str
    mode: str
    sender: Organization
    receiver: Organization
    cause: str
    dispute_type: str
    summary: str
    parties: Sequence[PastLetterParty]
    consent_evidence: str
    liaison: Actor
    sent_on: date
    procedure: str = ""
    claim_amount: Decimal = Decimal(0)
    placing: PastPlacing | None = None


class _Step(NamedTuple):
    name: str
    on: date
    actor: Actor
    note: str = ""


def write_letters(letters: Sequence[PastLetter]) -> list[int]:
    """Write letters with their parties and steps; give their ids, in their order."""
    pks = reserve_ids(Referral, len(letters))
    events = [list(_events(letter)) for letter in letters]
    copy_rows(
        Referral,
        ("id", *_COLUMNS),
        (_values(pk, letter, steps) for pk, letter, steps in zip(pks, letters, events, strict=True)),
    )
    copy_rows(
        ReferralParty,
        ("referral_id", "side", "kind", "name", "claim_amount", "position"),
        (
            (pk, party.side, party.kind, party.name, party.claim_amount, position)
            for pk, letter in zip(pks, letters, strict=True)
            for position, party in enumerate(letter.parties, start=1)
        ),
    )
    columns = ("transition", "from_status", "to_status", "actor_id", "actor_name", "occurred_on", "note")
    copy_rows(
        ReferralEvent,
        ("referral_id", *columns),
        (
            (pk, step.name, before, after, step.actor.user_id, step.actor.name, step.on, step.note)
            for pk, steps in zip(pks, events, strict=True)
            for step, before, after in steps
        ),
    )
    journal.record("history.letters", actor_id=None, rows=len(letters))
    return pks


def _steps(letter: PastLetter) -> Iterator[_Step]:
    """What was done after sending, in order. The sender opened the answer on the day it came."""
    placing = letter.placing
    if placing is None:
        return
    yield _Step("place", placing.received_on, placing.coordinator, placing.organization.name)
    if placing.started_on:
        yield _Step("start", placing.started_on, placing.clerk)
    if placing.answered_on:
        yield _Step("answer", placing.answered_on, placing.mediator)
        yield _Step(READ_ANSWER, placing.answered_on, letter.liaison)


def _events(letter: PastLetter) -> Iterator[tuple[_Step, str, str]]:
    """Each step with the status before and after it, by the workflow's own table."""
    status, day = str(ReferralStatus.SENT), letter.sent_on
    yield _Step("send", day, letter.liaison), "", status
    for step in _steps(letter):
        transition = referral_workflow.transitions[step.name]
        if status not in transition.sources or step.on < day:
            raise ValueError(f"{step.name} on {step.on} does not follow {status} of {day}")
        after = str(transition.target or status)
        yield step, status, after
        status, day = after, step.on


_COLUMNS = (
    "letter_no", "mode", "sender_id", "receiver_id", "county_id", "status", "version", "procedure", "cause",
    "dispute_type", "summary", "claim_amount", "consent_evidence", "contact_name", "written_by_id",
    "sent_on", "answer_due_on", "due_is_provisional", "received_on", "mediation_due_on", "placed_with_id", "case_id",
    "answer", "answered_on", "answer_agreement_no", "answer_effective_on", "answer_amount",
)  # fmt: skip


def _values(pk: int, letter: PastLetter, steps: Sequence[tuple[_Step, str, str]]) -> tuple[object, ...]:
    due = terms.answer_due(letter.sent_on, letter.receiver.division.code)
    return (
        pk, letter.letter_no, letter.mode, letter.sender.pk, letter.receiver.pk, letter.receiver.division_id,
        steps[-1][2], len(steps), letter.procedure, letter.cause,
        letter.dispute_type, letter.summary, letter.claim_amount, letter.consent_evidence,
        letter.liaison.name, letter.liaison.user_id,
        letter.sent_on, due.day, due.provisional, *_placed(letter),
    )  # fmt: skip


def _placed(letter: PastLetter) -> tuple[object, ...]:
    """From received_on to answer_amount."""
    placing = letter.placing
    if placing is None:
        return (None, None, None, None, "", None, "", None, None)
    due = terms.mediation_due(letter.mode, letter.procedure, placing.received_on).day
    return (
        placing.received_on, due, placing.organization.pk, placing.case_id, placing.answer or "", placing.answered_on,
        placing.agreement_no, placing.effective_on, placing.amount,
    )  # fmt: skip
