"""The shape of a case history, as the apps' bulk writers read it.

Days are Beijing days. Money is whole fen (分) in integers; `yuan` turns it into an exact decimal.
Words for outcome, source, entruster, legal mode, dispute type and session mode are the register's own.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple


def yuan(fen):
    """An amount in fen as an exact decimal of yuan with two places."""
    return Decimal(fen).scaleb(-2)


class Party(NamedTuple):
    """One side's member. `claim` and `award` in fen; only the prepaid card case splits them by party."""

    side: str  # applicant, respondent
    kind: str  # natural, legal
    name: str
    claim: int | None = None
    award: int | None = None


class Session(NamedTuple):
    held_on: date
    mode: str  # on_site, remote


class Letter(NamedTuple):
    """A letter by which a body entrusts or transfers the dispute to the county's guidance committee.

    Answered within three working days of receipt; `reported_on` is when the result went back.
    """

    number: str
    sender: str
    receiver: str
    issued_on: date
    received_on: date
    accepted_on: date
    placed_on: date
    reported_on: date | None


class Confirmation(NamedTuple):
    """A joint application for judicial confirmation and the ruling that the agreement is valid."""

    court: str
    applied_on: date
    ruled_on: date | None
    number: str


class Participation(NamedTuple):
    """One expert at one case: one person-time (人次) of the day on which the expert took part."""

    expert: int
    bank: str
    invited_on: date
    ends_on: date
    took_part_on: date


class Claim(NamedTuple):
    """The per-case subsidy (一案一补) of one case, paid to its presiding mediator. Amount in fen."""

    year: int
    amount: int
    claimed_on: date
    paid_on: date


class Step(NamedTuple):
    """One transition of a case: what, on which day, by which person, acting as mediator or clerk."""

    name: str
    on: date
    person: int
    role: str


@dataclass(slots=True)
class Case:
    """One case from registration to its filed dossier; a live case stops where its dates stop.

    `accepted_by` has a seal, `handled_at` is where people sat down. `mediators` are person numbers, the
    presiding one first; `clerk` accepts, assigns and seals for `accepted_by`. `sequence` counts the
    cases of the committee in the year of acceptance, from 1 and without gaps.
    """

    key: int
    regime: str
    accepted_by: str
    handled_at: str
    dispute_type: str
    subtype: str
    source: str
    entruster: str
    legal_mode: str
    summary: str
    claims: str
    parties: tuple[Party, ...]
    mediators: tuple[int, ...]
    clerk: int
    applied_on: date
    accepted_on: date | None = None
    assigned_on: date | None = None
    sessions: tuple[Session, ...] = ()
    outcome: str = ""
    termination_ground: str = ""
    agreed_on: date | None = None
    effective_on: date | None = None
    concluded_on: date | None = None
    amount: int = 0
    terms: str = ""
    performed_on: date | None = None
    visited_on: date | None = None
    closed_on: date | None = None
    filed_on: date | None = None
    is_major: bool = False
    is_protected: bool = False
    sequence: int | None = None
    official_no: str = ""
    letter: Letter | None = None
    confirmation: Confirmation | None = None
    participations: tuple[Participation, ...] = ()
    subsidy: Claim | None = None
    consented_on: date | None = field(default=None)

    @property
    def docked(self):
        """Whether a court referred it (诉调对接)."""
        return self.entruster == "court"

    @property
    def succeeded_on(self):
        """The day of the first agreement that binds: oral when agreed, written when effective."""
        if self.outcome == "oral_agreement":
            return self.agreed_on
        return self.effective_on if self.outcome == "written_agreement" else None

    def steps(self):
        """The transitions in order, so that events can be written and the history replayed."""
        mediator = (self.mediators[0], "mediator") if self.mediators else (self.clerk, "clerk")
        clerk = (self.clerk, "clerk")
        yield Step("register", self.applied_on, *mediator)
        if self.consented_on:
            yield Step("consent", self.consented_on, *mediator)
        if self.accepted_on:
            yield Step("accept", self.accepted_on, *clerk)
        if self.assigned_on:
            yield Step("assign", self.assigned_on, *clerk)
        for session in self.sessions:
            yield Step("hold_session", session.held_on, *mediator)
        if self.outcome == "oral_agreement":
            yield Step("agree_oral", self.agreed_on, *mediator)
        elif self.agreed_on:
            yield Step("agree_written", self.agreed_on, *mediator)
            if self.effective_on:
                yield Step("take_effect", self.effective_on, *clerk)
        elif self.outcome:
            names = {"not_reached": "not_reached", "refused": "refuse", "terminated": "terminate"}
            yield Step(names[self.outcome], self.concluded_on, *mediator)
        if self.confirmation:
            yield Step("apply_confirmation", self.confirmation.applied_on, *mediator)
            if self.confirmation.ruled_on:
                yield Step("record_ruling", self.confirmation.ruled_on, *mediator)
        if self.performed_on:
            yield Step("perform", self.performed_on, *mediator)
        if self.visited_on:
            yield Step("visit", self.visited_on, *mediator)
        if self.closed_on:
            yield Step("close", self.closed_on, *clerk)
        if self.filed_on:
            yield Step("file", self.filed_on, *clerk)
