"""Figures as .xlsx: what the screen shows, and a second sheet with what each figure means."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import IO, Any

from django.utils.translation import gettext as _

from mediation.kernel.rounding import Exact, Rounding, present
from mediation.kernel.spreadsheets import Column, write_workbook
from organizations.models import User

from . import drilldown
from .figures import Row, Table
from .indicators import Change, Figure, Indicator, Listing, Ratio
from .publication import ReportedRow

PLACES = 2


def write_table(target: IO[bytes], table: Table, rounding: Rounding = Rounding.CUT) -> int:
    """The total and the children of a scope, one column an indicator; rates with their operands beside them."""
    columns = [Column(_("范围")), *(c for i in table.indicators for c in columns_of(i))]
    rows = ([row.scope.label, *_cells(row, rounding)] for row in (table.total, *table.rows))
    return write_workbook(
        target,
        title=table.period.label,
        columns=columns,
        rows=rows,
        definitions=[
            *definitions(table.indicators, table.scope.label, table.period.label, rounding),
            *_entered(table),
        ],
    )


def write_list(target: IO[bytes], user: User, listing: Listing, scope_label: str) -> int:
    """The list behind a figure, as this reader may see it."""
    names = drilldown.headings(listing)
    return write_workbook(
        target,
        title=str(listing.measure.label),
        columns=[Column(name) for name in names],
        rows=(_filled(row.cells, len(names)) for row in drilldown.all_rows(user, listing)),
        definitions=definitions([listing.measure], scope_label, listing.period.label, Rounding.CUT),
    )


def write_report(target: IO[bytes], rows: Iterable[ReportedRow]) -> int:
    """The published report: one line a row, as printed."""
    rows = list(rows)
    return write_workbook(
        target,
        title=rows[0].scope.label,
        columns=[Column(name) for name in (_("项目"), _("数值"), _("单位"), _("期间"), _("分子"), _("分母"))],
        rows=(
            [
                row.row.label,
                row.shown,
                row.row.unit.label,
                row.row.period.label,
                _number(row.figure.numerator),
                None if row.figure.denominator is None else _number(row.figure.denominator),
            ]
            for row in rows
        ),
        definitions=definitions(
            dict.fromkeys(row.row.indicator for row in rows), rows[0].scope.label, "", rows[0].row.rounding
        ),
    )


def columns_of(indicator: Indicator) -> list[Column]:
    """The columns of an indicator: one for a count or a sum; a rate brings its numerator and denominator."""
    found = [Column(indicator.column)]
    if isinstance(indicator, Ratio):
        found += [Column(indicator.numerator.column), Column(indicator.denominator.column)]
    return found


def cell(figure: Figure, rounding: Rounding = Rounding.CUT) -> int | Decimal | None:
    """The value as it is printed: counts and yuan as they are, rates and changes to two places."""
    value = figure.value
    if value is None:
        return None
    if isinstance(figure.indicator, Ratio | Change):
        return present(value, PLACES, rounding)
    return _number(value)


def definitions(
    indicators: Iterable[Indicator], scope: str, period: str, rounding: Rounding
) -> list[tuple[Any, Any]]:
    """The second sheet: what was counted for whom and when, how it was rounded, and each figure's sentence."""
    heading: list[tuple[Any, Any]] = [(_("统计范围"), scope)]
    if period:
        heading.append((_("统计期间"), period))
    heading.append((_("取位方式"), rounding.label))
    return [
        *heading,
        *(
            (
                indicator.label,
                _("%(definition)s（依据：%(basis)s；指标代码：%(code)s，第%(version)d版）")
                % {
                    "definition": indicator.definition,
                    "basis": indicator.basis,
                    "code": indicator.code,
                    "version": indicator.version,
                },
            )
            for indicator in indicators
        ),
    ]


def _entered(table: Table) -> Iterator[tuple[Any, Any]]:
    """Which cells hold totals of earlier years that somebody entered."""
    for row in (table.total, *table.rows):
        names = [str(figure.indicator.label) for figure in row.figures if figure.is_entered]
        if names:
            yield _("补录的往年总数"), f"{row.scope.label}：{'、'.join(names)}"


def _cells(row: Row, rounding: Rounding) -> Iterator[int | Decimal | None]:
    for figure in row.figures:
        yield cell(figure, rounding)
        if isinstance(figure.indicator, Ratio):
            yield from (_number(operand) for operand in figure.operands)


def _number(value: Exact) -> int | Decimal:
    """Counts and sums as they are; neither is ever a fraction."""
    if isinstance(value, Fraction):
        raise TypeError("a fraction is rounded before it is written")
    return value


def _filled(cells: tuple[Any, ...], width: int) -> tuple[Any, ...]:
    """A sealed row ends early; the rest stays empty."""
    return cells + (None,) * (width - len(cells))
