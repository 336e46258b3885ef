"""From source rows to cells: what is counted now, minus what is stored, added to the cells and to the sums above them.

All of it is done by the database, in the caller's transaction, for a *region*: the places and months (or days) of some
streams. A cell that has become zero is removed. The sums above get the same differences, so their cost follows what
changed; everything together is what a full count would give.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q

from reports.models import DayCell, MarginalNode, MarginalSeries, MonthCell
from reports.models.marginal import NodeKind

from . import placing
from .catalogue import Stream, month_of, next_month
from .dirty import Dirt

NODES, MONTHS, DAYS = (m._meta.db_table for m in (MarginalNode, MonthCell, DayCell))

_TEMPORARY = """
DROP TABLE IF EXISTS marginal_fresh, marginal_region, marginal_stream, marginal_delta;
CREATE TEMPORARY TABLE marginal_fresh (
    series_id bigint, province text, prefecture text, county text, own boolean, day date, value numeric
) ON COMMIT DROP;
CREATE TEMPORARY TABLE marginal_region (stream int, code text, day date) ON COMMIT DROP;
CREATE TEMPORARY TABLE marginal_stream (stream int, series_id bigint, everything boolean) ON COMMIT DROP;
CREATE TEMPORARY TABLE marginal_delta (node_id bigint, series_id bigint, day date, was numeric, value numeric)
    ON COMMIT DROP;
"""


@dataclass(frozen=True)
class Grid:
    """A table of cells: the kind of its lowest nodes, the sums above, and the levels at which its rows stand."""

    table: str
    lowest: NodeKind
    above: tuple[NodeKind, ...]
    levels: tuple[str, ...]
    by_month: bool


BY_MONTH = Grid(
    MONTHS,
    NodeKind.COUNTY,
    (NodeKind.PREFECTURE, NodeKind.PROVINCE),
    placing.STORED_LEVELS,
    True,
)
BY_DAY = Grid(DAYS, NodeKind.PREFECTURE, (NodeKind.PROVINCE,), placing.STORED_LEVELS[1:], False)
GRIDS = (BY_MONTH, BY_DAY)


def store(dirt: Mapping[Stream, Dirt], series_ids: Mapping[str, int]) -> int:
    """Bring the cells of what no longer holds up to date; gives how many cells changed."""
    changed = 0
    with connection.cursor() as cursor:
        for grid in GRIDS:
            count(cursor, grid, dirt, series_ids)
            _difference(cursor, grid)
            changed += apply(cursor, grid)
    return changed


def count(cursor: Any, grid: Grid, dirt: Mapping[Stream, Dirt], series_ids: Mapping[str, int]) -> None:
    """Count the source rows of a region into a temporary table."""
    cursor.execute(_TEMPORARY)
    for number, (stream, one) in enumerate(dirt.items()):
        series = stream_series(stream)
        ids = [series_ids[s.key] for s in series]
        cursor.execute(
            "INSERT INTO marginal_stream SELECT %s, unnest(%s::bigint[]), %s", [number, ids, one.everything]
        )
        rows = stream.grouped(series, by_month=grid.by_month)
        if one.everything:
            _insert(cursor, rows, ids, grid)
            continue
        places = _region(grid, one)
        cursor.execute(
            "INSERT INTO marginal_region SELECT %s, unnest(%s::text[]), unnest(%s::date[])",
            [number, [code for code, _day in places], [day for _code, day in places]],
        )
        for condition in _conditions(stream, grid, places):
            _insert(cursor, rows.filter(condition), ids, grid)
    cursor.execute("ANALYZE marginal_fresh, marginal_region, marginal_stream")


def stream_series(stream: Stream) -> list[Any]:
    """The series of a stream, in the catalogue's order."""
    from .catalogue import catalogue

    return catalogue().streams[stream]


def _region(grid: Grid, dirt: Dirt) -> list[tuple[str, date]]:
    if grid.by_month:
        return sorted({(path.code, month_of(day)) for path, day in dirt.places if path.code})
    return sorted({(path.prefecture_code, day) for path, day in dirt.places if path.prefecture_code})


def _conditions(stream: Stream, grid: Grid, places: list[tuple[str, date]]) -> Iterable[Q]:
    """The rows of a region, month by month, so that each query is a range of an index."""
    ids = placing.division_ids(code for code, _day in places)
    by_month: dict[date, dict[date, set[str]]] = defaultdict(lambda: defaultdict(set))
    for code, day in places:
        by_month[month_of(day)][day].add(code)
    for month, by_day in by_month.items():
        if grid.by_month:
            yield (
                stream.between(month, next_month(month))
                & placing.anywhere(stream.place)
                & placing.within(stream.place, by_day[month], ids, grid.levels)
            )
            continue
        # Days of a month that concern the same places are asked for together.
        alike: dict[frozenset[str], list[date]] = defaultdict(list)
        for day, codes in by_day.items():
            alike[frozenset(codes)].append(day)
        for codes, days in alike.items():
            yield (
                stream.on(days)
                & placing.anywhere(stream.place)
                & placing.within(stream.place, codes, ids, grid.levels)
            )


