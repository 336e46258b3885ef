"""The shape of a case history, as the apps' bulk writers read it.

Days are Beijing days. Money is whole fen (分) in integers; `yuan` turns it into an exact decimal.
Words for outcome, source, entruster, legal mode, dispute type and session mode are the register's own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

# Outcome and the transition which brings it.
ENDINGS = {
    "oral_agreement": "agree_oral",
    "written_agreement": "agree_written",
    "not_reached": "not_reached",
    "refused": "refuse",
    "terminated": "terminate",
}


def yuan(fen: int) -> Decimal:
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

    It is received and placed within three working days of being sent (法释〔2021〕23号 第十二条); the answer
    is the result of the case. A case which a court entrusts after docketing has a `procedure`, which
    gives mediation 15 days (ordinary) or 7 (summary); all others have 30.
    """

    number: str
    sender: str
    receiver: str
    sent_on: date
    received_on: date
    answered_on: date | None = None
    procedure: str = ""


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
    consented_on: date | None = None

    @property
    def docked(self) -> bool:
        """Whether a court referred it (诉调对接)."""
        return self.entruster == "court"

    @property
    def succeeded_on(self) -> date | None:
        """The day of the first agreement that binds: oral when agreed, written when effective."""
        if self.outcome == "oral_agreement":
            return self.agreed_on
        return self.effective_on if self.outcome == "written_agreement" else None

    def _known_steps(self) -> Iterator[tuple[str, date | None, str]]:
        """(transition, day, role); a step without a day has not been taken."""
        yield "register", self.applied_on, "mediator"
        yield "consent", self.consented_on, "mediator"
        yield "accept", self.accepted_on, "clerk"
        yield "assign", self.assigned_on, "clerk"
        for session in self.sessions:
            yield "hold_session", session.held_on, "mediator"
        if self.outcome:
            yield ENDINGS[self.outcome], self.agreed_on or self.concluded_on, "mediator"
        yield "take_effect", self.effective_on, "clerk"
        if self.confirmation:
            yield "apply_confirmation", self.confirmation.applied_on, "mediator"
            yield "record_ruling", self.confirmation.ruled_on, "mediator"
        yield "perform", self.performed_on, "mediator"
        yield "visit", self.visited_on, "mediator"
        yield "close", self.closed_on, "clerk"
        yield "file", self.filed_on, "clerk"

    def steps(self) -> Iterator[Step]:
        """The transitions in order, so that events can be written and the history replayed."""
        mediator = self.mediators[0] if self.mediators else self.clerk
        for name, day, role in self._known_steps():
            if day is not None:
                yield Step(name, day, mediator if role == "mediator" else self.clerk, role)
