"""Many figures in few queries: measures of one table, window and place are counted together."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import TruncMonth

from mediation.kernel.rounding import Exact

from . import entered
from .indicators import Cut, Figure, Indicator, Leaf, Measure
from .indicators.cuts import Dimension
from .indicators.windows import On
from .marginals import reading
from .marginals.moments import is_one_moment, one_snapshot
from .marginals.reading import Freshness, Question, Snapshot
from .periods import Days, Period, months_of
from .periods.base import ONE_DAY
from .scopes import Scope

Groups = dict[Leaf, dict[Hashable, Exact]]


@dataclass(frozen=True)
class Row:
    """The figures of one scope, in the order of the table's indicators."""

    scope: Scope
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Table:
    """A scope's children side by side; the total is its own figure, not the sum of what is printed."""

    scope: Scope
    period: Period
    indicators: tuple[Indicator, ...]
    total: Row
    rows: list[Row]


@dataclass(frozen=True)
class Point:
    """The figures of one month of a line, by code."""

    period: Period
    figures: dict[str, Figure]


@dataclass(frozen=True)
class Slice:
    """The figure of one value of a dimension."""

    cut: Cut
    figure: Figure


_live: ContextVar[bool] = ContextVar("figures_live", default=False)


@contextmanager
def live() -> Iterator[None]:
    """Inside, every figure is counted from the source rows, whatever is stored."""
    token = _live.set(True)
    try:
        yield
    finally:
        _live.reset(token)


def freshness() -> Freshness:
    """Whether figures are those of now; otherwise as of when, and how many changes wait beyond that."""
    using = reading.database()
    if is_live():
        return Freshness(None)
    with one_snapshot(using):
        return reading.freshness() if is_one_moment(using) else Freshness(None)


def is_live() -> bool:
    """Whether figures are counted from the source rows just now."""
    return _live.get()


def compute(indicators: Iterable[Indicator], scope: Scope, period: Period) -> dict[str, Figure]:
    """The figures of one scope and period by code."""
    found = compute_all(((indicator, period) for indicator in indicators), scope)
    return {code: figure for (code, _period), figure in found.items()}


def compute_all(asked: Iterable[tuple[Indicator, Period]], scope: Scope) -> dict[tuple[str, Period], Figure]:
    """Figures of one scope and several periods, by code and period; what is stored is read for all of them together."""
    asked = tuple(asked)
    leaves = _leaves(asked)
    with _reading(leaves, scope) as seen:
        counted = _count(leaves, Question(scope), seen)
    return {(indicator.code, period): _figure(indicator, period, counted) for indicator, period in asked}


def one(indicator: Indicator, scope: Scope, period: Period, cut: Cut | None = None) -> Figure:
    """One figure, or its part by a value of a dimension, as exact as the list that it opens."""
    leaves = indicator.leaves(period)
    question = Question(scope, dimension=cut.dimension if cut else None)
    with _reading(leaves, scope) as seen:
        values = reading.read(leaves, question, seen) if seen else {}
        if any(leaf not in values for leaf in leaves):
            return indicator.figure(scope, period, cut)
        if cut is None:
            values = entered.overlay(values, scope)
    return _figure(indicator, period, values, cut.value if cut else None)


def table(indicators: Sequence[Indicator], scope: Scope, period: Period) -> Table:
    """The figures of a scope and of its children; children that have ended only while they have figures."""
    leaves = _leaves((indicator, period) for indicator in indicators)
    with _reading(leaves, scope) as seen:
        whole = _count(leaves, Question(scope), seen)
        children = scope.children(period.as_of)
        by_child = _count(leaves, Question(scope, children=True), seen) if children else {}
    rows = []
    for child in children:
        figures = tuple(_figure(i, period, by_child, _child_key(child)) for i in indicators)
        if child.stands or any(any(figure.operands) for figure in figures):
            rows.append(Row(child, figures))
    total = Row(scope, tuple(_figure(i, period, whole) for i in indicators))
    return Table(scope, period, tuple(indicators), total, rows)


def trend(indicators: Sequence[Indicator], scope: Scope, period: Period) -> list[Point]:
    """The figures of each month of a period; months that the period cuts count their days inside it."""
    months = [_inside(month, period) for month in months_of(period)]
    leaves = _leaves((indicator, period) for indicator in indicators)
    by_day = [leaf for leaf in leaves if isinstance(leaf.measure.window, On)]
    others = [leaf.measure for leaf in leaves if leaf not in by_day]
    with _reading(leaves, scope) as seen:
        dated = _count(by_day, Question(scope, months=True), seen)
        held = _count([Leaf(one, month) for month in months for one in others], Question(scope), seen)
    points = []
    for month in months:
        operands: dict[Leaf, dict[Hashable, Exact]] = {
            leaf: {None: values.get(month.start.replace(day=1), leaf.measure.zero)}
            for leaf, values in dated.items()
        }
        operands |= {Leaf(one, period): held[Leaf(one, month)] for one in others}
        points.append(Point(month, {i.code: _figure(i, period, operands) for i in indicators}))
    return points