def _insert(cursor: Any, rows: Any, ids: list[int], grid: Grid) -> None:
    try:
        text, parameters = rows.query.sql_with_params()
    except EmptyResultSet:
        return
    values = ", ".join(f"q.value_{n}" for n in range(len(ids)))
    county, own = ("q.at_county", "q.at_own") if grid.by_month else ("''", "false")
    cursor.execute(
        f"INSERT INTO marginal_fresh SELECT u.series_id, q.at_province, q.at_prefecture, {county}, {own}, "
        f"q.at_day::date, u.value FROM ({text}) q "
        f"CROSS JOIN LATERAL unnest(%s::bigint[], ARRAY[{values}]::numeric[]) u (series_id, value) "
        f"WHERE u.value <> 0 AND q.at_province || q.at_prefecture || {county} <> ''",
        [*parameters, ids],
    )


def _difference(cursor: Any, grid: Grid) -> None:
    """What the lowest cells of the region must be changed by."""
    make_nodes(cursor, grid)
    cursor.execute(
        f"""
INSERT INTO marginal_delta
SELECT node_id, series_id, day, sum(was), sum(value) FROM (
    {fresh_cells(grid)}
    UNION ALL
    SELECT c.node_id, c.series_id, c.day, c.value, -c.value
    FROM marginal_stream s
    JOIN marginal_region r ON r.stream = s.stream
    JOIN {NODES} n ON n.kind = '{grid.lowest.value}' AND n.code = r.code
    JOIN {grid.table} c ON c.node_id = n.id AND c.series_id = s.series_id AND c.day = r.day
    WHERE NOT s.everything
    UNION ALL
    SELECT c.node_id, c.series_id, c.day, c.value, -c.value
    FROM marginal_stream s
    JOIN {grid.table} c ON c.series_id = s.series_id
    JOIN {NODES} n ON n.id = c.node_id AND n.kind = '{grid.lowest.value}'
    WHERE s.everything
) differing GROUP BY 1, 2, 3 HAVING sum(value) <> 0"""
    )


def fresh_cells(grid: Grid) -> str:
    """The counted lowest cells as a SELECT of node, series, day, what was (nothing), value."""
    return f"""
    SELECT n.id AS node_id, f.series_id, f.day, 0::numeric AS was, f.value
    FROM marginal_fresh f JOIN {NODES} n ON n.kind = '{grid.lowest.value}' AND n.province = f.province
        AND n.prefecture = f.prefecture AND n.county = f.county AND n.own = f.own"""


def make_nodes(cursor: Any, grid: Grid) -> None:
    """The nodes of the counted cells and those above them."""
    for kind in (grid.lowest, *grid.above):
        county, own = ("county", "own") if kind == NodeKind.COUNTY else ("''", "false")
        prefecture = "''" if kind == NodeKind.PROVINCE else "prefecture"
        cursor.execute(
            f"INSERT INTO {NODES} (kind, province, prefecture, county, own, code) "
            f"SELECT DISTINCT '{kind.value}', province, {prefecture}, {county}, {own}, "
            f"coalesce(nullif({county}, ''), nullif({prefecture}, ''), province) FROM marginal_fresh "
            "ON CONFLICT DO NOTHING"
        )


def apply(cursor: Any, grid: Grid) -> int:
    """Add the differences of the lowest cells to them and to the sums above; gives how many cells changed."""
    for kind in grid.above:
        prefecture = "up.prefecture = ''" if kind == NodeKind.PROVINCE else "up.prefecture = n.prefecture"
        cursor.execute(
            f"""
INSERT INTO marginal_delta
SELECT up.id, d.series_id, d.day, NULL, sum(d.value)
FROM marginal_delta d
JOIN {NODES} n ON n.id = d.node_id AND n.kind = '{grid.lowest.value}'
JOIN {NODES} up ON up.kind = '{kind.value}' AND up.province = n.province AND {prefecture}
GROUP BY 1, 2, 3 HAVING sum(d.value) <> 0"""
        )
    return add(cursor, grid)


def add(cursor: Any, grid: Grid) -> int:
    """Add all differences to the cells as they are; gives how many cells changed."""
    cursor.execute(
        f"INSERT INTO {grid.table} AS c (node_id, series_id, day, value) "
        "SELECT node_id, series_id, day, value FROM marginal_delta "
        "ON CONFLICT (node_id, series_id, day) DO UPDATE SET value = c.value + excluded.value"
    )
    changed = cursor.rowcount
    cursor.execute(
        f"DELETE FROM {grid.table} c USING marginal_delta d WHERE c.node_id = d.node_id "
        "AND c.series_id = d.series_id AND c.day = d.day AND c.value = 0"
    )
    return changed


def series_ids() -> dict[str, int]:
    """The stored series by their keys."""
    return dict(MarginalSeries.objects.values_list("key", "pk"))
