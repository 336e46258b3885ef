"""Pages of a list by the key of their edge rows, so that the thousandth page costs what the first costs.

A cursor holds the ordering values of one row and travels in the URL; so a list that is paged is never
ordered by anything personal. It gives no right: the queryset starts from what the reader may see.
"""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Field, Model, Q, QuerySet

COUNTED_UP_TO = 1000

_LONGEST_CURSOR = 500

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Total:
    """How many rows the whole list has: exactly, or more than a thousand where counting on would cost."""

    rows: int
    exact: bool = True

    def __str__(self) -> str:
        return str(self.rows) if self.exact else f"{self.rows}+"


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page; the cursors are values for `?after=` and `?before=`, None where there is no further page."""

    items: list[Row]
    total: Total
    next_cursor: str | None
    previous_cursor: str | None

    @property
    def has_next(self) -> bool:
        return self.next_cursor is not None

    @property
    def has_previous(self) -> bool:
        return self.previous_cursor is not None


def paginate(
    queryset: QuerySet[Any, Row],
    params: Mapping[str, str],
    *,
    ordering: Sequence[str],
    size: int = 50,
    total: int | None = None,
    parts: Sequence[QuerySet[Any, Row]] = (),
) -> Page[Row]:
    """The page that `params` (request.GET) asks for by `after` or `before`; a bad cursor gives the first.

    `ordering` names columns without nulls and ends with a unique one: ("-accepted_on", "-id"). `total` is the
    exact number of rows where a marginal knows it; otherwise they are counted up to 1000. Two queries (one
    with `total`), a third only when there is nothing beyond the cursor any more. `parts` say which rows the list
    has where one condition would keep the database from using an index: each gives its first rows in order, the
    first of all of these are fetched from `queryset` by their keys (one query more). Raises ValueError for an
    ordering that could skip or repeat rows.
    """
    keys = [_Key(queryset, name) for name in ordering]
    if not keys or not keys[-1].unique:
        raise ValueError("the ordering of a paged list ends with a unique column")
    if parts and keys[-1].name not in ("id", "pk"):
        raise ValueError("the parts of a list are put together by their primary key")
    counted = Total(total) if total is not None else _counted(parts or [queryset])

    backwards = "after" not in params and "before" in params
    edge = _read_cursor(params.get("before" if backwards else "after", ""), keys)
    items, more = _rows(queryset, parts, keys, edge, size, backwards and edge is not None)
    if edge is not None and not items:
        edge = None
        items, more = _rows(queryset, parts, keys, None, size, False)
    backwards = backwards and edge is not None

    follows = backwards or more
    precedes = more if backwards else edge is not None
    return Page(
        items=items,
        total=counted,
        next_cursor=_cursor(items[-1], keys) if items and follows else None,
        previous_cursor=_cursor(items[0], keys) if items and precedes else None,
    )


class _Key:
    """One column of the ordering."""

    def __init__(self, queryset: QuerySet[Any, Any], name: str) -> None:
        self.descending = name.startswith("-")
        self.name = name.removeprefix("-")
        field = _field(queryset, self.name)
        self.unique: bool = getattr(field, "unique", False)
        self.to_python = field.to_python

    def value(self, row: Any) -> Any:
        if isinstance(row, dict):
            value = row[self.name]
        else:
            value = reduce(getattr, self.name.split("__"), row)
        if value is None:
            raise ValueError(f"a list cannot be paged by {self.name}, which may be empty")
        return value

    def beyond(self, value: Any, backwards: bool, *, inclusive: bool = False) -> Q:
        lookup = "lt" if self.descending != backwards else "gt"
        return Q(**{f"{self.name}__{lookup}{'e' if inclusive else ''}": value})

    def order(self, backwards: bool) -> str:
        return f"-{self.name}" if self.descending != backwards else self.name


def _rows(
    queryset: QuerySet[Any, Row],
    parts: Sequence[QuerySet[Any, Row]],
    keys: list[_Key],
    edge: list[Any] | None,
    size: int,
    backwards: bool,
) -> tuple[list[Row], bool]:
    """Up to `size` rows beyond the edge in reading order, and whether more follow in that direction."""
    if parts:
        rows = _by_parts(queryset, parts, keys, edge, size + 1, backwards)
    else:
        rows = list(_first(queryset, keys, edge, size + 1, backwards))
    items, more = rows[:size], len(rows) > size
    return (items[::-1] if backwards else items), more


def _first(
    queryset: QuerySet[Any, Any], keys: list[_Key], edge: list[Any] | None, limit: int, backwards: bool
) -> QuerySet[Any, Any]:
    if edge is not None:
        queryset = queryset.filter(_beyond(keys, edge, backwards))
    return queryset.order_by(*(key.order(backwards) for key in keys))[:limit]


def _by_parts(
    queryset: QuerySet[Any, Row],
    parts: Sequence[QuerySet[Any, Row]],
    keys: list[_Key],
    edge: list[Any] | None,
    limit: int,
    backwards: bool,
) -> list[Row]:
    # A union with something that is known to be empty is no union any more.
    parts = [part for part in parts if not part.query.is_empty()]
    found = list(_first_keys(parts, keys, edge, limit, backwards)) if parts else []
    rows = queryset.in_bulk([key for *_values, key in found])
    return [rows[key] for *_values, key in found if key in rows]


def _first_keys(
    parts: Sequence[QuerySet[Any, Any]],
    keys: list[_Key],
    edge: list[Any] | None,
    limit: int,
    backwards: bool,
) -> QuerySet[Any, Any]:
    """The ordering values of the first rows of all parts together; the primary key is the last of them."""
    pieces = [
        _first(part, keys, edge, limit, backwards).values_list(*(key.name for key in keys)) for part in parts
    ]
    if len(pieces) == 1:
        return pieces[0]
    whole = pieces[0].union(*pieces[1:])
    return whole.order_by(*(key.order(backwards) for key in keys))[:limit]


def _beyond(keys: list[_Key], edge: list[Any], backwards: bool) -> Q:
    """`a < x or (a = x and (b < y or …))`, with `a <= x` in front as the range of an index."""
    condition = Q()
    for key, value in reversed(list(zip(keys, edge, strict=True))):
        further = key.beyond(value, backwards)
        condition = further | (Q(**{key.name: value}) & condition) if condition else further
    return keys[0].beyond(edge[0], backwards, inclusive=True) & condition


def _counted(parts: Sequence[QuerySet[Any, Any]]) -> Total:
    if len(parts) == 1:
        rows = parts[0].order_by()[: COUNTED_UP_TO + 1].count()
    else:
        pieces = [part.order_by().values_list("pk")[: COUNTED_UP_TO + 1] for part in parts]
        rows = pieces[0].union(*pieces[1:]).count()
    return Total(min(rows, COUNTED_UP_TO), exact=rows <= COUNTED_UP_TO)


def _field(queryset: QuerySet[Any, Any], name: str) -> "Field[Any, Any]":
    if annotation := queryset.query.annotations.get(name):
        return annotation.output_field
    *relations, last = name.split("__")
    model: type[Model] = queryset.model
    for relation in relations:
        model = model._meta.get_field(relation).related_model  # type: ignore[assignment]
    field = model._meta.pk if last == "pk" else model._meta.get_field(last)
    if not isinstance(field, Field):
        raise ValueError(f"{name} is no column to order by")
    return field


def _cursor(row: Any, keys: list[_Key]) -> str:
    text = json.dumps([str(key.value(row)) for key in keys])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_cursor(cursor: str, keys: list[_Key]) -> list[Any] | None:
    """The values of the edge row; None for anything that `_cursor` did not write."""
    if not cursor or len(cursor) > _LONGEST_CURSOR:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(values, list) or not all(isinstance(v, str) and v.isprintable() for v in values):
            return None
        edge = [key.to_python(value) for key, value in zip(keys, values, strict=True)]
    except (binascii.Error, ValueError, ValidationError, RecursionError):
        return None
    return None if None in edge else edge