def breakdown(indicator: Measure, scope: Scope, period: Period, dimension: Dimension) -> list[Slice]:
    """The figure of each value of a dimension, in the order of the official list; they add up to the whole."""
    leaves = indicator.leaves(period)
    with _reading(leaves, scope) as seen:
        counted = _count(leaves, Question(scope, dimension=dimension), seen)
    return [Slice(cut, _figure(indicator, period, counted, cut.value)) for cut in dimension.cuts()]


def cross(
    indicators: Sequence[Indicator], scope: Scope, period: Period, dimension: Dimension
) -> list[tuple[Cut, tuple[Figure, ...]]]:
    """The figures of each value of a dimension; one without operands where an indicator cannot be cut by it."""
    cut = {indicator for indicator in indicators if indicator.can_be_cut(dimension, period)}
    leaves = _leaves((i, period) for i in indicators if i in cut)
    with _reading(leaves, scope) as seen:
        counted = _count(leaves, Question(scope, dimension=dimension), seen)
    return [
        (
            part,
            tuple(_figure(i, period, counted, part.value) if i in cut else Figure(i, ()) for i in indicators),
        )
        for part in dimension.cuts()
    ]


@contextmanager
def _reading(leaves: Iterable[Leaf], scope: Scope) -> Iterator[Snapshot | None]:
    """One moment of the database, with what is stored of these leaves; None where everything is counted live."""
    if is_live():
        yield None
        return
    using = reading.database()
    with one_snapshot(using):
        yield reading.snapshot(leaves) if is_one_moment(using) and reading.nodes_of(scope) else None


def _leaves(asked: Iterable[tuple[Indicator, Period]]) -> list[Leaf]:
    return list(dict.fromkeys(leaf for indicator, period in asked for leaf in indicator.leaves(period)))


def _figure(indicator: Indicator, period: Period, counted: Groups, key: Hashable = None) -> Figure:
    return Figure(
        indicator,
        tuple(counted[leaf].get(key, leaf.measure.zero) for leaf in indicator.leaves(period)),
    )


def _child_key(child: Scope) -> Hashable:
    """What `Place.child_key` holds in the rows of a child; "" for the own row."""
    if child.organization:
        return child.organization.pk
    return "" if child.is_own or child.division is None else child.division.code


def _inside(month: Period, period: Period) -> Period:
    if month.start >= period.start and month.end <= period.end:
        return month
    return Days(max(month.start, period.start), min(month.end, period.end) - ONE_DAY)


def _count(leaves: Iterable[Leaf], question: Question, seen: Snapshot | None) -> Groups:
    """The values of the leaves, by the key of each group; by None where nothing is grouped.

    From cells what is stored, otherwise one query a batch.
    """
    leaves, scope = list(leaves), question.scope
    values: Groups = reading.read(leaves, question, seen) if seen else {}
    for batch in _batches(leaf for leaf in leaves if leaf not in values):
        measure, period = batch[0]
        rows = measure.source().filter(
            measure.window.rows_of(period) & measure.place.rows_of(scope, period.as_of)
        )
        key = None
        if question.children:
            key = measure.place.child_key(scope)
        elif question.months:
            rows, key = rows.annotate(figure_month=TruncMonth(_day_column(measure))), "figure_month"
        elif question.dimension:
            key = measure.column_of(question.dimension)
        values |= _count_batch(batch, rows, key)
    if question.dimension:
        return values
    return entered.overlay(values, scope, children=question.children, months=question.months)


def _count_batch(batch: list[Leaf], rows: QuerySet[Any], key: str | None) -> Groups:
    conditions = [leaf.measure.condition(leaf.period) for leaf in batch]
    if len(batch) == 1:
        rows, conditions = rows.filter(conditions[0]), [Q()]
    named = {
        f"figure_{n}": leaf.measure.aggregate(condition)
        for n, (leaf, condition) in enumerate(zip(batch, conditions, strict=True))
    }
    groups: Iterator[dict[str, Any]]
    if key is None:
        groups = iter([rows.aggregate(**named)])
    else:
        groups = iter(rows.order_by().values(key).annotate(**named))
    values: Groups = {leaf: {} for leaf in batch}
    for group in groups:
        found = group[key] if key else None
        # The own row has no child division: null where a case was frozen, empty where an organization stands.
        found = "" if key and found is None else found
        for n, leaf in enumerate(batch):
            values[leaf][found] = group[f"figure_{n}"]
    return values


def _batches(leaves: Iterable[Leaf]) -> Iterator[list[Leaf]]:
    batches = defaultdict(list)
    for leaf in leaves:
        measure = leaf.measure
        batches[measure.source, measure.window, measure.place, leaf.period].append(leaf)
    yield from batches.values()


def _day_column(measure: Measure) -> str:
    assert isinstance(measure.window, On)  # noqa: S101
    return measure.window.column
