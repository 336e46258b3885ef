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

from reports.models import DirtyMark, MarginalRefresh, MarginalRequest, MarginalSeries, MarginalWork

from . import dirty, marking, storing
from .catalogue import Catalogue, catalogue
from .dirty import Dirt
from .moments import is_one_moment, one_snapshot

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
    with run() as runs:
        return work_off() if runs else None


def rebuild() -> Refreshed | None:
    """Throw all cells away and count everything anew; readers see the old ones until it is done."""
    with run() as runs:
        if not runs:
            return None
        forget()
        done = work_off()
        MarginalRefresh.objects.update(rebuilt_at=timezone.now())
        MarginalRequest.objects.filter(work=MarginalWork.REBUILD).delete()
        return done


def forget() -> None:
    """Throw all cells away: everything is counted live until the next run. For loads that leave no marks."""
    _remove(list(MarginalSeries.objects.values_list("key", flat=True)))


@contextmanager
def run() -> Iterator[bool]:
    """All or nothing in one snapshot, and never two at once; False where another run is on, or before the database
    marks what this program reads. Raises RuntimeError inside a transaction that writes: it has no one snapshot.
    """
    with alone() as is_alone:
        if not is_alone or not marking.is_installed():
            yield False
            return
        with one_snapshot():
            if not is_one_moment():
                raise RuntimeError("marginals are worked off in a transaction of their own")
            with transaction.atomic():
                yield True


def work_off() -> Refreshed:
    """The run itself, inside a transaction of the caller."""
    # What commits from here on is not in this snapshot.
    at = timezone.now()
    of = catalogue()
    missing = _settle_series(of)
    marks = _take_marks()
    found = dirty.of_marks(marks, of, of.streams)
    for stream in missing:
        found[stream] = Dirt(everything=True)
    cells = storing.store(found, storing.series_ids()) if found else 0
    _note(at, len(marks), cells)
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
