"""What a wall display shows: of the overview only what may hang where anybody passes by.

No person, no case, no title; no part of a figure by type that counts fewer than three: such parts are folded together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from ..figures import Row, Slice, Table
from ..indicators import Figure, Indicator, caseload, docking, outcomes, people, prevention, register

BESIDE: tuple[Indicator, ...] = (
    caseload.CASES_OPEN,
    docking.DOCKED_SHARE,
    docking.CONFIRMATIONS,
    prevention.SCREENING_ROUNDS,
    register.ORGANIZATIONS,
    people.MEDIATORS,
)
# Success never stands alone.
TABLE: tuple[Indicator, ...] = (
    caseload.CASES_ACCEPTED,
    outcomes.CASES_SUCCEEDED,
    outcomes.SUCCESS_RATE,
    outcomes.CASES_REFUSED,
    outcomes.CASES_NOT_REACHED,
    outcomes.AGREEMENT_AMOUNT,
)
SMALLEST = 3
MOST_TYPES = 8
MOST_ROWS = 9


@dataclass(frozen=True)
class Part:
    """A dispute type, or those that are folded together, with its count."""

    label: str
    count: int


def types(slices: Sequence[Slice]) -> list[Part]:
    """The most frequent types; the others, and all that count fewer than three, in one part that is no smaller."""
    counted = sorted(
        (Part(part.cut.label, int(part.figure.value or 0)) for part in slices if part.figure.value),
        key=lambda part: -part.count,
    )
    shown = [part for part in counted[:MOST_TYPES] if part.count >= SMALLEST]
    rest = sum(part.count for part in counted[len(shown) :])
    # Folding one more hides what could be reckoned from the total.
    while 0 < rest < SMALLEST and shown:
        rest += shown.pop().count
    return [*shown, Part(_("其余类型"), rest)] if rest >= SMALLEST else shown


@dataclass(frozen=True)
class WallRow:
    """A place and its figures."""

    label: str
    figures: list[Figure]
    is_total: bool = False


def rows(table: Table) -> list[WallRow]:
    """The total and the children in the official order; what does not fit is added up in one row."""
    chosen = [table.indicators.index(indicator) for indicator in TABLE]

    def of(row: Row) -> list[Figure]:
        return [row.figures[position] for position in chosen]

    fitting = table.rows if len(table.rows) <= MOST_ROWS else table.rows[: MOST_ROWS - 1]
    found = [WallRow(_("合计"), of(table.total), is_total=True)]
    found += [WallRow(row.scope.label, of(row)) for row in fitting]
    if rest := table.rows[len(fitting) :]:
        found.append(
            WallRow(_("其余 %(count)d 个") % {"count": len(rest)}, _added([of(row) for row in rest]))
        )
    return found


def _added(held: list[list[Figure]]) -> list[Figure]:
    """Figures of several places as one: operands add up, rates are reckoned from their sums."""
    together = []
    for column in zip(*held, strict=True):
        operands: list[Any] = [
            sum(parts, Decimal(0)) for parts in zip(*(f.operands for f in column), strict=True)
        ]
        together.append(Figure(column[0].indicator, tuple(operands)))
    return together
