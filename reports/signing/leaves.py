"""The lists behind the cells as SQL: all of them in one statement see one snapshot, whatever transaction it runs in."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from mediation.kernel.rounding import Exact
from reports import entered
from reports.indicators import Cut, Leaf, Measure, Sum
from reports.models import EnteredTotal
from reports.periods import Period
from reports.scopes import Scope


@dataclass(frozen=True)
class Counted:
    """One list: the rows that a measure counts in a scope and period."""

    measure: Measure
    scope: Scope
    period: Period
    cut: Cut | None = None

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """Its name: codes of measure, scope, period, and of the cut."""
        part = (self.cut.dimension.code, self.cut.value) if self.cut else ("", "")
        return (self.measure.code, self.scope.code, self.period.code, *part)

    @property
    def rows(self) -> QuerySet:
        return self.measure.rows(self.scope, self.period, self.cut)

    @property
    def sums(self) -> bool:
        """Whether amounts are added up, not rows."""
        return isinstance(self.measure, Sum)

    @property
    def table(self) -> str:
        """The table whose rows it lists."""
        return self.rows.model._meta.db_table

    def sql(self) -> tuple[str, tuple[Any, ...]]:
        """A query of two columns: the row's id and its amount (null where rows are counted)."""
        rows = self.rows.order_by()
        names = [self.measure.column_summed] if isinstance(self.measure, Sum) else []
        sql, values = rows.values_list("pk", *names).query.sql_with_params()
        amount = "amount" if names else "NULL::numeric AS amount"
        listed = "id, amount" if names else "id"
        return f"SELECT id, {amount} FROM ({sql}) AS rows_of_leaf({listed})", values

    def exact(self, total: Decimal) -> Exact:
        """A total from the database as the measure gives it: counts are whole."""
        return int(total) if isinstance(self.measure.zero, int) else total


def entered_totals(leaves: Sequence[Counted]) -> dict[int, Exact]:
    """The lists in whose place somebody entered a total of years before the system (补录), by their numbers."""
    found: dict[int, Exact] = {}
    by_scope: dict[str, dict[Leaf, int]] = {}
    scopes = {}
    for number, counted in enumerate(leaves):
        if counted.cut is None and entered.may_be_entered(counted.measure):
            scopes[counted.scope.code] = counted.scope
            by_scope.setdefault(counted.scope.code, {})[Leaf(counted.measure, counted.period)] = number
    codes = {leaf.measure.code for asked in by_scope.values() for leaf in asked}
    if not EnteredTotal.objects.filter(indicator__in=codes).exists():
        return found
    for code, asked in by_scope.items():
        known = entered.overlay({leaf: {} for leaf in asked}, scopes[code])
        found |= {asked[leaf]: values[None] for leaf, values in known.items() if None in values}
    return found


def one_statement(leaves: Sequence[Counted], each: str) -> tuple[str, list[Any]]:
    """All leaves in one statement: `each` is its query over `{rows}`, with the leaf's number as its first parameter."""
    parts, values = [], []
    for number, leaf in enumerate(leaves):
        sql, own = leaf.sql()
        parts.append(each.format(rows=f"({sql}) AS leaf"))
        values += [number, *own]
    return " UNION ALL ".join(parts), values


def without_compiling() -> None:
    """Let the statement of this transaction run at once: compiling hundreds of parts takes longer than they do."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL jit = off")
