"""The first visible sheet of a checked .xlsx, row by row, by openpyxl."""

import warnings
from collections.abc import Iterator
from itertools import zip_longest
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from .cells import Cell, LostDigits, as_text_or_date
from .errors import BadFile

# Date formats that Chinese Excel stores by number only and openpyxl takes for plain numbers (ECMA-376 18.8.30).
_CHINESE_DATE_FORMATS = frozenset([*range(27, 32), 36, *range(50, 55), 57, 58])
_REPORTED = 20


def rows_of_workbook(upload: IO[bytes], *, max_columns: int, max_filled: int) -> list[tuple[Cell, ...]]:
    """All rows up to the `max_filled`-th filled one and the one after it, the empty ones between them as ().

    Raises BadFile naming the cells that hold an error, a formula without value or a number too long for a cell.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        values, formulas = (_first_visible(upload, data_only=data_only) for data_only in (True, False))
        rows: list[tuple[Cell, ...]] = []
        faults: list[str] = []
        filled = 0
        pairs = zip_longest(_cells(values, max_columns), _cells(formulas, max_columns), fillvalue=())
        for number, (row, written) in enumerate(pairs, start=1):
            rows.append(tuple(_converted(cell, number, n, written, faults) for n, cell in enumerate(row)))
            filled += any(cell != "" for cell in rows[-1])
            if filled > max_filled or len(faults) >= _REPORTED:
                break
    if faults:
        raise BadFile(*faults)
    return rows


def _first_visible(upload: IO[bytes], *, data_only: bool) -> Any:
    upload.seek(0)
    book = load_workbook(upload, read_only=True, data_only=data_only, keep_links=False)
    for style, formats in enumerate(book._cell_styles):
        if formats.numFmtId in _CHINESE_DATE_FORMATS:
            book._date_formats.add(style)
    sheet = next((sheet for sheet in book.worksheets if sheet.sheet_state == "visible"), None)
    if sheet is None:
        raise BadFile(_("文件里没有可见的工作表。"))
    # The size that the sheet claims may be wrong, and is in files of some other programs.
    sheet.reset_dimensions()
    return sheet


def _cells(sheet: Any, max_columns: int) -> Iterator[tuple[Any, ...]]:
    # One column more than allowed, so that a sheet that is too wide is noticed.
    for row in sheet.iter_rows(max_col=max_columns + 1):
        end = len(row)
        while end and row[end - 1].value is None:
            end -= 1
        yield row[:end]


def _converted(cell: Any, row: int, column: int, written: tuple[Any, ...], faults: list[str]) -> Cell:
    place = {"cell": f"{get_column_letter(column + 1)}{row}"}
    if cell.data_type == "e":
        faults.append(_("单元格 %(cell)s 是错误值，请改正。") % place)
    try:
        return as_text_or_date(cell.value)
    except LostDigits:
        faults.append(
            _("单元格 %(cell)s 的数字超过 15 位，末几位已丢失，请把这一列设为文本后重新填写。") % place
        )
    return ""
