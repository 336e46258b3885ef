"""Whether a table foots (勾稽关系): its layout's rules in every line, and every column down to its total."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from reports.cells import Cell
from reports.indicators import Distinct

from .rules import AT_MOST, EQUAL, Rule
from .sheets import Line, Sheet


@dataclass(frozen=True)
class Side:
    """One side of a comparison: cells whose exact values are added up."""

    cells: tuple[Cell, ...]

    @property
    def value(self) -> int | Decimal:
        """Counts, or yuan."""
        return sum((_exact(cell) for cell in self.cells), 0)


@dataclass(frozen=True)
class Check:
    """One comparison: of a rule in a line, or of a column's total with its lines."""

    rule: str
    # The line, or the column, in which it is made.
    where: str
    left: Side
    relation: str
    right: Side

    @property
    def holds(self) -> bool:
        left, right = self.left.value, self.right.value
        return left <= right if self.relation == AT_MOST else left == right


class Finding(Check):
    """A comparison that does not hold."""


def check(sheet: Sheet) -> list[Finding]:
    """What does not hold in a sheet, computed from the exact values; empty when all foots."""
    return [
        Finding(one.rule, one.where, one.left, one.relation, one.right)
        for one in checks(sheet)
        if not one.holds
    ]


def checks(sheet: Sheet) -> Iterator[Check]:
    """Every comparison that can be made in a sheet; cells that stay empty take part in none."""
    for rule in sheet.rules:
        for line in sheet.lines:
            yield from _in_line(rule, line)
    yield from _down(sheet)


def _in_line(rule: Rule, line: Line) -> Iterator[Check]:
    known = {cell.address.indicator: cell for cell in (*line.cells, *line.beside) if not cell.reason}
    if all(code in known for code in rule.codes):
        left, right = (Side(tuple(known[code] for code in codes)) for codes in (rule.left, rule.right))
        yield Check(rule.label, line.label, left, rule.relation, right)


def _down(sheet: Sheet) -> Iterator[Check]:
    """The lines of a column add up to its total; persons, counted once in the total, to no less than it."""
    total = next((line for line in sheet.lines if line.is_total), None)
    parts = [line for line in sheet.lines if not line.is_total]
    if total is None or not parts:
        return
    for position, column in enumerate(sheet.columns):
        cells = tuple(line.cells[position] for line in parts)
        if any(_is_empty(cell) for cell in (total.cells[position], *cells)):
            continue
        whole = Side((total.cells[position],))
        if column.indicator.additive:
            yield Check(_("各行之和等于合计"), "／".join(column.headings), whole, EQUAL, Side(cells))
        elif isinstance(column.indicator, Distinct):
            yield Check(
                _("人员一人只计一次，合计不超过各行之和"),
                "／".join(column.headings),
                whole,
                AT_MOST,
                Side(cells),
            )


def _is_empty(cell: Cell) -> bool:
    return bool(cell.reason)


def _exact(cell: Cell) -> int | Decimal:
    value = cell.figure.value or 0
    # A rate is no part of a sum, so nothing here is a fraction; a rule that compares one is refused when it is made.
    return value if isinstance(value, Decimal) else int(value)


def rules_checked(all_checks: Iterable[Check]) -> int:
    """How many different rules were checked, a column's total being one rule."""
    return len({one.rule for one in all_checks})
