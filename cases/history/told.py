"""What a register or a plan tells of past cases. Days are Beijing days, amounts yuan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from organizations.models import Organization

from ..clocks import TERM_DAYS
from ..enums import AGREEMENTS, Outcome, PartyKind, SessionMode, Side, Source


class Actor(NamedTuple):
    """Who took a step: the name at least, the account where there is one."""

    name: str
    user_id: int | None = None


class PastParty(NamedTuple):
    """One party; amounts in yuan, the award of a written agreement."""

    side: Side
    name: str
    kind: PartyKind = PartyKind.NATURAL
    claim_amount: Decimal | None = None
    award_amount: Decimal | None = None


class PastSession(NamedTuple):
    held_on: date
    place: str
    record: str
    mode: SessionMode = SessionMode.ON_SITE
    attendance: str = ""
    # How it was checked who sat before the camera.
    identity_check: str = ""


class PastConfirmation(NamedTuple):
    """A joint application for judicial confirmation and, when ruled, that the agreement is valid."""

    court: Organization
    applied_on: date
    ruled_on: date | None = None
    ruling_no: str = ""


class PastInvitation(NamedTuple):
    """An expert (id of the person) of a bank at the case."""

    expert_id: int
    bank: Organization
    invited_on: date
    ends_on: date
    took_part_on: date | None = None


class PastSubsidy(NamedTuple):
    """The per-case subsidy in yuan; `year` is the budget year."""

    year: int
    amount: Decimal
    paid_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCase:
    """One accepted case up to its end, or as far as it has come. Days are Beijing days, amounts yuan.

    `organization` is where people sat down; the committee that seals for it accepts and holds. `mediators` are ids of
    persons, the presiding one first. `clerk` accepts, assigns, seals and closes; `mediator` does the rest. A case that
    a guidance committee placed was registered and accepted by its `coordinator`; `letter_no` is the letter's. Without
    `concluded_on` mediation still runs, and without `assigned_on` nobody has been named for it yet.
    """

    organization: Organization
    dispute_type: str
    summary: str
    parties: Sequence[PastParty]
    mediators: Sequence[int]
    clerk: Actor
    mediator: Actor
    applied_on: date
    accepted_on: date
    assigned_on: date | None = None
    outcome: Outcome | None = None
    concluded_on: date | None = None
    dispute_subtype: str = ""
    source: str = Source.APPLICATION
    entruster: str = ""
    legal_mode: str = ""
    placed_by: Organization | None = None
    coordinator: Actor | None = None
    letter_no: str = ""
    # The first term in calendar days.
    term_days: int = TERM_DAYS
    claims: str = ""
    is_protected: bool = False
    is_major: bool = False
    sessions: Sequence[PastSession] = ()
    termination_ground: str = ""
    effective_on: date | None = None
    amount: Decimal = Decimal(0)
    terms: str = ""
    confirmation: PastConfirmation | None = None
    performed_on: date | None = None
    # Everything was performed, and nobody said more.
    visited_on: date | None = None
    closed_on: date | None = None
    filed_on: date | None = None
    invitations: Sequence[PastInvitation] = ()
    subsidy: PastSubsidy | None = None

    @property
    def registrar(self) -> Actor:
        """Who registered it."""
        return self.coordinator or self.mediator

    @property
    def agreed(self) -> bool:
        return self.outcome in AGREEMENTS

    @property
    def runs(self) -> bool:
        """Whether mediation still goes on."""
        return self.concluded_on is None

    @property
    def binding_on(self) -> date | None:
        """The day on which the agreement binds: oral when agreed (人民调解法 30), written when it takes effect (29)."""
        return self.concluded_on if self.outcome == Outcome.ORAL_AGREEMENT else self.effective_on


@dataclass(frozen=True)
class PastScreening:
    """One screening round of an organization (排查)."""

    organization: Organization
    held_on: date
    place: str
    visits: int
    found: int
