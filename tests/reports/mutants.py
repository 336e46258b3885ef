"""Wrong definitions, made out of every right one: what somebody could have written by mistake.

Nothing here names an indicator. A definition is taken apart as far as Django lets one look: its window, its conditions,
its place, its summed column, and every condition of the query behind it and of the queries inside that one.
"""

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.db.models import Count as CountRows
from django.db.models import (
    DateField,
    DecimalField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    Model,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.expressions import BaseExpression
from django.db.models.lookups import In
from django.db.models.sql import Query
from django.db.models.sql.where import WhereNode

from reports.indicators import Days, Distinct, Measure, Sum
from reports.indicators.places import ByAcceptance, ByPlacement
from reports.indicators.windows import InYears, On
from reports.periods import Period
from reports.scopes import BELOW, Scope

FLIPPED = {"gte": "gt", "gt": "gte", "lte": "lt", "lt": "lte"}


@dataclass(frozen=True)
class Mutant:
    """A measure with one thing wrong in it."""

    operator: str
    what: str
    measure: Measure


def mutants_of(measure: Measure) -> Iterator[Mutant]:
    """Every wrong version of a measure."""
    for operator, what, changes in _changes(measure):
        if not is_equivalent(measure, operator, what):
            yield Mutant(operator, what, replace(measure, **changes))
    if isinstance(measure, Distinct):
        told = {field.name: getattr(measure, field.name) for field in fields(measure)}
        yield Mutant("each row instead of each person", measure.person, _EachRow(**told))


def is_equivalent(measure: Measure, operator: str, what: str) -> bool:
    """Whether a change of the text changes no figure and cannot: each with its proof."""
    if operator == "condition of the source dropped" and what == "accepted_on isnull False":
        # A dispute without a day of acceptance has no accepted_by and no accepted_* division (check constraint
        # case_number_with_acceptance, and registering writes them together), and every scope asks for one of them;
        # by the room it is asked for only where the window is the day of acceptance itself.
        return isinstance(measure.place, ByAcceptance)
    if operator == "condition of the source dropped" and isinstance(measure, Sum):
        # A sum passes over rows that have nothing in the summed column.
        return what == f"{measure.column_summed} isnull False"
    if isinstance(measure, Days) and operator == "comparison in the source flipped":
        # Who took a case over on the day on which mediation ended held it on none of the days counted: 0 is added.
        return what == "held_from lte concluded_on"
    if operator == "condition of the source dropped" and _says_otherwise(measure, what):
        # The measure's own condition asks for another value of the same column.
        return True
    if _accepted_before_the_day(measure):
        # Its own condition asks for more than the bound does: accepted before the day minus a term that is not
        # negative (PositiveSmallIntegerField). Who was accepted before it applied before it as well (check constraint
        # case_dates_in_order).
        return (operator, what.partition(" 2")[0]) in {
            ("window: condition dropped", "accepted_on__lte"),
            ("window: comparison flipped", "accepted_on__lte"),
            ("other day", "accepted_on → applied_on"),
        }
    return False


def _says_otherwise(measure: Measure, what: str) -> bool:
    where = measure.where
    if not isinstance(where, Q) or where.negated or where.connector != Q.AND:
        return False
    return any(
        what.startswith(f"not ({column} exact ") and what != f"not ({column} exact {value})"
        for column, value in (child for child in where.children if isinstance(child, tuple))
    )


def _accepted_before_the_day(measure: Measure) -> bool:
    """Whether the measure's condition is accepted_on < day - term_days."""
    if isinstance(measure.where, Q):
        return False
    day = _ANY_PERIOD.as_of
    latest = ExpressionWrapper(
        Value(day, output_field=DateField()) - F("term_days"), output_field=DateField()
    )
    return measure.where(day) == Q(accepted_on__lt=latest)


def _changes(measure: Measure) -> Iterator[tuple[str, str, dict[str, Any]]]:
    yield from _other_dates(measure)
    for n, (operator, what, _rows) in enumerate(_wrong_conditions(measure.window.rows_of(_ANY_PERIOD))):
        yield f"window: {operator}", what, {"window": WrongWindow(measure.window, n)}
    yield from _conditions(measure)
    yield from _sources(measure)
    yield from _places(measure)
    if isinstance(measure, Sum):
        yield from _columns(measure)


class _AnyPeriod(Period):
    start, end, code, label = date(2021, 1, 1), date(2021, 7, 1), "any", "any"  # type: ignore[assignment]

    def previous(self) -> Period:
        raise NotImplementedError

    previous_year = previous


_ANY_PERIOD = _AnyPeriod()


# The window


def _dates_of(model: type[Model], path: str) -> list[str]:
    """The columns of a day at the path's table, and at the row's own."""
    tables = {path: _at(model, path), "": model}
    return [
        f"{prefix}{column.name}"
        for prefix, table in tables.items()
        for column in table._meta.get_fields()
        if isinstance(column, DateField) and column.get_internal_type() == "DateField"
    ]


def _at(model: type[Model], path: str) -> type[Model]:
    for name in path.rstrip("_").split("__") if path else ():
        model = model._meta.get_field(name).related_model  # type: ignore[assignment]
    return model


def _other_dates(measure: Measure) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every column of the window in turn is another one."""
    window = measure.window
    model = measure.source().model
    if isinstance(window, InYears):
        for other in _dates_of(model, ""):
            yield "other day", f"{window.column} → {other}", {"window": On(other)}
        return
    assert is_dataclass(window)
    for part in fields(window):
        column = getattr(window, part.name)
        if not isinstance(column, str):
            continue
        path = column.rpartition("__")[0]
        for other in _dates_of(model, f"{path}__" if path else ""):
            if other != column:
                yield "other day", f"{column} → {other}", {"window": replace(window, **{part.name: other})}


@dataclass(frozen=True)
class WrongWindow:
    """A window whose bounds are wrong in the n-th way."""

    window: Any
    n: int

    def rows_of(self, period: Period) -> Q:
        return list(_wrong_conditions(self.window.rows_of(period)))[self.n][2]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.window, name)


def _flip(condition: Q, n: int) -> Q:
    """The condition with its n-th comparison flipped."""
    counted = iter(range(1000))

    def flipped(node: Q) -> Q:
        children: list[Any] = []
        for child in node.children:
            if isinstance(child, Q):
                child = flipped(child)
            elif isinstance(child, tuple) and child[0].rpartition("__")[2] in FLIPPED and next(counted) == n:
                column, _, lookup = child[0].rpartition("__")
                child = (f"{column}__{FLIPPED[lookup]}", child[1])
            children.append(child)
        made = Q(*children, _connector=node.connector)
        return ~made if node.negated else made

    return flipped(condition)


# The measure's own condition


def _conditions(measure: Measure) -> Iterator[tuple[str, str, dict[str, Any]]]:
    where = measure.where
    if isinstance(where, Q):
        for operator, what, condition in _wrong_conditions(where):
            yield operator, what, {"where": condition}
        return
    day = _ANY_PERIOD.as_of
    for n, (operator, what, _condition) in enumerate(_wrong_conditions(where(day))):
        yield operator, what, {"where": _Nth(where, n)}
    for days in (-1, 1):
        yield "condition of another day", f"{days:+} day", {"where": _Shifted(where, days)}


@dataclass(frozen=True)
class _Nth:
    """The n-th wrong version of a condition that asks for the day."""

    where: Callable[[date], Q]
    n: int

    def __call__(self, day: date) -> Q:
        return list(_wrong_conditions(self.where(day)))[self.n][2]


@dataclass(frozen=True)
class _Shifted:
    where: Callable[[date], Q]
    days: int

    def __call__(self, day: date) -> Q:
        return self.where(day + timedelta(self.days))


def _wrong_conditions(condition: Q) -> Iterator[tuple[str, str, Q]]:
    """The condition with one part left out, one comparison flipped, one value of a list missing, one query inside wrong."""

    def remade(children: list[Any]) -> Q:
        made = Q(*children, _connector=condition.connector)
        return ~made if condition.negated else made

    for at, child in enumerate(condition.children):
        others = [c for n, c in enumerate(condition.children) if n != at]
        # What is denied as a whole is left out as a whole, by the one who holds it.
        if not condition.negated:
            yield "condition dropped", _words(child), remade(others) if others else Q()
        for operator, what, wrong in _wrong_parts(child):
            yield operator, what, remade([*condition.children[:at], wrong, *condition.children[at + 1 :]])


def _wrong_parts(child: Any) -> Iterator[tuple[str, str, Any]]:
    if isinstance(child, Q):
        yield from _wrong_conditions(child)
    elif isinstance(child, Exists):
        for operator, what, query in wrong_queries(child.query):
            yield operator, what, _with_query(child, query)
    elif isinstance(child, tuple):
        name, value = child
        column, _, lookup = name.rpartition("__")
        if lookup in FLIPPED:
            yield "comparison flipped", f"{name}", (f"{column}__{FLIPPED[lookup]}", value)
        elif lookup == "in":
            listed = list(value)
            for one in listed if len(listed) > 1 else ():
                yield "value left out", f"{name} {one}", (name, [v for v in listed if v != one])
        if isinstance(value, Subquery):
            for operator, what, query in wrong_queries(value.query):
                yield operator, what, (name, _with_query(value, query))


def _with_query(expression: Any, query: Query) -> Any:
    made = copy(expression)
    made.query = query
    return made


def _words(child: Any) -> str:
    if isinstance(child, tuple):
        return f"{child[0]} {child[1]}"
    return type(child).__name__ if isinstance(child, BaseExpression) else str(child)


# The source


def _sources(measure: Measure) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for operator, what, source, annotation in _wrong_sources(measure.source):
        if not annotation or _reads(measure, annotation):
            yield operator, what, {"source": source}


def _reads(measure: Measure, annotation: str) -> bool:
    """Whether a measure asks for what its source annotates. Otherwise the query leaves it out.

    A filter of the source that asks for it holds a copy, which is taken apart with the other conditions.
    """
    where = measure.where if isinstance(measure.where, Q) else measure.where(_ANY_PERIOD.as_of)
    summed = [getattr(measure, name, "") for name in ("column_summed", "since", "until")]
    asked = repr((measure.window.rows_of(_ANY_PERIOD), where, summed))
    # What a query inside a condition asks for is not told by its name.
    return annotation in asked or "Exists" in asked or "Subquery" in asked


@cache
def _wrong_sources(source: Callable[[], QuerySet]) -> list[tuple[str, str, Callable[[], QuerySet], str]]:
    """With the annotation that is wrong, if it is one. Each is one object for all measures of the source, so that they
    are counted together.
    """
    right, made = source().query, []
    for operator, what, query in wrong_queries(right):
        rows = source()
        rows.query = query
        annotation = next(
            (a for a, told in query.annotations.items() if told is not right.annotations[a]), ""
        )
        named = operator.replace("condition", "condition of the source")
        named = named.replace("comparison flipped", "comparison in the source flipped")
        made.append((named, what, rows.all, annotation))
    return made


def wrong_queries(query: Query) -> Iterator[tuple[str, str, Query]]:
    """The query with one of its conditions wrong, or one of a query inside it."""
    for operator, what, where in _wrong_nodes(query.where):
        made = query.clone()
        made.where = where
        yield operator, what, made
    for alias, annotation in query.annotations.items():
        for operator, what, expression in _wrong_expressions(annotation):
            made = query.clone()
            made.annotations = {**made.annotations, alias: expression}
            yield operator, what, made
    if query.low_mark:
        # The tenth of them is asked for: the ninth or the eleventh would be other limits.
        for moved in (-1, 1):
            made = query.clone()
            made.set_limits(0)
            made.low_mark, made.high_mark = query.low_mark + moved, query.high_mark + moved
            yield "limit moved", f"{query.low_mark} {moved:+}", made


def _wrong_expressions(expression: Any) -> Iterator[tuple[str, str, Any]]:
    if isinstance(expression, Subquery):
        for operator, what, query in wrong_queries(expression.query):
            yield operator, what, _with_query(expression, query)
        return
    sources = expression.get_source_expressions() if hasattr(expression, "get_source_expressions") else []
    for at, source in enumerate(sources):
        for operator, what, wrong in _wrong_expressions(source) if source is not None else ():
            made = expression.copy()
            made.set_source_expressions([*sources[:at], wrong, *sources[at + 1 :]])
            yield operator, what, made


def _wrong_nodes(node: WhereNode) -> Iterator[tuple[str, str, WhereNode]]:
    def remade(children: list[Any]) -> WhereNode:
        return WhereNode(children, node.connector, node.negated)

    for at, child in enumerate(node.children):
        if not node.negated:
            yield "condition dropped", _lookup_words(child), remade(_without(node.children, at))
        for operator, what, wrong in _wrong_children(child):
            yield operator, what, remade([*node.children[:at], wrong, *node.children[at + 1 :]])


def _without(children: list[Any], at: int) -> list[Any]:
    return [child for n, child in enumerate(children) if n != at]


def _wrong_children(child: Any) -> Iterator[tuple[str, str, Any]]:
    if isinstance(child, WhereNode):
        yield from _wrong_nodes(child)
        return
    if isinstance(child, Exists):
        for operator, what, query in wrong_queries(child.query):
            yield operator, what, _with_query(child, query)
        return
    name = child.lookup_name
    if name in FLIPPED:
        flipped = child.lhs.output_field.get_lookup(FLIPPED[name])(child.lhs, child.rhs)
        yield "comparison flipped", _lookup_words(child), flipped
    for side in ("lhs", "rhs"):
        inner = getattr(child, side)
        if isinstance(inner, Query):
            for operator, what, query in wrong_queries(inner):
                yield operator, what, _with_side(child, side, query)
        elif isinstance(inner, Subquery):
            for operator, what, wrong in _wrong_expressions(inner):
                yield operator, what, _with_side(child, side, wrong)
    if isinstance(child, In) and isinstance(child.rhs, list | tuple | set) and len(child.rhs) > 1:
        for one in child.rhs:
            yield "value left out", str(one), _with_side(child, "rhs", [v for v in child.rhs if v != one])


def _with_side(lookup: Any, side: str, value: Any) -> Any:
    made = copy(lookup)
    setattr(made, side, value)
    return made


def _lookup_words(child: Any) -> str:
    if isinstance(child, WhereNode):
        inner = " ".join(_lookup_words(c) for c in child.children)
        return f"{'not ' if child.negated else ''}({inner})"
    if isinstance(child, BaseExpression) and not hasattr(child, "lookup_name"):
        return type(child).__name__
    return f"{_name(child.lhs)} {child.lookup_name} {_name(child.rhs)}"


def _name(side: Any) -> str:
    target = getattr(side, "target", None)
    if target is not None:
        return str(target.name)
    return type(side).__name__ if isinstance(side, BaseExpression | Query) else str(side)


# The place


@dataclass(frozen=True)
class ByHolder(ByAcceptance):
    """By who handles the case instead of who accepted it."""

    def rows_of(self, scope: Scope, day: date) -> Q:
        condition = Q()
        if scope.organization:
            condition &= Q(**{f"{self.case}holder": scope.organization.pk})
        if scope.level:
            condition &= Q(**{f"{self.case}holder_{scope.level}__in": scope.division_ids})
            if scope.is_own and scope.level in BELOW:
                condition &= Q(**{f"{self.case}holder_{BELOW[scope.level]}__isnull": True})
        return condition


@dataclass(frozen=True)
class FlippedPlace:
    """A place by placement with its n-th comparison flipped."""

    place: ByPlacement
    n: int

    @property
    def case(self) -> str | None:
        return self.place.case

    def rows_of(self, scope: Scope, day: date) -> Q:
        return _flip(self.place.rows_of(scope, day), self.n)


def _places(measure: Measure) -> Iterator[tuple[str, str, dict[str, Any]]]:
    place = measure.place
    if isinstance(place, ByAcceptance):
        for other in {"accepted_by", "handled_at", "holder"} - {place.organization}:
            yield (
                "other place",
                f"{place.organization} → {other}",
                {"place": replace(place, organization=other)},
            )
        yield "other place", "accepted → holder", {"place": ByHolder(place.case, place.organization)}
        return
    assert isinstance(place, ByPlacement)
    for n, what in enumerate(("valid_from", "valid_until")):
        yield "bound of the placement flipped", what, {"place": FlippedPlace(place, n)}
    if place.on:
        yield "other place", f"{place.on} → last day", {"place": replace(place, on="")}
    if place.case is not None:
        yield "other place", "placement → acceptance", {"place": ByAcceptance(case=place.case)}


# The summed column


def _columns(measure: Sum) -> Iterator[tuple[str, str, dict[str, Any]]]:
    rows = measure.source()
    if isinstance(measure, Days):
        for side in ("since", "until"):
            column = getattr(measure, side)
            for other in _dates_of(rows.model, ""):
                if other != column:
                    yield "other column summed", f"{side} {other}", {side: other}
        return
    kind = DecimalField if any(_is_money(rows, name) for name in [measure.column_summed]) else IntegerField
    for column in rows.model._meta.get_fields():
        if isinstance(column, kind) and column.name != measure.column_summed and not column.primary_key:
            yield "other column summed", column.name, {"column_summed": column.name}


def _is_money(rows: QuerySet, name: str) -> bool:
    if name in rows.query.annotations:
        return True
    return isinstance(rows.model._meta.get_field(name), DecimalField)


@dataclass(frozen=True, kw_only=True, eq=False)
class _EachRow(Distinct):
    """Counts a person as often as there are rows."""

    def aggregate(self, condition: Q) -> Any:
        return CountRows(self.person, filter=condition)
