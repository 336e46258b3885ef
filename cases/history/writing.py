"""Writes the rows of past cases, table by table."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID, uuid4

from mediation.kernel import journal
from mediation.kernel.bulk import copy_rows, reserve_ids

from .. import clocks, services
from ..enums import ConfirmationResult, Consent, ExpertAnswer, Outcome, Satisfaction, Side, VisitFinding
from ..intake_rules import stated
from ..models import (
    Agreement,
    Case,
    CaseEvent,
    CaseMediator,
    CaseText,
    Confirmation,
    Custody,
    ExpertInvitation,
    IntakeCheck,
    MediationSession,
    Obligation,
    Party,
    ReturnVisit,
    ScreeningRound,
    SubsidyClaim,
)
from ..obligations import Item, of_the_whole
from ..workflow.ending import GROUNDS, routes_told
from .numbers import official_numbers, registration_numbers
from .standing import Standing
from .steps import Step, events_of
from .told import PastCase, PastScreening


class Written(NamedTuple):
    """A case that was written."""

    pk: int
    official_no: str


class _Row(NamedTuple):
    """A case with what the writing found out about it."""

    past: PastCase
    pk: int
    uuid: UUID
    registration_no: str
    official_no: str
    events: list[tuple[Step, str, str]]


def write_cases(cases: Sequence[PastCase], stood: Standing | None = None) -> list[Written]:
    """Write past cases with everything that belongs to them; give their ids and official numbers, in their order.

    `stood` may be kept by whoever writes many batches of the same committees.

    Official numbers follow the order of acceptance within each committee and year, behind those already given.
    """
    rows = _rows(cases)
    _write_cases(rows, stood or Standing(row.past.organization.sealing for row in rows))
    _write_checks(rows)
    _write_people(rows)
    _write_mediation(rows)
    _write_visits(rows)
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


def _rows(cases: Sequence[PastCase]) -> list[_Row]:
    pks = reserve_ids(Case, len(cases))
    uuids = [uuid4() for _ in cases]
    numbers = official_numbers(cases, uuids)
    registered = registration_numbers(cases)
    return [
        _Row(past, pk, uuid, registration_no, number, list(events_of(past)))
        for past, pk, uuid, registration_no, number in zip(
            cases, pks, uuids, registered, numbers, strict=True
        )
    ]


def _write_cases(rows: Sequence[_Row], stood: Standing) -> None:
    copy_rows(Case, ("id", *_CASE_COLUMNS), (_case_values(row, stood) for row in rows))
    copy_rows(
        CaseText,
        ("case_id", "summary", "claims", "applicants", "respondents", "initials", "tokens"),
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
    "term_days", "due_on", "due_is_provisional", "concluded_on", "performed_on", "closed_on", "filed_on",
    "outcome", "routes_told", "termination_ground", "party_count", "registered_by_id",
)  # fmt: skip


def _case_values(row: _Row, stood: Standing) -> tuple[object, ...]:
    past, holder = row.past, row.past.organization.sealing
    accepted_at = stood.division(holder, past.accepted_on)
    due = clocks.last_day(past.accepted_on, past.term_days, accepted_at.county_code) if past.runs else None
    return (
        row.pk, row.uuid, row.registration_no, row.official_no, past.organization.regime, row.events[-1][2], len(row.events),
        past.dispute_type, past.dispute_subtype, past.source, past.entruster, past.legal_mode,
        past.is_protected, past.is_major,
        holder.pk, *stood.above(accepted_at),
        holder.pk, *stood.above(holder.division),
        past.organization.pk, past.placed_by.pk if past.placed_by else None,
        past.applied_on, past.accepted_on, past.concluded_on if past.agreed else None, past.binding_on,
        past.binding_on, past.amount if past.binding_on else Decimal(0),
        past.term_days, due and due.day, bool(due and due.provisional), past.concluded_on, past.performed_on, past.closed_on, past.filed_on,
        past.outcome or "", "" if past.agreed or past.runs else routes_told(),
        past.termination_ground or (GROUNDS.get(past.outcome, "") if past.outcome else ""), len(past.parties),
        past.registrar.user_id,
    )  # fmt: skip


def _signatures(past: PastCase) -> tuple[int, date | None, date | None]:
    """How many parties signed a written agreement that binds, the mediator's day, the seal's."""
    if past.outcome != Outcome.WRITTEN_AGREEMENT or past.effective_on is None:
        return 0, None, None
    return len(past.parties), past.effective_on, past.effective_on


def _item(past: PastCase) -> Item:
    """What an old register tells of an agreement is one item: its content as a whole."""
    each = any(party.award_amount is not None for party in past.parties)
    return of_the_whole(past.amount, each_person=each)


def _labels(past: PastCase) -> tuple[str, str, str, list[str]]:
    names = [party.name for party in past.parties]
    initials = services.initials_of(names)
    sides = {side: [party.name for party in past.parties if party.side == side] for side in Side}
    return (
        services.side_label(sides[Side.APPLICANT]),
        services.side_label(sides[Side.RESPONDENT]),
        initials,
        services.case_tokens(past.summary, names, initials),
    )


def _write_checks(rows: Sequence[_Row]) -> None:
    """What acceptance states (人民调解工作若干规定 20–22)."""
    columns = ("in_scope", "venue_ground", "elsewhere", "entrusted_by_organ")
    copy_rows(
        IntakeCheck,
        ("case_id", *columns, "checked_by_id"),
        (
            (row.pk, *(check[name] for name in columns), (row.past.coordinator or row.past.clerk).user_id)
            for row in rows
            for check in [stated(row.past.organization.regime, row.past.source)]
        ),
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
        ("case_id", "person_id", "is_presiding", "assigned_on", "declared_on", "declared_by_id"),
        (
            (row.pk, person, n == 0, row.past.assigned_on, row.past.assigned_on, row.past.clerk.user_id)
            for row in rows
            if row.past.assigned_on
            for n, person in enumerate(row.past.mediators)
        ),
    )
    copy_rows(
        ExpertInvitation,
        (
            "case_id", "expert_id", "bank_id", "invited_on", "ends_on", "took_part_on",
            "parties_agreed_on", "answer", "answered_on",
        ),
        (
            (
                row.pk, past.expert_id, past.bank.pk, past.invited_on, past.ends_on, past.took_part_on,
                past.invited_on, ExpertAnswer.ACCEPTED, past.invited_on,
            )
            for row in rows
            for past in row.past.invitations
        ),
    )  # fmt: skip


def _write_visits(rows: Sequence[_Row]) -> None:
    copy_rows(
        ReturnVisit,
        ("case_id", "visited_on", "finding", "satisfaction", "recorded_by_id"),
        (
            (
                row.pk,
                row.past.visited_on,
                VisitFinding.PERFORMED,
                Satisfaction.SILENT,
                row.past.mediator.user_id,
            )
            for row in rows
            if row.past.visited_on
        ),
    )


def _write_mediation(rows: Sequence[_Row]) -> None:
    copy_rows(
        MediationSession,
        ("case_id", "held_on", "mode", "place", "attendance", "identity_check", "record", "recorded_by_id"),
        (
            (
                row.pk, past.held_on, past.mode, past.place, past.attendance, past.identity_check, past.record,
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
        (
            "id", "case_id", "form", "agreed_on", "effective_on", "amount", "content",
            "party_signatures", "mediator_signed_on", "sealed_on",
        ),
        (
            (
                agreements[row.pk], row.pk, row.past.outcome, row.past.concluded_on, row.past.binding_on,
                row.past.amount, row.past.terms, *_signatures(row.past),
            )
            for row in agreed
        ),
    )  # fmt: skip
    copy_rows(
        Obligation,
        (
            "agreement_id", "position", "debtor_side", "creditor_side", "kind", "amount", "each_person",
            "performed_on",
        ),
        (
            (
                agreements[row.pk], 1, item.debtor_side, item.creditor_side, item.kind, item.amount,
                item.each_person, row.past.performed_on,
            )
            for row in agreed
            for item in [_item(row.past)]
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
