"""A sheet as a file: .xlsx, .csv and .pdf, all with the numbers of the page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _

from mediation.kernel.spreadsheets import CSV_TYPE, XLSX_TYPE, Grid, Spanning, write_csv, write_grids

from . import footing, printing, showing, words
from .heading import depth, full, headings
from .paper import write_pdf
from .sheets import Line, Sheet


@dataclass(frozen=True)
class FileKind:
    """What a file of a kind is called by browsers, and how it is written. Paper is Chinese, whoever prints it."""

    content_type: str
    write: Callable[[IO[bytes], Sheet], None]
    is_paper: bool = False


def write_xlsx(target: IO[bytes], sheet: Sheet) -> None:
    """The table, what its columns mean, and what was checked."""
    write_grids(target, [_table(sheet), definitions(sheet), _footing(sheet)])


def write_sheet_csv(target: IO[bytes], sheet: Sheet) -> None:
    """One header row, each column with all its headings and its unit; then the lines."""
    heads = [
        _("%(heading)s（%(unit)s）") % {"heading": full(column), "unit": unit}
        for column, unit in zip(sheet.columns, showing.units(sheet), strict=True)
    ]
    rows = [_values(sheet, line) for line in sheet.lines]
    write_csv(target, [[showing.corner(sheet), *heads], *rows])


WRITERS = {
    "xlsx": FileKind(XLSX_TYPE, write_xlsx),
    "csv": FileKind(CSV_TYPE, write_sheet_csv),
    "pdf": FileKind("application/pdf", write_pdf, is_paper=True),
}


def _values(sheet: Sheet, line: Line) -> list[object]:
    shown = (printing.value(sheet, cell) for cell in line.cells)
    return [line.label, *(printing.NOTHING if value is None else value for value in shown)]


def _table(sheet: Sheet) -> Grid:
    levels = depth(sheet.columns)
    heading = [Spanning(showing.corner(sheet), 0, 0, levels + 1)]
    heading += [
        Spanning(part.text, part.row, part.column + 1, part.rows, part.columns)
        for row in headings(sheet.columns)
        for part in row
    ]
    heading += [Spanning(unit, levels, n) for n, unit in enumerate(showing.units(sheet), start=1)]
    heading += [Spanning(_("甲"), levels + 1, 0)]
    heading += [Spanning(str(n), levels + 1, n) for n in range(1, len(sheet.columns) + 1)]
    return Grid(
        name=sheet.title,
        above=words.above(sheet),
        heading=heading,
        heading_rows=levels + 2,
        rows=[_values(sheet, line) for line in sheet.lines],  # type: ignore[misc]
        below=[*words.footing_lines(sheet), *words.below(sheet)],
        widths=[32, *(_width(sheet, n) for n in range(len(sheet.columns)))],
        strong=frozenset(n for n, line in enumerate(sheet.lines) if line.is_total),
    )


def _width(sheet: Sheet, column: int) -> int:
    longest = max((len(printing.text(sheet, line.cells[column])) for line in sheet.lines), default=1)
    return max(9, longest + 2)


def definitions(sheet: Sheet) -> Grid:
    """What each column means, a line each."""
    names = (
        (_("栏号"), 6),
        (_("栏目"), 36),
        (_("单位"), 8),
        (_("指标代码"), 28),
        (_("版本"), 6),
        (_("口径"), 70),
        (_("依据"), 36),
        (_("分子"), 24),
        (_("分母"), 24),
    )
    return plain(_("口径"), names, [list(row) for row in words.definitions(sheet)])


def _footing(sheet: Sheet) -> Grid:
    names = (
        (_("规则"), 40),
        (_("位置"), 36),
        (_("左边"), 16),
        (_("关系"), 6),
        (_("右边"), 16),
        (_("结果"), 10),
    )
    rows = [
        [
            one.rule,
            one.where,
            one.left.value,
            words.RELATIONS[one.relation],
            one.right.value,
            _("相符") if one.holds else _("不符"),
        ]
        for one in footing.checks(sheet)
    ]
    return plain(_("勾稽关系"), names, rows)


def plain(name: str, names: tuple[tuple[str, int], ...], rows: list[list[object]]) -> Grid:
    """A sheet with one row of headings; `names` gives each with the width of its column."""
    return Grid(
        name=name,
        heading=[Spanning(text, 0, column) for column, (text, _width_) in enumerate(names)],
        heading_rows=1,
        rows=rows,  # type: ignore[arg-type]
        widths=[width for _text, width in names],
        frozen_columns=0,
    )
