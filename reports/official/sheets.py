"""One filled table: the cells of a layout for a scope and a period, as they are printed, signed and exported."""

from dataclasses import dataclass

from mediation.kernel.rounding import Rounding
from reports.cells import Cell
from reports.enums import Unit
from reports.indicators import Cut, Indicator
from reports.periods import Period
from reports.scopes import Scope

from .rules import Rule

# What the lines of a sheet are, beside the codes of dimensions.
CHILDREN = "children"


@dataclass(frozen=True)
class Column:
    """A column with the headings that stand above it, outermost first; the last is its own."""

    indicator: Indicator
    headings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """A row: a child of the scope, a dispute type, or a figure of its own.

    `beside` are figures that a rule compares and no column shows. `scope` and `cut` say whose figures stand here.
    """

    label: str
    cells: tuple[Cell, ...]
    is_total: bool = False
    beside: tuple[Cell, ...] = ()
    scope: Scope | None = None
    cut: Cut | None = None


@dataclass(frozen=True)
class Sheet:
    """A layout filled in. `layout` and `version` name the layout as it was; `by` says what the lines are.

    Amounts are printed in `money` (yuan or 万元) to `money_places`, rates and averages to `rate_places`.
    """

    layout: str
    version: int
    title: str
    scope: Scope
    period: Period
    rounding: Rounding
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    by: str = CHILDREN
    money: Unit = Unit.TEN_THOUSAND_YUAN
    money_places: int = 2
    rate_places: int = 2
    rules: tuple[Rule, ...] = ()

    @property
    def cells(self) -> list[Cell]:
        """All cells, line by line."""
        return [cell for line in self.lines for cell in line.cells]
