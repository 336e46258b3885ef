"""Writes finished cases in bulk, as old registers or a plan tell of them.

Writes the rows which `open_case` and `perform` would have written for the same steps, and one journal row a batch.
Every step is looked up in the workflow's table: one that is not legal raises ValueError. Call it inside a transaction.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID, uuid4

from django.db import connection

from mediation.kernel import journal, numbering
from mediation.kernel.bulk import copy_rows, reserve_ids
from organizations.enums import Regime
from organizations.models import Division, Organization, Placement

from . import services
from .enums import (
    AGREEMENTS,
    CaseStatus,
    ConfirmationResult,
    Consent,
    Outcome,
    PartyKind,
    SessionMode,
    Side,
    Source,
)
from .models import (
    Agreement,
    Case,
    CaseEvent,
    CaseMediator,
    CaseText,
    Confirmation,
    Custody,
    ExpertInvitation,
    MediationSession,
    Party,
    ScreeningRound,
    SubsidyClaim,
)
from .workflow import GROUNDS, case_workflow, official_no, series_code


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
class FinishedCase:
    """One accepted case up to its end. Days are Beijing days, amounts yuan.

    `organization` is where people sat down; the committee that seals for it accepts and holds. `mediators` are ids of
    persons, the presiding one first. `clerk` accepts, assigns, seals and closes; `mediator` does the rest. A case that
    a guidance committee placed was registered and accepted by its `coordinator`; `letter_no` is the letter's.
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
    assigned_on: date
    outcome: Outcome
    concluded_on: date
    dispute_subtype: str = ""
    source: str = Source.APPLICATION
    entruster: str = ""
    legal_mode: str = ""
    placed_by: Organization | None = None
    coordinator: Actor | None = None
    letter_no: str = ""
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


class Written(NamedTuple):
    """A case that was written."""

    pk: int
    official_no: str


class _Step(NamedTuple):
    name: str
    on: date
    actor: Actor
    note: str = ""


class _Row(NamedTuple):
    """A case with what the writing found out about it."""

    past: FinishedCase
    pk: int
    uuid: UUID
    registration_no: str
    official_no: str
    events: list[tuple[_Step, str, str]]


def write_cases(cases: Sequence[FinishedCase]) -> list[Written]:
    """Write finished cases with everything that belongs to them; give their ids and official numbers, in their order.

    Official numbers follow the order of acceptance within each committee and year, behind those already given.
    """
    rows = _rows(cases)
    _write_cases(rows)
    _write_people(rows)
    _write_mediation(rows)
    copy_rows(
        CaseEvent,
        (
            "case_id",
            "transition",
            "from_status",
            "to_status",
            "actor_id",
            "actor_name",
            "occurred_on",
            "note",
        ),
        (
            (row.pk, step.name, before, after, step.actor.user_id, step.actor.name, step.on, step.note)
            for row in rows
            for step, before, after in row.events
        ),
    )
    journal.record("history.cases", actor_id=None, rows=len(rows))
    return [Written(row.pk, row.official_no) for row in rows]


def write_screenings(rounds: Sequence[PastScreening]) -> None:
    """Write screening rounds."""
    copy_rows(
        ScreeningRound,
        ("organization_id", "held_on", "place", "visits", "found"),
        ((past.organization.pk, past.held_on, past.place, past.visits, past.found) for past in rounds),
    )
    journal.record("history.screenings", actor_id=None, rows=len(rounds))


def _rows(cases: Sequence[FinishedCase]) -> list[_Row]:
    pks = reserve_ids(Case, len(cases))
    uuids = [uuid4() for _ in cases]
    numbers = _official_numbers(cases, uuids)
    registered = _registration_numbers(cases)
    return [
        _Row(past, pk, uuid, registration_no, number, list(_events(past)))
        for past, pk, uuid, registration_no, number in zip(
            cases, pks, uuids, registered, numbers, strict=True
        )
    ]


def _official_numbers(cases: Sequence[FinishedCase], uuids: Sequence[UUID]) -> list[str]:
    order = sorted(range(len(cases)), key=lambda n: cases[n].accepted_on)
    wanted: defaultdict[str, list[UUID]] = defaultdict(list)
    place = [0] * len(cases)
    for n in order:
        series = wanted[_series(cases[n])]
        place[n] = len(series)
        series.append(uuids[n])
    first = numbering.take_many(wanted)
    return [
        official_no(
            past.organization.sealing.short_name or past.organization.sealing.name,
            past.accepted_on.year,
            first[_series(past)] + place[n],
            Regime(past.organization.regime),
        )
        for n, past in enumerate(cases)
    ]


