"""Which indicators are stored, derived from the registry.

Stored is what adds up over days and places: counts and sums dated by one column, whose rows stand where they stood on
their own day. Rows that are open from one day to another are the difference of two such numbers, those that began and
those that ended. Everything else is counted live: persons counted once, posts, organizations and other rows
that hold on a last day (none of them grows with the cases), and what nobody marks.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db.models import DateField, F, Model, Q, QuerySet
from django.db.models.functions import TruncMonth

from reports.indicators import REGISTRY, Cut, Indicator, Leaf, Measure
from reports.indicators.cuts import DIMENSIONS, Dimension
from reports.indicators.kinds import Count, Stock, Sum
from reports.indicators.windows import Between, During, InMonths, On
from reports.periods.months import Month

from . import placing
from .placing import Place
from .reads import Column, columns_of, columns_read, picks_one
from .tables import model_of, path_to_case

# Parts by a dimension are kept for these; each costs a cell a value, place and month. Others are counted live.
CUT: dict[str, tuple[str, ...]] = {
    "cases_accepted": ("dispute_type", "source", "entruster", "outcome", "kind"),
    "cases_succeeded": ("dispute_type", "kind"),
    "agreement_amount": ("dispute_type", "kind"),
}


class Input(NamedTuple):
    """A column of days, and the path from its table to the case (None for rows of no case)."""

    model: type[Model]
    column: str
    case: str | None


@dataclass(frozen=True)
class Stream:
    """Rows that are read together: one source, one column of days, one way to stand somewhere."""

    source: Any
    column: str
    place: Place

    @property
    def model(self) -> type[Model]:
        return self.source().model

    @cached_property
    def inputs(self) -> list[Input] | None:
        """Where its days come from: its column, or those that a computed day is one of; None if that cannot be told."""
        computed = self.source().query.annotations.get(self.column)
        if computed is None:
            return [Input(self.model, self.column, self.place.case)]
        if not picks_one(computed) or isinstance(self.place, placing.ByPlacement):
            return None
        found = []
        for table, column in sorted(columns_of(computed)):
            model = model_of(table)
            path = path_to_case(model)
            named = next((f for f in model._meta.concrete_fields if f.column == column), None)
            if isinstance(named, DateField):
                if path is None:
                    return None
                found.append(Input(model, named.name, "".join(f"{name}__" for name in path)))
        return found

    def rows(self) -> QuerySet[Any]:
        """All its rows, wherever they stand."""
        return self.source().filter(placing.anywhere(self.place), **{f"{self.column}__isnull": False})

    def between(self, first: date | None, until: date | None) -> Q:
        """first ≤ day < until; without a bound, from or for ever."""
        told = {lookup: day for lookup, day in (("gte", first), ("lt", until)) if day is not None}
        # Half of all time is no narrower than all of it.
        near = self._near(told) if first is not None and until is not None else Q()
        return _where(self.column, told) & near

    def on(self, days: Iterable[date]) -> Q:
        """On one of the days."""
        told = {"in": list(days)}
        return _where(self.column, told) & self._near(told)

    def _near(self, told: dict[str, Any]) -> Q:
        """Where the day is computed, the cases that have one of the columns there which it is one of.

        It takes nothing away, and indexes answer it: of the computed day there is none.
        """
        if (
            self.inputs is None
            or self.place.case is None
            or self.column not in self.source().query.annotations
        ):
            return Q()
        first, *others = (
            one.model._default_manager.order_by().filter(_where(one.column, told)).values(f"{one.case}pk")
            for one in self.inputs
        )
        return Q(**{f"{self.place.case}pk__in": first.union(*others) if others else first})

    def grouped(self, series: Iterable["Series"], *, by_month: bool) -> QuerySet[Any]:
        """Place, day or first day of the month, and a value for each series."""
        day = TruncMonth(self.column) if by_month else F(self.column)
        keys = {**placing.columns(self.place), "at_day": day}
        if not by_month:
            # Days are kept from the prefecture upward.
            keys.pop("at_county")
            keys.pop("at_own")
        return (
            self.rows()
            .order_by()
            .annotate(**keys)
            .values(*keys)
            .annotate(**{f"value_{n}": one.aggregate() for n, one in enumerate(series)})
        )


def _where(column: str, told: dict[str, Any]) -> Q:
    """What is told of a column, by the name of its lookup."""
    return Q(**{f"{column}__{lookup}": value for lookup, value in told.items()})


@dataclass(frozen=True, eq=False)
class Series:
    """One stored number: a measure, one end of an open stretch, or a part by a dimension."""

    measure: Measure
    stream: Stream
    condition: Q
    part: str = ""
    cut: Cut | None = None

    @property
    def key(self) -> str:
        end = f"/{self.part}" if self.part else ""
        value = f"|{self.cut.dimension.code}={self.cut.value}" if self.cut else ""
        return f"{self.measure.code}{end}{value}"

    def aggregate(self) -> Any:
        """What is counted or added up of its rows."""
        return self.measure.aggregate(self.condition)

    @cached_property
    def reads(self) -> frozenset[Column]:
        """The columns that its value depends on."""
        return frozenset(columns_read(self.stream.grouped([self], by_month=True)))

    @cached_property
    def fingerprint(self) -> str:
        """Another one for another definition; the order in which a set names its values does not matter."""
        query = self.stream.grouped([self], by_month=True).query
        try:
            text, parameters = query.sql_with_params()
        except EmptyResultSet:
            text, parameters = "", ()
        told = [self.key, self.measure.version, text, sorted(map(str, parameters))]
        return sha256(repr(told).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Term:
    """A series over a stretch of days, added or taken away. Without a first day, from the beginning."""

    series: Series
    first: date | None
    until: date
    sign: int = 1


@dataclass(frozen=True)
class Catalogue:
    """Everything that is stored."""

    streams: dict[Stream, list[Series]] = field(default_factory=lambda: defaultdict(list))
    of_measure: dict[Measure, list[Series]] = field(default_factory=lambda: defaultdict(list))

    @cached_property
    def series(self) -> list[Series]:
        return [one for these in self.streams.values() for one in these]

    @cached_property
    def reads(self) -> dict[Stream, frozenset[Column]]:
        """The columns that the rows of each stream depend on."""
        return {
            stream: frozenset().union(*(s.reads for s in these)) for stream, these in self.streams.items()
        }

    def tables(self, stream: Stream) -> set[str]:
        """The tables that the rows of a stream depend on."""
        return {table for table, _column in self.reads[stream]}

    def terms(self, leaf: Leaf) -> list[Term] | None:
        """What a measure of a period is added up from; None for what is not stored."""
        kept = {one.part: one for one in self.of_measure.get(leaf.measure, ()) if one.cut is None}
        if not kept:
            return None
        period, window = leaf.period, leaf.measure.window
        if isinstance(window, On):
            return [Term(kept[""], period.start, period.end)]
        if isinstance(window, InMonths):
            # Rows of whole months stand on first days, so days between are no days of theirs.
            return [Term(kept[""], period.start, period.end.replace(day=1))]
        # Open on the last day: what has begun by then less what has ended; on any day: less what ended before the first.
        ended_by = period.start if isinstance(window, During) else period.end
        return [Term(kept["in"], None, period.end), Term(kept["out"], None, ended_by, -1)]

    def part(self, whole: Series, dimension: Dimension, value: str) -> Series | None:
        """The stored part of a series by a value of a dimension."""
        for one in self.of_measure.get(whole.measure, ()):
            if one.cut == Cut(dimension, value) and one.part == whole.part:
                return one
        return None


_built: dict[int, Catalogue] = {}


def catalogue() -> Catalogue:
    """What is stored of the registry as it is now."""
    if len(REGISTRY) not in _built:
        _built.clear()
        _built[len(REGISTRY)] = build(REGISTRY.values())
    return _built[len(REGISTRY)]


def build(indicators: Iterable[Indicator]) -> Catalogue:
    """The catalogue of some indicators."""
    from . import marking

    found = Catalogue()
    for indicator in indicators:
        if not isinstance(indicator, Measure) or not adds_up(indicator):
            continue
        series = list(_series(indicator))
        if any(marking.unmarked(one) for one in series):
            continue
        for one in series:
            found.streams[one.stream].append(one)
            found.of_measure[indicator].append(one)
    return found


def adds_up(measure: Measure) -> bool:
    """Whether a measure is a sum over days and places, each row standing where it stood on its own day."""
    if not isinstance(measure.where, Q) or not measure.additive or not placing.is_dated(measure.place):
        return False
    if isinstance(measure, Stock):
        return isinstance(measure.window, Between)
    return isinstance(measure, Count | Sum) and isinstance(measure.window, On | InMonths | During)


def _series(measure: Measure) -> Iterable[Series]:
    assert isinstance(measure.where, Q)  # noqa: S101
    window, where = measure.window, measure.where
    if isinstance(window, Between | During):
        opening, closing = window.opening, window.closing
        ended = Q(**{f"{closing}__gte": F(opening)})
        yield Series(
            measure, _stream(measure, opening), where & (Q(**{f"{closing}__isnull": True}) | ended), "in"
        )
        yield Series(measure, _stream(measure, closing), where & ended, "out")
        return
    assert isinstance(window, On | InMonths)  # noqa: S101
    stream = _stream(measure, window.column)
    yield Series(measure, stream, where)
    for code in CUT.get(measure.code, ()):
        dimension = DIMENSIONS[code]
        column = measure.column_of(dimension)
        for cut in dimension.cuts():
            yield Series(measure, stream, where & Q(**{column: cut.value}), cut=cut)


def _stream(measure: Measure, column: str) -> Stream:
    place = measure.place
    if isinstance(place, placing.ByAcceptance):
        # Which organization a row belongs to matters below the county only.
        place = placing.ByAcceptance(case=place.case)
    return Stream(measure.source, column, place)  # type: ignore[arg-type]


def month_of(day: date) -> date:
    """The first day of the month."""
    return day.replace(day=1)


def next_month(day: date) -> date:
    """The first day of the month after."""
    return Month(day.year, day.month).end
