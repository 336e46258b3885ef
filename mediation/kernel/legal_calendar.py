"""Loading a year of the legal calendar, and what moves with it.

An app that keeps days which depend on the calendar registers how they are reckoned anew (`on_load`); loading does it in
its own transaction. `preview` does the same and takes everything back.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from . import calendar, journal
from .calendar_lines import DayLine
from .models import CalendarDay, LegalCalendar


@dataclass(frozen=True)
class Moved:
    """How many running terms of one kind got another last day, and how many are no longer provisional."""

    label: Any
    moved: int
    settled: int


# Reckons the terms of one kind anew, saves what changed, and says how many did.
Recompute = Callable[[], Moved]
_recomputing: list[Recompute] = []


def on_load(recompute: Recompute) -> Recompute:
    """Reckon terms anew whenever a year is loaded. Usable as a decorator."""
    if recompute not in _recomputing:
        _recomputing.append(recompute)
    return recompute


@transaction.atomic
def load(
    *, year: int, scope: str, source: str, days: Iterable[DayLine], by_id: int | None
) -> tuple[LegalCalendar, list[Moved]]:
    """Add the next version of a year; give it with what moved. From the commit on it holds in every process."""
    made = _write(year, scope, source, days, by_id)
    with calendar.reckoning_with(calendar.read_tables()):
        moved = [recompute() for recompute in _recomputing]
    journal.record(
        "calendar.load",
        actor_id=by_id,
        object_type="calendar",
        object_id=made.uuid,
        year=year,
        version=made.version,
        moved=sum(m.moved for m in moved),
    )
    transaction.on_commit(calendar.forget)
    return made, moved


def preview(*, year: int, scope: str, days: Iterable[DayLine]) -> list[Moved]:
    """What loading these days would move. Changes nothing."""
    with transaction.atomic():
        _write(year, scope, "", days, None)
        with calendar.reckoning_with(calendar.read_tables()):
            moved = [recompute() for recompute in _recomputing]
        transaction.set_rollback(True)
    return moved


def _write(year: int, scope: str, source: str, days: Iterable[DayLine], by_id: int | None) -> LegalCalendar:
    with connection.cursor() as cursor:
        # Two people who load the same year get two versions, one after the other.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('legal_calendar'))")
    known = LegalCalendar.objects.filter(year=year, scope=scope).aggregate(last=Max("version"))["last"] or 0
    made = LegalCalendar.objects.create(
        year=year, scope=scope, version=known + 1, source=source, loaded_by_id=by_id
    )
    CalendarDay.objects.bulk_create(
        CalendarDay(calendar=made, day=d.day, is_rest=d.is_rest, name=d.name) for d in days
    )
    return made


def scope_of(code: str) -> str:
    """The scope of a division's code: 650000 is 65, 652300 is 6523."""
    while len(code) in (4, 6) and code.endswith("00"):
        code = code[:-2]
    return code
