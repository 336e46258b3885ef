"""Boards as their templates show them: lines by month, bars, lists and tables, every figure with its list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from . import presenting
from .against import Against, Compared, compared
from .dashboards.board import Block, Filled
from .dashboards.comparison import Side
from .figures import Point, Table
from .indicators import Cut, Figure, Indicator
from .periods import Month, Period
from .presenting import Cell
from .scopes import Scope


@dataclass(frozen=True)
class Head:
    """The heading of a column of figures. A chart steps back from `is_muted` and leaves out `is_beside`."""

    label: str
    unit: str = ""
    definition_url: str = ""
    is_muted: bool = False
    is_beside: bool = False


@dataclass(frozen=True)
class Line:
    """A row of a table of figures: a month, a place, a part of a figure."""

    label: str
    cells: list[Cell | None]
    url: str = ""
    is_total: bool = False


@dataclass(frozen=True)
class Grid:
    """A table of figures, and what a chart of it draws."""

    title: str
    heads: list[Head]
    lines: list[Line]
    first: str = ""
    unit: str = ""
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Figures under one heading."""

    title: str
    figures: list[Compared]
    note: str = ""


@dataclass(frozen=True)
class Shown:
    """A filled board."""

    cards: list[Compared]
    groups: list[Group]
    charts: list[Grid]
    line: Grid | None = None
    table: Grid | None = None


def show(filled: Filled, against: Against, opens: dict[str, str]) -> Shown:
    """A filled board; `opens` gives the address of each child that the reader may look into."""
    board = filled.board

    def beside(indicators: Sequence[Indicator]) -> list[Compared]:
        return [
            compared(filled.figures[i.code], filled.before.get(i.code), filled.scope, filled.period, against)
            for i in indicators
        ]

    return Shown(
        cards=beside(board.headline),
        groups=[group(block, beside(block.indicators)) for block in board.blocks if not block.is_chart],
        charts=[
            bars(str(block.title), beside(block.indicators), against, str(block.note))
            for block in board.blocks
            if block.is_chart
        ],
        line=months(str(board.trend_title), filled.trend, filled.trend_before, filled.scope, against)
        if any(any(figure.operands) for point in filled.trend for figure in point.figures.values())
        else None,
        table=children(filled.table, opens) if filled.table else None,
    )


def group(block: Block, found: list[Compared]) -> Group:
    """The figures of a block."""
    return Group(str(block.title), found, str(block.note))


def bars(title: str, found: list[Compared], against: Against, note: str = "") -> Grid:
    """One bar a figure that there is in either period, beside that of the other period."""
    found = [one for one in found if any(c and c.plain not in ("", "0") for c in (one.cell, one.before))]
    heads = [Head(_("本期"))]
    if against.period:
        heads.append(Head(against.label, is_muted=True))
    lines = [
        Line(str(one.cell.label), [one.cell, one.before] if against.period else [one.cell]) for one in found
    ]
    return Grid(title, heads, lines, first=_("项目"), unit=found[0].cell.unit if found else "", note=note)


def parts(
    title: str,
    first: str,
    now: Sequence[tuple[str, Figure, Cut | None]],
    before: dict[str, Figure],
    scope: Scope,
    period: Period,
    against: Against,
) -> Grid:
    """The parts of a count by label, with those of the other period by the same labels."""
    heads = [Head(_("本期"))]
    if against.period:
        heads.append(Head(against.label, is_muted=True))
    lines = []
    for label, figure, cut in now:
        cells: list[Cell | None] = [presenting.cell(figure, scope, period, cut=cut)]
        if against.period and label in before:
            cells.append(presenting.cell(before[label], scope, against.period, cut=cut))
        lines.append(Line(label, cells))
    return Grid(title, heads, lines, first=first, unit=now[0][1].indicator.unit.label if now else "")


