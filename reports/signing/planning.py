"""What is to be signed: the cells of a table, before they are counted."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reports.cells import Address, Cell
from reports.indicators import Cut, Figure, Indicator, Leaf
from reports.official import footing, printing
from reports.official.sheets import Line, Sheet
from reports.periods import Period
from reports.publication import ReportedRow
from reports.scopes import Scope

# The rows of the published report are a table of one column under this code.
REPORT = "report"


@dataclass(frozen=True)
class Planned:
    """One cell: which figure, and how it is printed once it is counted."""

    indicator: Indicator
    scope: Scope
    period: Period
    cut: Cut | None
    text: Callable[[Figure], str]
    unit: str
    reason: str = ""

    @property
    def address(self) -> Address:
        return Address.of(self.indicator, self.scope, self.period, self.cut)

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The measures behind it; none where there is no figure."""
        return () if self.reason else self.indicator.leaves(self.period)


@dataclass(frozen=True)
class PlannedLine:
    label: str
    cells: tuple[Planned, ...]
    is_total: bool = False
    period: str = ""


@dataclass(frozen=True)
class Plan:
    """A table to be signed. `findings` gives what does not foot, from the figures of the cells in their order."""

    title: str
    layout: str
    version: int
    scope: Scope
    period: Period
    rounding: str
    columns: tuple[tuple[str, ...], ...]
    lines: tuple[PlannedLine, ...]
    findings: Callable[[Sequence[Figure]], list[str]]

    @property
    def cells(self) -> list[Planned]:
        return [cell for line in self.lines for cell in line.cells]


def of_sheet(sheet: Sheet, title: str) -> Plan:
    """An official table."""

    def planned(line: Line, cell: Cell) -> Planned:
        indicator = cell.figure.indicator
        return Planned(
            indicator,
            line.scope or sheet.scope,
            sheet.period,
            line.cut,
            lambda figure: printing.text(sheet, Cell(cell.address, figure, cell.reason)),
            printing.unit(sheet, indicator),
            cell.reason,
        )

    def findings(figures: Sequence[Figure]) -> list[str]:
        return [
            f"{one.where}：{one.rule}（{one.left.value} {one.relation} {one.right.value}）"
            for one in footing.check(refilled(sheet, figures))
        ]

    return Plan(
        title=title or sheet.title,
        layout=sheet.layout,
        version=sheet.version,
        scope=sheet.scope,
        period=sheet.period,
        rounding=str(sheet.rounding),
        columns=tuple(column.headings or (str(column.indicator.label),) for column in sheet.columns),
        lines=tuple(
            PlannedLine(line.label, tuple(planned(line, cell) for cell in line.cells), line.is_total)
            for line in sheet.lines
        ),
        findings=findings,
    )


def refilled(sheet: Sheet, figures: Sequence[Figure]) -> Sheet:
    """The sheet with other figures in its cells; what stands beside them, which is not signed, drops out."""
    rest: Iterator[Figure] = iter(figures)
    lines = tuple(
        replace(
            line,
            cells=tuple(Cell(cell.address, next(rest), cell.reason) for cell in line.cells),
            beside=(),
        )
        for line in sheet.lines
    )
    return replace(sheet, lines=lines)


def of_report(rows: Sequence[ReportedRow], period: Period, title: str) -> Plan:
    """The rows of the published report, each with its own indicator, period, unit and rounding."""

    def planned(reported: ReportedRow) -> Planned:
        row = reported.row
        return Planned(
            row.indicator,
            reported.scope,
            row.period,
            None,
            lambda figure: replace(reported, figure=figure).text,
            str(row.unit.label),
        )

    def findings(_figures: Sequence[Figure]) -> list[str]:
        return []

    return Plan(
        title=title,
        layout=REPORT,
        version=1,
        scope=rows[0].scope,
        period=period,
        rounding=str(rows[0].row.rounding),
        columns=((title,),),
        lines=tuple(
            PlannedLine(str(one.row.label), (planned(one),), period=one.row.period.label) for one in rows
        ),
        findings=findings,
    )


def definition(indicator: Indicator) -> dict[str, Any]:
    """What an indicator means now."""
    return {
        "code": indicator.code,
        "version": indicator.version,
        "label": str(indicator.label),
        "definition": str(indicator.definition),
        "unit": str(indicator.unit.label),
        "basis": str(indicator.basis),
        "kind": type(indicator).__name__,
    }