def _series(past: FinishedCase) -> str:
    organization = past.organization
    return series_code(organization.sealing.pk, past.accepted_on.year, Regime(organization.regime))


def _registration_numbers(cases: Sequence[FinishedCase]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('case_registration_no') FROM generate_series(1, %s)", [len(cases)])
        return [
            services.registration_no(past.applied_on, row[0]) for past, row in zip(cases, cursor, strict=True)
        ]


_AGREEING = {Outcome.ORAL_AGREEMENT: "agree_orally", Outcome.WRITTEN_AGREEMENT: "agree_in_writing"}
_ENDING = {Outcome.NOT_REACHED: "not_reached", Outcome.REFUSED: "refuse", Outcome.TERMINATED: "terminate"}


def _steps(past: FinishedCase) -> Iterator[_Step]:
    """What was done after registration, in order."""
    yield _Step("accept", past.accepted_on, past.coordinator or past.clerk)
    yield _Step("assign", past.assigned_on, past.clerk)
    for session in past.sessions:
        yield _Step("record_session", session.held_on, past.mediator)
    yield _Step((_AGREEING | _ENDING)[past.outcome], past.concluded_on, past.mediator)
    if past.outcome == Outcome.WRITTEN_AGREEMENT and past.effective_on:
        yield _Step("take_effect", past.effective_on, past.clerk)
    yield from sorted(_last_steps(past), key=lambda step: step.on)


def _last_steps(past: FinishedCase) -> Iterator[_Step]:
    """The court's part may come before or after closing."""
    if past.confirmation:
        yield _Step("apply_for_confirmation", past.confirmation.applied_on, past.mediator)
        if past.confirmation.ruled_on:
            yield _Step("record_ruling", past.confirmation.ruled_on, past.mediator)
    if past.closed_on:
        yield _Step("close", past.closed_on, past.clerk)


def _events(past: FinishedCase) -> Iterator[tuple[_Step, str, str]]:
    """Each step with the status before and after it, by the workflow's own table."""
    status, day = str(CaseStatus.REGISTERED), past.applied_on
    yield _Step("register", day, past.registrar, past.letter_no), "", status
    for step in _steps(past):
        transition = case_workflow.transitions[step.name]
        if status not in transition.sources or step.on < day:
            raise ValueError(f"{step.name} on {step.on} does not follow {status} of {day}")
        after = str(transition.target or status)
        yield step, status, after
        status, day = after, step.on


def _write_cases(rows: Sequence[_Row]) -> None:
    stood = _Standing(rows)
    copy_rows(Case, ("id", *_CASE_COLUMNS), (_case_values(row, stood) for row in rows))
    copy_rows(
        CaseText,
        ("case_id", "summary", "claims", "applicants", "respondents", "tokens"),
        ((row.pk, row.past.summary, row.past.claims, *_labels(row.past)) for row in rows),
    )
    copy_rows(
        Custody,
        ("case_id", "organization_id", "held_from", "moved_by_id"),
        (
            (row.pk, row.past.organization.sealing.pk, row.past.applied_on, row.past.registrar.user_id)
            for row in rows
        ),
    )


_LEVELS = tuple(services.ANCESTOR_LEVELS)
_CASE_COLUMNS = (
    "uuid", "registration_no", "official_no", "regime", "status", "version",
    "dispute_type", "dispute_subtype", "source", "entruster", "legal_mode", "is_protected", "is_major",
    "accepted_by_id", *(f"accepted_{level}_id" for level in _LEVELS),
    "holder_id", *(f"holder_{level}_id" for level in _LEVELS),
    "handled_at_id", "placed_by_id",
    "applied_on", "accepted_on", "agreed_on", "effective_on", "succeeded_on", "succeeded_amount",
    "concluded_on", "performed_on", "closed_on", "filed_on",
    "outcome", "termination_ground", "party_count", "registered_by_id",
)  # fmt: skip


def _case_values(row: _Row, stood: "_Standing") -> tuple[object, ...]:
    past, holder = row.past, row.past.organization.sealing
    return (
        row.pk, row.uuid, row.registration_no, row.official_no, past.organization.regime, row.events[-1][2], len(row.events),
        past.dispute_type, past.dispute_subtype, past.source, past.entruster, past.legal_mode,
        past.is_protected, past.is_major,
        holder.pk, *stood.above("accepted", stood.division(holder, past.accepted_on)),
        holder.pk, *stood.above("holder", holder.division),
        past.organization.pk, past.placed_by.pk if past.placed_by else None,
        past.applied_on, past.accepted_on, past.concluded_on if past.agreed else None, past.binding_on,
        past.binding_on, past.amount if past.binding_on else Decimal(0),
        past.concluded_on, past.performed_on, past.closed_on, past.filed_on,
        past.outcome, past.termination_ground or GROUNDS.get(past.outcome, ""), len(past.parties),
        past.registrar.user_id,
    )  # fmt: skip


def _labels(past: FinishedCase) -> tuple[str, str, list[str]]:
    sides = {side: [party.name for party in past.parties if party.side == side] for side in Side}
    return (
        services.side_label(sides[Side.APPLICANT]),
        services.side_label(sides[Side.RESPONDENT]),
        services.case_tokens(past.summary, (party.name for party in past.parties)),
    )


def _write_people(rows: Sequence[_Row]) -> None:
    copy_rows(
        Party,
        (
            "case_id", "side", "kind", "name", "consent", "consented_on",
            "claim_amount", "award_amount", "position",
        ),
        (
            (
                row.pk, party.side, party.kind, party.name, Consent.GIVEN, row.past.accepted_on,
                party.claim_amount, party.award_amount, position,
            )
            for row in rows
            for position, party in enumerate(row.past.parties, start=1)
        ),
    )  # fmt: skip
    copy_rows(
        CaseMediator,
        ("case_id", "person_id", "is_presiding", "assigned_on"),
        (
            (row.pk, person, n == 0, row.past.assigned_on)
            for row in rows
            for n, person in enumerate(row.past.mediators)
        ),
    )
    copy_rows(
        ExpertInvitation,
        ("case_id", "expert_id", "bank_id", "invited_on", "ends_on", "took_part_on"),
        (
            (row.pk, past.expert_id, past.bank.pk, past.invited_on, past.ends_on, past.took_part_on)
            for row in rows
            for past in row.past.invitations
        ),
    )


def _write_mediation(rows: Sequence[_Row]) -> None:
    copy_rows(
        MediationSession,
        ("case_id", "held_on", "mode", "place", "attendance", "record", "recorded_by_id"),
        (
            (
                row.pk, past.held_on, past.mode, past.place, past.attendance, past.record,
                row.past.mediator.user_id,
            )
            for row in rows
            for past in row.past.sessions
        ),
    )  # fmt: skip
    agreed = [row for row in rows if row.past.agreed]
    agreements = dict(zip((row.pk for row in agreed), reserve_ids(Agreement, len(agreed)), strict=True))
    copy_rows(
        Agreement,
        ("id", "case_id", "form", "agreed_on", "effective_on", "amount", "content"),
        (
            (
                agreements[row.pk], row.pk, row.past.outcome, row.past.concluded_on, row.past.binding_on,
                row.past.amount, row.past.terms,
            )
            for row in agreed
        ),
    )  # fmt: skip
    copy_rows(
        Confirmation,
        ("agreement_id", "court_id", "applied_on", "ruled_on", "result", "ruling_no"),
        (
            (
                agreements[row.pk], past.court.pk, past.applied_on, past.ruled_on,
                ConfirmationResult.CONFIRMED if past.ruled_on else ConfirmationResult.PENDING, past.ruling_no,
            )
            for row in agreed
            if (past := row.past.confirmation)
        ),
    )  # fmt: skip
    copy_rows(
        SubsidyClaim,
        ("case_id", "year", "amount", "paid_on"),
        ((row.pk, paid.year, paid.amount, paid.paid_on) for row in rows if (paid := row.past.subsidy)),
    )


class _Standing:
    """Where the committees of a batch stood when, and what lies above."""

    def __init__(self, rows: Iterable[_Row]) -> None:
        committees = {row.past.organization.sealing.pk for row in rows}
        self._since: defaultdict[int, list[tuple[date, Division]]] = defaultdict(list)
        placements = Placement.objects.filter(organization__in=committees).select_related("division")
        for placement in placements.order_by("valid_from"):
            self._since[placement.organization_id].append((placement.valid_from, placement.division))
        self._above: dict[tuple[str, int], tuple[int | None, ...]] = {}

    def division(self, organization: Organization, day: date) -> Division:
        """Its division on the day; the first known one for days before its register begins."""
        since = self._since[organization.pk]
        place = bisect_right([start for start, _division in since], day)
        return since[max(0, place - 1)][1]

    def above(self, prefix: str, division: Division) -> tuple[int | None, ...]:
        """The ids of town, county, prefecture and province."""
        key = (prefix, division.pk)
        if key not in self._above:
            self._above[key] = tuple(services.ancestor_columns(prefix, division).values())
        return self._above[key]