def months(title: str, now: list[Point], before: list[Point], scope: Scope, against: Against) -> Grid:
    """A line by month; the other period's months stand beside those of the same place in the row."""
    indicators = [figure.indicator for figure in now[0].figures.values()]
    lead = indicators[0]
    # What is of another unit stands in the table and is not drawn.
    heads = [replace(head(one), is_beside=one.unit != lead.unit) for one in indicators]
    if before:
        label = _("%(label)s（%(against)s）") % {"label": lead.label, "against": against.label}
        heads.append(Head(label, presenting.printed_unit(lead), is_muted=True))
    within = len({point.period.start.year for point in now}) == 1
    lines = []
    for position, point in enumerate(now):
        cells: list[Cell | None] = [
            presenting.cell(figure, scope, point.period) for figure in point.figures.values()
        ]
        if before:
            earlier = before[position] if position < len(before) else None
            cells.append(
                presenting.cell(earlier.figures[lead.code], scope, earlier.period) if earlier else None
            )
        lines.append(Line(_month(point.period, within), cells))
    return Grid(title, heads, lines, first=_("月份"), unit=presenting.printed_unit(lead))


def children(table: Table, opens: dict[str, str]) -> Grid:
    """The total first, then the children in the official order; never ordered by what they did."""
    lines = [
        Line(
            _("合计") if row is table.total else row.scope.label,
            [presenting.cell(figure, row.scope, table.period) for figure in row.figures],
            url="" if row is table.total else opens.get(row.scope.code, ""),
            is_total=row is table.total,
        )
        for row in (table.total, *table.rows)
    ]
    return Grid(_("各地各组织"), [head(indicator) for indicator in table.indicators], lines, first=_("范围"))


def head(indicator: Indicator) -> Head:
    """The heading of an indicator's column with its unit and definition."""
    return Head(
        str(indicator.label), presenting.printed_unit(indicator), presenting.definition_url(indicator.code)
    )


def _month(period: Period, within_one_year: bool) -> str:
    if within_one_year and isinstance(period, Month):
        return _("%(month)d月") % {"month": period.part}
    return period.label


def multiples(sides: Sequence[Side], against: Against) -> list[Grid]:
    """One small chart a figure that there is, all with the same places or periods in the same order."""
    if not sides:
        return []
    beside = against.period is not None and any(side.before for side in sides)
    heads = [Head(_("本期")), Head(against.label, is_muted=True)] if beside else [Head(_("数值"))]
    grids = []
    for position, figure in enumerate(sides[0].figures):
        lines = []
        for side in sides:
            cells: list[Cell | None] = [presenting.cell(side.figures[position], side.scope, side.period)]
            if beside and against.period:
                cells.append(
                    presenting.cell(side.before[position], side.scope, against.period)
                    if side.before
                    else None
                )
            lines.append(Line(_name(side, sides), cells))
        if not _is_drawn(lines):
            continue
        indicator = figure.indicator
        grids.append(
            Grid(
                str(indicator.label),
                heads,
                lines,
                first=_first(sides[0]),
                unit=presenting.printed_unit(indicator),
            )
        )
    return grids


def side_by_side(title: str, sides: Sequence[Side], opens: dict[str, str]) -> Grid:
    """All places or periods with all figures."""
    heads = [head(figure.indicator) for figure in sides[0].figures] if sides else []
    lines = [
        Line(
            _("合计") if side.is_total else side.scope.label if side.is_place else side.period.label,
            [presenting.cell(figure, side.scope, side.period) for figure in side.figures],
            url=opens.get(side.scope.code, "") if side.is_place and not side.is_total else "",
            is_total=side.is_total,
        )
        for side in sides
    ]
    return Grid(title, heads, lines, first=_first(sides[0]) if sides else "")


def _is_drawn(lines: Sequence[Line]) -> bool:
    """Whether a chart of the lines would show anything."""
    return any(cell and cell.plain not in ("", "0") for line in lines for cell in line.cells)


def _name(side: Side, sides: Sequence[Side]) -> str:
    if side.is_place:
        return side.scope.label
    return _month(side.period, len({one.period.start.year for one in sides}) == 1)


def _first(side: Side) -> str:
    return _("范围") if side.is_place else _("期间")
