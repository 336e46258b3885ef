"""The nightly comparison: everything is counted anew and compared with the cells, cell by cell.

What waits is worked off first, in the same snapshot, so whatever differs then is wrong. It is written down and mended in
the same transaction.
"""

import logging
from time import monotonic
from typing import Any

from django.db import connection

from reports.models import MarginalRequest, MarginalWork, ReconciledCell, Reconciliation

from . import storing
from .catalogue import catalogue
from .dirty import Dirt
from .refreshing import run, work_off
from .storing import GRIDS, NODES, Grid

# Differences that are written down one by one; all are counted and mended.
TOLD = 500
KEPT = 400
logger = logging.getLogger(__name__)


def reconcile() -> Reconciliation | None:
    """Compare and mend; None while a refresh or another comparison is on."""
    with run() as runs:
        return _compare() if runs else None


def _compare() -> Reconciliation:
    began = monotonic()
    work_off()
    of = catalogue()
    everything = {stream: Dirt(everything=True) for stream in of.streams}
    ids, cells, differing, told = storing.series_ids(), 0, 0, []
    with connection.cursor() as cursor:
        for grid in GRIDS:
            storing.count(cursor, grid, everything, ids)
            storing.make_nodes(cursor, grid)
            _differences(cursor, grid)
            cursor.execute(
                f"SELECT (SELECT count(*) FROM {grid.table}), (SELECT count(*) FROM marginal_delta)"
            )
            stored, wrong = cursor.fetchone()
            cells += stored
            differing += wrong
            told += _tell(cursor, grid)
            storing.add(cursor, grid)
    made = Reconciliation.objects.create(
        seconds=f"{monotonic() - began:.1f}", cells=cells, differing=differing
    )
    ReconciledCell.objects.bulk_create(ReconciledCell(reconciliation=made, **one) for one in told)
    MarginalRequest.objects.filter(work=MarginalWork.RECONCILE).delete()
    if differing:
        logger.error("%d of %d cells differed from the source rows and were mended", differing, cells)
    old = Reconciliation.objects.order_by("-id").values_list("pk", flat=True)[KEPT:]
    Reconciliation.objects.filter(pk__in=list(old)).delete()
    return made


def _differences(cursor: Any, grid: Grid) -> None:
    """Every cell, the sums above as well, against the count of the source rows."""
    above = " UNION ALL ".join(
        f"SELECT up.id, f.series_id, f.day, 0::numeric, f.value FROM marginal_fresh f "
        f"JOIN {NODES} up ON up.kind = '{kind.value}' AND up.province = f.province AND "
        + ("up.prefecture = ''" if kind.value == "province" else "up.prefecture = f.prefecture")
        for kind in grid.above
    )
    cursor.execute(
        f"""
INSERT INTO marginal_delta
SELECT node_id, series_id, day, sum(was), sum(value) FROM (
    {storing.fresh_cells(grid)}
    UNION ALL {above}
    UNION ALL SELECT node_id, series_id, day, value, -value FROM {grid.table}
) differing GROUP BY 1, 2, 3 HAVING sum(value) <> 0"""
    )


def _tell(cursor: Any, grid: Grid) -> list[dict[str, Any]]:
    cursor.execute(
        f"SELECT s.key, n.kind, n.code, n.own, d.day, d.was, d.was + d.value FROM marginal_delta d "
        f"JOIN {NODES} n ON n.id = d.node_id JOIN reports_marginalseries s ON s.id = d.series_id "
        "ORDER BY d.day, n.code, s.key LIMIT %s",
        [TOLD],
    )
    names = ("series", "kind", "code", "own", "day", "stored", "counted")
    return [{"is_month": grid.by_month} | dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
