"""The clocks of a case. Nothing else writes its term (`term_days`, `due_on`, `due_is_provisional`).

`term_days` is what the law gives (30; letters of a court 30, 15 or 7), plus the days on which all parties agreed, plus the
days of an appraisal. So `due_on` follows from the row alone, and loading a calendar reckons all of them anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Q
from django.utils.translation import gettext_lazy

from mediation.kernel import batching, legal_calendar
from mediation.kernel.calendar import Due, add_calendar_days_for_term, today
from mediation.kernel.legal_calendar import Moved
from organizations.models import Division

from .enums import RUNNING, CaseStatus, SuspensionReason
from .models import Case, CaseEvent, Extension, Suspension

# Mediation ends within a month as a rule (人民调解工作若干规定 第三十三条); the parties may agree on more.
TERM_DAYS = 30
CALENDAR_EVENT = "calendar"
_BATCH = 500


def reckon(case: Case) -> None:
    """Set the last day of the term from the case's own row; none before acceptance and after the end. Does not save."""
    due = _due(case)
    case.due_on = due.day if due else None
    case.due_is_provisional = due.provisional if due else False


def _due(case: Case) -> Due | None:
    if case.accepted_on is None or case.concluded_on is not None:
        return None
    return last_day(case.accepted_on, case.term_days, _area(case.accepted_county_id))


def last_day(accepted_on: date, days: int, county: str) -> Due:
    """The last day of a term of so many calendar days from acceptance; `county` is a division's code, or empty."""
    return add_calendar_days_for_term(accepted_on, days, county)


@lru_cache(maxsize=1024)
def _area(division_id: int | None) -> str:
    """The code of the county whose local holidays hold. A division never changes its code."""
    if division_id is None:
        return ""
    return Division.objects.values_list("code", flat=True).get(pk=division_id)


def stop(case: Case) -> None:
    """No last day while mediation stands still for an appraisal, or when it has ended. Does not save."""
    case.due_on, case.due_is_provisional = None, False


def suspend(case: Case, reason: str, on: date, note: str) -> None:
    """Mediation stands still from this day. Only an appraisal stops the clock (法释〔2021〕23号 第二十六条)."""
    Suspension.objects.create(case=case, reason=reason, started_on=on, note=note)
    if reason == SuspensionReason.APPRAISAL:
        stop(case)


def running_suspension(case: Case) -> Suspension | None:
    """The suspension during which the case stands still now."""
    return next((s for s in batching.rows_of(case, "suspensions") if s.ended_on is None), None)


def resume(case: Case, on: date) -> None:
    """Mediation goes on: the days of an appraisal are added to the term."""
    suspension = _end_suspension(case, on)
    if suspension is not None and suspension.stops_clock:
        case.term_days += (on - suspension.started_on).days
    reckon(case)


def conclude(case: Case, on: date) -> None:
    """Mediation ends on this day, with or without agreement: no clock runs, no suspension goes on."""
    if case.status == CaseStatus.SUSPENDED:
        _end_suspension(case, on)
    stop(case)


def _end_suspension(case: Case, on: date) -> Suspension | None:
    suspension = running_suspension(case)
    if suspension is not None:
        batching.change([suspension], ended_on=on)
    return suspension


def extend(case: Case, days: int, agreed_on: date, note: str) -> None:
    """Some calendar days more; the form has asked for everybody's consent before the term ended."""
    Extension.objects.create(case=case, days=days, agreed_on=agreed_on, note=note)
    case.term_days += days
    reckon(case)


@legal_calendar.on_load
def reckon_all() -> Moved:
    """Reckon the terms of all running cases anew: a year was loaded, or a process knew it later than others.

    Each case whose last day moved gets a line in its history.
    """
    # The clock of an appraisal stands.
    standing = Suspension.objects.filter(reason=SuspensionReason.APPRAISAL, ended_on__isnull=True)
    running = Q(status__in=[*RUNNING, CaseStatus.SUSPENDED]) & ~Q(pk__in=standing.values("case"))
    cases = Case.objects.filter(running, concluded_on__isnull=True, accepted_on__isnull=False)
    changed, events, settled = [], [], 0
    for case in cases.select_for_update().order_by("pk").iterator(chunk_size=_BATCH):
        before, provisional = case.due_on, case.due_is_provisional
        reckon(case)
        if (before, provisional) == (case.due_on, case.due_is_provisional):
            continue
        changed.append(case)
        settled += provisional and not case.due_is_provisional
        if before and case.due_on != before:
            events.append(_moved_event(case, before))
    Case.objects.bulk_update(changed, ["due_on", "due_is_provisional"], batch_size=_BATCH)
    CaseEvent.objects.bulk_create(events, batch_size=_BATCH)
    return Moved(gettext_lazy("案件的调解期限"), len(events), settled)


def _moved_event(case: Case, before: date) -> CaseEvent:
    return CaseEvent(
        case=case,
        transition=CALENDAR_EVENT,
        from_status=case.status,
        to_status=case.status,
        occurred_on=today(),
        note=f"{before.isoformat()} → {case.due_on.isoformat() if case.due_on else ''}",
    )


@dataclass(frozen=True)
class Held:
    """How many days somebody had a case, between two days (half-open)."""

    who: str
    since: date
    until: date

    @property
    def days(self) -> int:
        return max((self.until - self.since).days, 0)


def end_of_age(case: Case, day: date) -> date:
    """Until when the case grows older: the end of mediation, else the day asked about."""
    return min(case.concluded_on or day, day)


def age(case: Case, day: date) -> int:
    """Calendar days from the application to the end of mediation or to `day`."""
    return max((end_of_age(case, day) - case.applied_on).days, 0)


def holder_days(case: Case, day: date) -> list[Held]:
    """The days of each organization that held the case; they add up to the case's age."""
    rows = case.custodies.select_related("organization")
    return list(_held(((c.organization.name, c.held_from, c.held_until) for c in rows), case, day))


def mediator_days(case: Case, day: date) -> list[Held]:
    """The days of each mediator; several may mediate at a time."""
    rows = case.mediators.select_related("person").order_by("assigned_on", "id")
    return list(_held(((m.person.name, m.assigned_on, m.released_on) for m in rows), case, day))


def _held(intervals: Iterable[tuple[str, date, date | None]], case: Case, day: date) -> Iterable[Held]:
    end = end_of_age(case, day)
    for who, since, until in intervals:
        if since <= end:
            yield Held(who, max(since, case.applied_on), min(until or end, end))
