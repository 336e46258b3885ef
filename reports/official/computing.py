"""Filling a layout in. Numbers come from reports.figures; nothing is counted here."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from mediation.kernel.rounding import Rounding
from organizations.enums import MEDIATING_KINDS
from reports import figures
from reports.cells import Address, Cell
from reports.enums import Unit
from reports.indicators import DIMENSIONS, Cut, Figure, Indicator
from reports.indicators.cuts import KIND
from reports.models import RowsBy, TableLayout
from reports.periods import Period
from reports.scopes import Scope

from . import layouts
from .sheets import CHILDREN, Line, Sheet


def compute(layout: TableLayout, scope: Scope, period: Period, by: str = "") -> Sheet:
    """The table of a scope and period: the total, then a line for each child, dispute type or kind (`by`).

    Without `by` the lines are those that the layout says. A layout may be an unsaved one, to be looked at first.
    """
    by = RowsBy(by or layout.by).value
    columns = layouts.columns_of(layout)
    beside = layouts.compared(layout)
    indicators = [*(column.indicator for column in columns), *beside]
    lines = _children(indicators, scope, period) if by == CHILDREN else _parts(indicators, scope, period, by)
    width = len(columns)
    return Sheet(
        layout=layout.code,
        version=layout.version,
        title=layout.title,
        scope=scope,
        period=period,
        rounding=Rounding(layout.rounding),
        columns=columns,
        lines=tuple(
            Line(line.label, line.cells[:width], line.is_total, line.cells[width:], line.scope, line.cut)
            for line in lines
        ),
        by=by,
        money=Unit(layout.money),
        money_places=layout.money_places,
        rate_places=layout.rate_places,
        rules=layouts.rules_of(layout),
    )


def _children(indicators: Sequence[Indicator], scope: Scope, period: Period) -> Iterable[Line]:
    table = figures.table(indicators, scope, period)
    yield _line(_("合计"), table.total.figures, scope, period, is_total=True)
    for row in table.rows:
        yield _line(row.scope.label, row.figures, row.scope, period)


def _parts(indicators: Sequence[Indicator], scope: Scope, period: Period, by: str) -> Iterable[Line]:
    whole = figures.compute(indicators, scope, period)
    yield _line(_("合计"), [whole[i.code] for i in indicators], scope, period, is_total=True)
    for cut, parts in figures.cross(indicators, scope, period, DIMENSIONS[by]):
        if _is_shown(cut, parts):
            yield _line(cut.label, parts, scope, period, cut)


def _is_shown(cut: Cut, parts: Sequence[Figure]) -> bool:
    """Types all; of the kinds those that mediate, and any other one only while it has figures."""
    if cut.dimension is not KIND or cut.value in MEDIATING_KINDS:
        return True
    return any(any(figure.operands) for figure in parts)


def _line(
    label: str,
    parts: Iterable[Figure],
    scope: Scope,
    period: Period,
    cut: Cut | None = None,
    *,
    is_total: bool = False,
) -> Line:
    cells = tuple(
        Cell(
            Address.of(figure.indicator, scope, period, cut),
            figure,
            "" if figure.operands or cut is None else _reason(cut),
        )
        for figure in parts
    )
    return Line(label, cells, is_total, (), scope, cut)


def _reason(cut: Cut) -> str:
    return _("这一栏数的不是案件，不能%(by)s分开。") % {"by": RowsBy(cut.dimension.code).label}
