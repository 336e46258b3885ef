"""Figures from cells. What has changed since the last refresh is counted live beside them, in the same snapshot, so that
a figure equals its list at every moment. With very many changes waiting everything is counted live, except on pages that
say as of when they are.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connections, router
from django.db.models import Q
from django.db.models.functions import TruncMonth

from mediation.kernel.rounding import Exact
from organizations.enums import Level
from reports.indicators import Leaf
from reports.indicators.cuts import Dimension
from reports.models import DirtyMark, MarginalRefresh, MarginalSeries, MonthCell
from reports.models.marginal import NodeKind
from reports.periods.base import ONE_DAY
from reports.scopes import Scope

from . import dirty, placing
from .catalogue import Catalogue, Series, Stream, Term, catalogue, month_of, next_month
from .dirty import Dirt
from .moments import one_snapshot
from .storing import DAYS, MONTHS, NODES

# So many marks are counted live beside the cells; with more waiting, figures are as of the last refresh.
LIVE_MARKS = 300

Groups = dict[Leaf, dict[Hashable, Exact]]


@dataclass(frozen=True)
class Freshness:
    """How far the figures of a page are: all that was known at `at`, and how many changes wait beyond that."""

    at: datetime | None
    # Changes that are not in the figures; 0 where figures are exact.
    missing: int = 0
    # Tables whose changes are not in the figures.
    tables: tuple[str, ...] = ()

    @property
    def is_exact(self) -> bool:
        return not self.missing


@dataclass(frozen=True)
class Nodes:
    """The cells of a scope: which nodes, and by which column they are told apart."""

    kind: NodeKind
    where: str
    parameters: tuple[Any, ...]
    key: str = "NULL"


@dataclass
class Snapshot:
    """What one reading needs to know first: the stored series, and the marks that wait."""

    using: str
    series: dict[str, int]
    # Those that are counted beside the cells; none where figures are as of the last refresh.
    marks: list[DirtyMark]
    is_exact: bool
    _dirt: dict[Stream, Dirt] = field(default_factory=dict)
    _ids: dict[str, list[int]] = field(default_factory=dict)

    def division_ids(self, codes: Iterable[str]) -> dict[str, list[int]]:
        """Every dated row of some codes; each code is read once."""
        if missing := set(codes) - self._ids.keys():
            self._ids |= dict.fromkeys(missing, []) | placing.division_ids(missing)
        return self._ids

    def dirt(self, of: Catalogue, streams: Iterable[Stream]) -> dict[Stream, Dirt]:
        """What of the streams must be counted live; each stream is looked at once."""
        unknown = [stream for stream in streams if stream not in self._dirt]
        if self.marks and unknown:
            self._dirt |= dict.fromkeys(unknown, Dirt()) | dirty.of_marks(self.marks, of, unknown)
        return {stream: one for stream in streams if (one := self._dirt.get(stream))}


def database() -> str:
    """The database that figures are read from now."""
    return router.db_for_read(MonthCell)


_moment: ContextVar[list[Snapshot] | None] = ContextVar("figures_moment", default=None)


_may_lag: ContextVar[bool] = ContextVar("figures_may_lag", default=False)


@contextmanager
def one_moment(*, may_lag: bool = False) -> Iterator[None]:
    """Inside, all queries see one moment of the database that figures are read from, and what is stored and what waits
    is looked up once. For reading only: what the caller itself changes inside is not seen.

    `may_lag` is for pages that print `freshness`: with very many changes waiting their figures are as of the last
    refresh. Everywhere else such figures are counted live.
    """
    with one_snapshot(database()):
        seen = _moment.get()
        moment = _moment.set([] if seen is None else seen)
        lag = _may_lag.set(may_lag or _may_lag.get())
        try:
            yield
        finally:
            _may_lag.reset(lag)
            _moment.reset(moment)


def snapshot(leaves: Iterable[Leaf]) -> Snapshot | None:
    """What is stored for some leaves, as the present transaction sees it; None where everything is counted live."""
    of = catalogue()
    if not any(leaf.measure in of.of_measure for leaf in leaves):
        return None
    seen = _seen()
    return seen if seen.series and (seen.is_exact or _may_lag.get()) else None


def freshness() -> Freshness:
    """Whether figures are those of now; otherwise as of when they are told, and what is not in them."""
    seen = _seen()
    if seen.is_exact or not seen.series or not _may_lag.get():
        return Freshness(None)
    tables = DirtyMark.objects.order_by("table").values_list("table", flat=True).distinct()
    at = MarginalRefresh.objects.values_list("at", flat=True).first()
    return Freshness(at, DirtyMark.objects.count(), tuple(tables))


def _seen() -> Snapshot:
    kept = _moment.get()
    if kept:
        return kept[0]
    wanted = {one.key: one.fingerprint for one in catalogue().series}
    found = MarginalSeries.objects.values_list("key", "pk", "fingerprint")
    series = {key: pk for key, pk, told in found if wanted.get(key) == told}
    marks = list(DirtyMark.objects.order_by()[: LIVE_MARKS + 1]) if series else []
    is_exact = _countable(marks)
    seen = Snapshot(database(), series, marks if is_exact else [], is_exact)
    if kept is not None:
        kept.append(seen)
    return seen


def _countable(marks: list[DirtyMark]) -> bool:
    """Whether what waits is little enough to be counted beside the cells."""
    return len(marks) <= LIVE_MARKS and not any(mark.is_of_whole_table for mark in marks)


def nodes_of(scope: Scope, *, children: bool = False) -> Nodes | None:
    """The nodes whose cells make a scope up; None where its figures are counted live."""
    if scope.organization or scope.division is None or scope.level not in _KINDS:
        return None
    level = Level(scope.level)
    code, kind = scope.division.code, _KINDS[level]
    below = _BELOW.get(level)
    if scope.is_own:
        if children:
            return None
        if below is None:
            return Nodes(kind, "n.county = %s AND n.own", (code,))
        return Nodes(_KINDS[below], f"n.{level} = %s AND n.{below} = ''", (code,))
    if children:
        return Nodes(_KINDS[below], f"n.{level} = %s", (code,), f"n.{below}") if below else None
    return Nodes(kind, f"n.{level} = %s", (code,))


_KINDS = {
    Level.COUNTY: NodeKind.COUNTY,
    Level.PREFECTURE: NodeKind.PREFECTURE,
    Level.PROVINCE: NodeKind.PROVINCE,
}
_BELOW = {Level.PROVINCE: Level.PREFECTURE, Level.PREFECTURE: Level.COUNTY}


@dataclass(frozen=True)
class Question:
    """How values are asked for: of which scope, and told apart by what."""

    scope: Scope
    children: bool = False
    months: bool = False
    dimension: Dimension | None = None


def read(leaves: Sequence[Leaf], question: Question, seen: Snapshot) -> Groups:
    """The values of those leaves that are stored, by the key of each group; the others are not there."""
    nodes = nodes_of(question.scope, children=question.children)
    if nodes is None:
        return {}
    of = catalogue()
    asked: list[tuple[Leaf, Term, Hashable]] = []
    for leaf in leaves:
        asked += _asked(of, leaf, question, seen)
    found: Groups = {leaf: {} for leaf, _term, _value in asked}
    if not asked:
        return found
    reading = _Reading(question, nodes, seen, of)
    for leaf, term, value in asked:
        reading.add(leaf, term, value)
    for leaf, key, amount in reading.values():
        zero = leaf.measure.zero
        found[leaf][key] = found[leaf].get(key, zero) + type(zero)(amount)
    return found


def _asked(
    of: Catalogue, leaf: Leaf, question: Question, seen: Snapshot
) -> list[tuple[Leaf, Term, Hashable]]:
    terms = of.terms(leaf)
    if not terms or any(term.series.key not in seen.series for term in terms):
        return []
    dimension = question.dimension
    if dimension is None:
        return [(leaf, term, None) for term in terms]
    parts: list[tuple[Leaf, Term, Hashable]] = []
    for term in terms:
        for value in dimension.choices.values:
            part = of.part(term.series, dimension, value)
            if part is None or part.key not in seen.series:
                return []
            parts.append((leaf, Term(part, term.first, term.until, term.sign), value))
    return parts


class _Reading:
    """Collects what is asked, then reads all of it in few queries."""

    def __init__(self, question: Question, nodes: Nodes, seen: Snapshot, of: Catalogue) -> None:
        self.question, self.nodes, self.seen, self.of = question, nodes, seen, of
        self.asked: list[tuple[Leaf, Term, Hashable]] = []
        # Stretches of whole months at the scope's nodes, single dirty months at counties, and the same by days.
        self.stretches: list[tuple[int, date | None, date]] = []
        self.dirty_months: list[tuple[int, date]] = []
        self.day_stretches: list[tuple[int, date, date]] = []
        self.dirty_days: list[tuple[int, date]] = []
        # By stream, stretch, and the table whose cells no longer hold; without one, all rows are counted.
        self.live: dict[tuple[Stream, date | None, date, str], list[int]] = defaultdict(list)

    @property
    def has_days(self) -> bool:
        """Whether the scope's nodes have cells of days."""
        return self.nodes.kind != NodeKind.COUNTY

    def add(self, leaf: Leaf, term: Term, value: Hashable) -> None:
        self.asked.append((leaf, term, value))

    def values(self) -> Iterable[tuple[Leaf, Hashable, Any]]:
        streams = dict.fromkeys(term.series.stream for _leaf, term, _value in self.asked)
        dirt = self.seen.dirt(self.of, streams)
        for number, (_leaf, term, _value) in enumerate(self.asked):
            self._split(number, term, dirt.get(term.series.stream, Dirt()))
        yield from self._cells(MONTHS, self.stretches, self.nodes)
        yield from self._cells(DAYS, self.day_stretches, self.nodes)
        yield from self._dirty_cells(MONTHS, self.dirty_months, dirt)
        yield from self._dirty_cells(DAYS, self.dirty_days, dirt)
        yield from self._live(dirt)

    def _split(self, number: int, term: Term, dirt: Dirt) -> None:
        """Cut a stretch of days into whole months and edges, and take out what is dirty."""
        first, until = term.first, term.until
        inner = None if first is None else first if first.day == 1 else next_month(first)
        outer = month_of(until)
        if inner is not None and inner >= outer:
            self._edge(number, term, first, until, dirt)  # type: ignore[arg-type]
        else:
            months = {month_of(day) for _path, day in dirt.places}
            start = inner
            for month in sorted(m for m in months if m < outer and (inner is None or m >= inner)):
                if start is None or start < month:
                    self.stretches.append((number, start, month))
                self.dirty_months.append((number, month))
                start = next_month(month)
            if start is None or start < outer:
                self.stretches.append((number, start, outer))
            if first is not None and inner is not None and first < inner:
                self._edge(number, term, first, inner, dirt)
            if outer < until:
                self._edge(number, term, outer, until, dirt)
            if months:
                self.live[term.series.stream, inner, outer, MONTHS].append(number)

    def _edge(self, number: int, term: Term, first: date, until: date, dirt: Dirt) -> None:
        """Days that are no whole month: from cells of days where there are some, otherwise live."""
        if not self.has_days:
            self.live[term.series.stream, first, until, ""].append(number)
            return
        start = first
        for day in sorted({day for _path, day in dirt.places if first <= day < until}):
            if start < day:
                self.day_stretches.append((number, start, day))
            self.dirty_days.append((number, day))
            start = day + ONE_DAY
        if start < until:
            self.day_stretches.append((number, start, until))
        if dirt.places:
            self.live[term.series.stream, first, until, DAYS].append(number)

    def _cells(
        self,
        table: str,
        stretches: list[tuple[int, date | None, date]] | list[tuple[int, date, date]],
        nodes: Nodes,
    ) -> Iterable[tuple[Leaf, Hashable, Any]]:
        """Sums over stretches of clean cells."""
        if not stretches:
            return
        month = "date_trunc('month', c.day)::date" if self.question.months else "NULL::date"
        yield from self._told(
            f"""
SELECT x.number, {nodes.key}, s.at_month, s.value
FROM {NODES} n
CROSS JOIN unnest(%s::int[], %s::bigint[], %s::date[], %s::date[]) x (number, series_id, first, until)
CROSS JOIN LATERAL (
    SELECT {month} AS at_month, sum(c.value) AS value FROM {table} c
    WHERE c.node_id = n.id AND c.series_id = x.series_id AND c.day >= x.first AND c.day < x.until
    GROUP BY 1
) s
WHERE n.kind = %s AND {nodes.where} AND s.value IS NOT NULL""",
            [
                [number for number, _first, _until in stretches],
                [self._id(number) for number, _first, _until in stretches],
                [first or date.min for _number, first, _until in stretches],
                [until for _number, _first, until in stretches],
                nodes.kind.value,
                *nodes.parameters,
            ],
        )

    def _dirty_cells(
        self, table: str, asked: list[tuple[int, date]], dirt: Mapping[Stream, Dirt]
    ) -> Iterable[tuple[Leaf, Hashable, Any]]:
        """Single months or days of the lowest nodes, those left out that no longer hold."""
        if not asked:
            return
        kind = NodeKind.COUNTY if table == MONTHS else NodeKind.PREFECTURE
        streams = list(dirt)
        gone = sorted(
            {
                (number, *place)
                for number, stream in enumerate(streams)
                for place in _gone(table, dirt[stream])
            }
        )
        yield from self._told(
            f"""
SELECT x.number, {self.nodes.key}, {"date_trunc('month', x.day)::date" if self.question.months else "NULL::date"},
    sum(c.value)
FROM {NODES} n
CROSS JOIN unnest(%s::int[], %s::int[], %s::bigint[], %s::date[]) x (number, stream, series_id, day)
JOIN {table} c ON c.node_id = n.id AND c.series_id = x.series_id AND c.day = x.day
WHERE n.kind = %s AND {self.nodes.where} AND (x.stream, n.code, x.day) NOT IN (
    SELECT * FROM unnest(%s::int[], %s::text[], %s::date[])
)
GROUP BY 1, 2, 3""",
            [
                [number for number, _day in asked],
                [streams.index(self.asked[number][1].series.stream) for number, _day in asked],
                [self._id(number) for number, _day in asked],
                [day for _number, day in asked],
                kind.value,
                *self.nodes.parameters,
                *([row[n] for row in gone] for n in range(3)),
            ],
        )

    def _told(self, text: str, parameters: list[Any]) -> Iterable[tuple[Leaf, Hashable, Any]]:
        with connections[self.seen.using].cursor() as cursor:
            cursor.execute(text, parameters)
            rows = cursor.fetchall()
        for number, child, month, amount in rows:
            leaf, term, value = self.asked[number]
            key = value if self.question.dimension else month if self.question.months else child
            yield leaf, key, term.sign * amount

    def _id(self, number: int) -> int:
        return self.seen.series[self.asked[number][1].series.key]

    def _live(self, dirt: Mapping[Stream, Dirt]) -> Iterable[tuple[Leaf, Hashable, Any]]:
        """Source rows of what no longer holds, and of edges without cells: one query for each stream and stretch."""
        for (stream, first, until, table), numbers in self.live.items():
            condition = stream.between(first, until)
            if table:
                condition &= self._dirty_rows(stream, table, dirt[stream], first, until)
            yield from self._count(stream, numbers, condition)

    def _dirty_rows(self, stream: Stream, table: str, dirt: Dirt, first: date | None, until: date) -> Q:
        """The rows whose cells were left out."""
        levels = placing.STORED_LEVELS if table == MONTHS else placing.STORED_LEVELS[1:]
        gone = _gone(table, dirt)
        ids = self.seen.division_ids(code for code, _day in gone)
        by_day: dict[date, set[str]] = defaultdict(set)
        for code, day in gone:
            if day < until and (first is None or day >= first):
                by_day[day].add(code)
        condition = Q(pk__in=[])
        for day, codes in by_day.items():
            end = next_month(day) if table == MONTHS else day + ONE_DAY
            condition |= stream.between(day, end) & placing.within(stream.place, codes, ids, levels)
        return condition

    def _count(
        self, stream: Stream, numbers: list[int], condition: Q
    ) -> Iterable[tuple[Leaf, Hashable, Any]]:
        question = self.question
        rows = stream.source().filter(
            condition
            & placing.anywhere(stream.place)
            & Q(**{f"{stream.column}__isnull": False})
            & stream.place.rows_of(question.scope, date.max)
        )
        # Parts by a dimension are told apart by its column: each whole is counted once.
        wholes: dict[str | None, dict[tuple[Leaf, Series, int], None]] = defaultdict(dict)
        for number in numbers:
            leaf, term, _value = self.asked[number]
            whole = next(
                one
                for one in self.of.of_measure[leaf.measure]
                if one.cut is None and one.part == term.series.part
            )
            key = leaf.measure.column_of(question.dimension) if question.dimension else None
            wholes[key][leaf, whole, term.sign] = None
        for column, asked in wholes.items():
            key = column
            grouped = rows.order_by()
            if question.children:
                key = stream.place.child_key(question.scope)
            elif question.months:
                key = "figure_month"
                grouped = grouped.annotate(figure_month=TruncMonth(stream.column))
            named = {f"figure_{n}": series.aggregate() for n, (_leaf, series, _sign) in enumerate(asked)}
            groups = grouped.values(key).annotate(**named) if key else [grouped.aggregate(**named)]
            for group in groups:
                # The own row has no child division: null where a case was frozen, empty where it stands.
                found = (group[key] or "") if key else None
                for n, (leaf, _series, sign) in enumerate(asked):
                    yield leaf, found, sign * group[f"figure_{n}"]


def _gone(table: str, dirt: Dirt) -> set[tuple[str, date]]:
    """The cells that no longer hold, by code and day."""
    if table == MONTHS:
        return {(path.code, month_of(day)) for path, day in dirt.places}
    return {(path.prefecture_code, day) for path, day in dirt.places}
