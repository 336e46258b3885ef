"""Which tables and columns the rows of a query depend on, read out of the query itself."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Max, Min, QuerySet, Subquery
from django.db.models.expressions import Col
from django.db.models.functions import Coalesce, Greatest, Least
from django.db.models.sql import Query
from django.db.models.sql.where import NothingNode

Column = tuple[str, str]


def columns_read(rows: QuerySet[Any]) -> set[Column]:
    """(table, column) of everything that conditions, joins, groups and sums of a queryset name."""
    return set(_of_query(rows.query))


def columns_of(expression: Any) -> set[Column]:
    """(table, column) of everything that an expression names."""
    return set(_of(expression))


def picks_one(expression: Any) -> bool:
    """Whether a value is always one of those that it is taken from: the latest, the first that there is."""
    if isinstance(expression, Subquery):
        return all(picks_one(one) for one in expression.query.annotation_select.values())
    if isinstance(expression, Greatest | Least | Coalesce | Max | Min):
        return all(picks_one(one) for one in expression.get_source_expressions() if one is not None)
    return isinstance(expression, Col)


def _of_query(query: Query) -> Iterator[Column]:
    for join in query.alias_map.values():
        for own, joined in getattr(join, "join_cols", ()):
            yield query.alias_map[join.parent_alias].table_name, own
            yield join.table_name, joined
    yield from _of(query.where)
    for expression in (*query.annotations.values(), *query.select):
        yield from _of(expression)
    for combined in query.combined_queries:
        yield from _of_query(combined)


def _of(node: Any) -> Iterator[Column]:
    if isinstance(node, Query):
        yield from _of_query(node)
    elif isinstance(node, Col):
        yield node.target.model._meta.db_table, node.target.column
    elif hasattr(node, "children"):
        for child in node.children:
            yield from _of(child)
    elif not isinstance(node, NothingNode):
        inner = getattr(node, "query", None)
        if isinstance(inner, Query):
            yield from _of_query(inner)
        for expression in getattr(node, "get_source_expressions", list)():
            if expression is not None:
                yield from _of(expression)
        right = getattr(node, "rhs", None)
        if isinstance(right, Query) or hasattr(right, "get_source_expressions"):
            yield from _of(right)
        elif isinstance(right, QuerySet):
            yield from _of_query(right.query)
