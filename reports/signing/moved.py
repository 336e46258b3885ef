"""Which counted rows move a signed table: its lists as signed against the same lists now, in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from mediation.kernel.errors import InvalidInput
from reports import periods, scopes
from reports.indicators import REGISTRY, Measure, parse_cut
from reports.models import SignedTable

from .leaves import Counted, without_compiling


@dataclass(frozen=True)
class Move:
    """A row of a list: what it counts for as signed and now (1 a row, or its amount); None where it is not listed."""

    number: int
    row: int
    was: Decimal | None
    now: Decimal | None

    @property
    def delta(self) -> Decimal:
        return (self.now or Decimal(0)) - (self.was or Decimal(0))


def lists_of(signed: SignedTable) -> dict[int, Counted]:
    """The signed lists that can still be counted, by their numbers; a scope or indicator that is gone has none."""
    found = {}
    for number, leaf in enumerate(signed.content["leaves"]):
        measure, scope, period, by, value = leaf["key"]
        indicator = REGISTRY.get(measure)
        if not isinstance(indicator, Measure):
            continue
        try:
            cut = parse_cut(by, value) if by else None
            found[number] = Counted(indicator, scopes.parse(scope), periods.parse(period), cut)
        except InvalidInput:
            continue
    return found


def moves(signed: SignedTable, lists: dict[int, Counted]) -> tuple[list[Move], dict[int, Decimal]]:
    """The rows that moved, and what each list adds up to now, counted apart from them in the same snapshot."""
    numbers = list(lists)
    sql, values = _numbered([lists[number] for number in numbers], numbers)
    without_compiling()
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH now AS MATERIALIZED ({sql}), "
            "was AS (SELECT leaf.number, one.id, one.amount FROM reports_signedleaf leaf, "
            "unnest(leaf.ids, leaf.amounts) AS one(id, amount) "
            "WHERE leaf.table_id = %s AND leaf.number = ANY(%s)) "
            "SELECT number, id, CASE WHEN was.id IS NOT NULL THEN coalesce(was.amount, 1) END, "
            "CASE WHEN now.id IS NOT NULL THEN coalesce(now.amount, 1) END "
            "FROM was FULL JOIN now USING (number, id) "
            "WHERE was.id IS NULL OR now.id IS NULL OR was.amount IS DISTINCT FROM now.amount "
            "UNION ALL SELECT number, NULL, NULL, sum(coalesce(amount, 1)) FROM now GROUP BY number",
            [*values, signed.pk, numbers],
        )
        rows = cursor.fetchall()
    totals = dict.fromkeys(numbers, Decimal(0))
    totals |= {number: Decimal(total) for number, row, _was, total in rows if row is None}
    return [Move(*row) for row in rows if row[1] is not None], totals


def _numbered(
    leaves: Sequence[Counted], numbers: Sequence[int], ids: dict[int, list[int]] | None = None
) -> tuple[str, list[Any]]:
    """All lists in one statement, each row with the number of its list; only some rows of each where `ids` says so."""
    parts = ["SELECT 0 AS number, 0::bigint AS id, NULL::numeric AS amount WHERE false"]
    values: list[Any] = []
    for number, leaf in zip(numbers, leaves, strict=True):
        sql, own = leaf.sql()
        amount = "coalesce(amount, 0)" if leaf.sums else "amount"
        some = "" if ids is None else " WHERE id = ANY(%s)"
        parts.append(f"SELECT %s, id, {amount}::numeric(20, 2) FROM ({sql}) AS leaf{some}")
        values += [number, *own, *([] if ids is None else [ids[number]])]
    return " UNION ALL ".join(parts), values


def rows_among(lists: dict[int, Counted], ids: dict[int, list[int]]) -> dict[tuple[int, int], Decimal]:
    """What some rows count for in some lists as the tables stand just now; rows that are not listed are missing."""
    sql, values = _numbered(list(lists.values()), list(lists), ids)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number, id, coalesce(amount, 1) FROM ({sql}) AS listed", values)
        return {(number, row): Decimal(amount) for number, row, amount in cursor}
