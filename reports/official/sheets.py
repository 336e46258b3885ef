"""One filled table: the cells of a layout for a scope and a period, as they are printed, signed and exported."""

from dataclasses import dataclass

from mediation.kernel.rounding import Rounding
from reports.cells import Cell
from reports.indicators import Indicator
from reports.periods import Period
from reports.scopes import Scope


@dataclass(frozen=True)
class Column:
    """A column with the headings that stand above it, outermost first."""

    indicator: Indicator
    headings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """A row: a child of the scope, a dispute type, or a figure of its own."""

    label: str
    cells: tuple[Cell, ...]
    is_total: bool = False


@dataclass(frozen=True)
class Sheet:
    """A layout filled in. `layout` and `version` name the layout as it was."""

    layout: str
    version: int
    title: str
    scope: Scope
    period: Period
    rounding: Rounding
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    @property
    def cells(self) -> list[Cell]:
        """All cells, line by line."""
        return [cell for line in self.lines for cell in line.cells]
