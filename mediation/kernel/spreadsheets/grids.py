"""Writing an .xlsx whose heading has several rows with merged cells, for official tables."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from .writing import Text, Value, cell_of

_THIN = Side(style="thin", color="808080")
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
_WRAPPED = Alignment(vertical="center", wrap_text=True)
_LONGEST_TITLE = 31


@dataclass(frozen=True, slots=True)
class Spanning:
    """A cell of the heading at a row and column counted from 0, over so many rows and columns."""

    text: Text
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: lines of text above, a heading, the rows, lines of text below. Heading and first columns stay in view.

    `widths` are those of the columns in characters of half width; rows of `strong` (counted from 0) are printed bold.
    """

    name: str
    heading: Sequence[Spanning]
    heading_rows: int
    rows: Iterable[Sequence[Value]]
    widths: Sequence[int]
    above: Sequence[Text] = ()
    below: Sequence[Text] = ()
    frozen_columns: int = 1
    strong: frozenset[int] = frozenset()


def write_grids(target: IO[bytes], grids: Sequence[Grid]) -> None:
    """Write the sheets; text is always text, whatever it looks like, and numbers are numbers."""
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = None
    for grid in grids:
        _write(book.create_sheet(_name(grid.name)), grid)
    book.save(target)


def _write(sheet: Any, grid: Grid) -> None:
    width = len(grid.widths)
    for number, line in enumerate(grid.above, start=1):
        _place(sheet, number, 1, line, number == 1, _CENTRED if number == 1 else _WRAPPED)
        sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=width)
    first = len(grid.above) + 1
    for part in grid.heading:
        row, column = first + part.row, 1 + part.column
        _place(sheet, row, column, part.text, True, _CENTRED)
        if part.rows > 1 or part.columns > 1:
            last_row, last_column = row + part.rows - 1, column + part.columns - 1
            sheet.merge_cells(start_row=row, start_column=column, end_row=last_row, end_column=last_column)
    row = first + grid.heading_rows
    sheet.freeze_panes = sheet.cell(row, 1 + grid.frozen_columns)
    for number, values in enumerate(grid.rows):
        for column, value in enumerate(values, start=1):
            _place(sheet, row, column, value, number in grid.strong, _WRAPPED)
        row += 1
    for cells in sheet.iter_rows(min_row=first, max_row=row - 1, max_col=width):
        for cell in cells:
            cell.border = _FRAME
    for number, line in enumerate(grid.below):
        _place(sheet, row + number, 1, line, False, _WRAPPED)
        sheet.merge_cells(start_row=row + number, start_column=1, end_row=row + number, end_column=width)
    for column, characters in enumerate(grid.widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = characters
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{first}:{first + grid.heading_rows - 1}"


def _place(sheet: Any, row: int, column: int, value: Value, strong: bool, alignment: Alignment) -> None:
    made = cell_of(sheet, value)
    cell = sheet.cell(row, column)
    if made is None or isinstance(cell, MergedCell):
        return
    cell.value, cell.number_format = made.value, made.number_format
    cell.data_type = made.data_type
    if made.data_type == "s":
        cell.alignment = alignment
    if strong:
        cell.font = Font(bold=True)


def _name(name: str) -> str:
    return re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).strip(" '")[:_LONGEST_TITLE] or "1"
