"""An appraisal sheet as .xlsx: the points, the scheme, and what the figures behind them mean."""

from fractions import Fraction
from typing import IO

from django.utils.translation import gettext as _

from mediation.kernel.rounding import Rounding, present
from mediation.kernel.spreadsheets import Grid, Spanning, write_grids

from ..official import files, printing
from . import showing
from .computing import Appraisal


def write_xlsx(target: IO[bytes], appraisal: Appraisal) -> None:
    """Three sheets: marks with their figures, the scheme, the definitions."""
    write_grids(target, [_marks(appraisal), _scheme(appraisal), files.definitions(appraisal.sheet)])


def title() -> str:
    """What the sheet is called."""
    return _("绩效考核表")


def _marks(appraisal: Appraisal) -> Grid:
    """Each item has two columns: its figure and its points."""
    scheme, sheet = appraisal.scheme, appraisal.sheet
    heading = [Spanning(_("单位"), 0, 0, 2), Spanning(_("总分"), 0, 1, 2)]
    heading += [Spanning(_("其中加分、扣分"), 0, 2, 2)]
    for number, item in enumerate(appraisal.items):
        heading += [
            Spanning(item.heading, 0, 3 + 2 * number, 1, 2),
            Spanning(printing.unit(sheet, item.indicator), 1, 3 + 2 * number),
            Spanning(_("得分"), 1, 4 + 2 * number),
        ]
    rows: list[list[object]] = []
    for line, marked, added in zip(sheet.lines, appraisal.marked, appraisal.adjustments, strict=True):
        total = None if marked.total is None else marked.total + added
        row: list[object] = [line.label, _printed(appraisal, total), _printed(appraisal, added or None)]
        for cell, mark in zip(line.cells, marked.marks, strict=True):
            figure = printing.value(sheet, cell)
            row += [printing.NOTHING if figure is None else figure, _printed(appraisal, mark.points)]
        rows.append(row)
    return Grid(
        name=title(),
        heading=heading,
        heading_rows=2,
        rows=rows,  # type: ignore[arg-type]
        widths=[32, 9, 9, *([11, 9] * len(appraisal.items))],
        above=[
            title(),
            _("考核范围：%(name)s　　考核期间：%(period)s　　办法：%(scheme)s，第%(version)d版")
            % {
                "name": sheet.scope.label,
                "period": sheet.period.label,
                "scheme": scheme.title,
                "version": scheme.version,
            },
        ],
        below=[
            str(scheme.get_nothing_counted_display()),
            _("考核组织，不考核调解员个人；按区划和组织名称排列，不排名次。"),
        ],
        strong=frozenset(n for n, line in enumerate(sheet.lines) if line.is_total),
    )


def _printed(appraisal: Appraisal, value: Fraction | None) -> object:
    scheme = appraisal.scheme
    shown = present(value, scheme.places, Rounding(scheme.rounding))
    return printing.NOTHING if shown is None else shown


def _scheme(appraisal: Appraisal) -> Grid:
    names = ((_("考核项目"), 24), (_("类别"), 16), (_("分值"), 8), (_("计分规则"), 60), (_("指标代码"), 28))
    rows: list[list[object]] = [
        [one["heading"], str(one["group"]), one["weight"], one["rule"], one["code"]]
        for one in showing.columns(appraisal.scheme)
    ]
    return files.plain(_("考核办法"), names, rows)
