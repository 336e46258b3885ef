"""The job that works off marks: all of it in one transaction and one snapshot, never two at once.

A mark is removed by the snapshot that saw what it marks, so a change that commits meanwhile keeps its own. Killed at any
point, it has done nothing; run twice, the second run finds nothing to do.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from reports.models import DirtyMark, MarginalRefresh, MarginalSeries

from . import dirty, marking, storing
from .catalogue import Catalogue, catalogue
from .dirty import Dirt
from .moments import one_snapshot

# Any number that nobody else locks: "marg" in ASCII.
LOCK = 0x6D617267
# With more marks than this, whole streams are counted anew.
REBUILD_ABOVE = 50_000


class Refreshed(NamedTuple):
    """What a run did."""

    marks: int
    cells: int


def refresh() -> Refreshed | None:
    """Work off all marks, and fill what is not stored yet under the present definitions.

    None, and nothing done, while another run is on, and before this database is migrated to mark what this program
    reads.
    """
    with alone() as is_alone:
        if not is_alone or not marking.is_installed():
            return None
        with one_snapshot(), transaction.atomic():
            return work_off()


def rebuild() -> Refreshed | None:
    """Throw all cells away and count everything anew; readers see the old ones until it is done."""
    with alone() as is_alone:
        if not is_alone or not marking.is_installed():
            return None
        with one_snapshot(), transaction.atomic():
            _remove(list(MarginalSeries.objects.values_list("key", flat=True)))
            return work_off()


def work_off() -> Refreshed:
    """The run itself, inside a transaction of the caller."""
    of = catalogue()
    missing = _settle_series(of)
    marks = _take_marks()
    found = dirty.of_marks(marks, of, of.streams)
    for stream in missing:
        found[stream] = Dirt(everything=True)
    cells = storing.store(found, storing.series_ids()) if found else 0
    _note(timezone.now(), len(marks), cells)
    return Refreshed(len(marks), cells)


def _settle_series(of: Catalogue) -> set:
    """Remove series of other definitions with their cells, add the missing ones; gives the streams to be counted."""
    wanted = {one.key: one for one in of.series}
    stored = dict(MarginalSeries.objects.values_list("key", "fingerprint"))
    gone = [key for key, told in stored.items() if key not in wanted or wanted[key].fingerprint != told]
    _remove(gone)
    new = [one for key, one in wanted.items() if key not in stored or key in gone]
    MarginalSeries.objects.bulk_create(
        MarginalSeries(key=one.key, fingerprint=one.fingerprint) for one in new
    )
    return {one.stream for one in new}


def _remove(keys: list[str]) -> None:
    if not keys:
        return
    series = MarginalSeries.objects.filter(key__in=keys)
    with connection.cursor() as cursor:
        for grid in storing.GRIDS:
            cursor.execute(
                f"DELETE FROM {grid.table} WHERE series_id = ANY(%s)",
                [list(series.values_list("pk", flat=True))],
            )
    series.delete()


def _take_marks() -> list[DirtyMark]:
    """Remove the marks of this snapshot and give them; too many are told by table only."""
    table = DirtyMark._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT %s) few", [REBUILD_ABOVE + 1])
        if cursor.fetchone()[0] > REBUILD_ABOVE:
            cursor.execute(
                f'WITH gone AS (DELETE FROM {table} RETURNING "table") SELECT DISTINCT "table" FROM gone'
            )
            return [DirtyMark(table=name) for (name,) in cursor.fetchall()]
        cursor.execute(f'DELETE FROM {table} RETURNING "table", case_id, organizations, divisions, days')
        names = ("table", "case_id", "organizations", "divisions", "days")
        return [DirtyMark(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def _note(at: datetime, marks: int, cells: int) -> None:
    MarginalRefresh.objects.update_or_create(pk=1, defaults={"at": at, "marks": marks, "cells": cells})


@contextmanager
def alone() -> Iterator[bool]:
    """Whether this is the only run now; the lock goes with the connection if the process dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        is_alone = cursor.fetchone()[0]
    try:
        yield is_alone
    finally:
        if is_alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
