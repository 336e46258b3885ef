"""The first visible sheet of a checked .xlsx, row by row, by openpyxl."""

import warnings
from collections.abc import Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from .cells import Cell, LostDigits, as_text_or_date
from .errors import BadFile

# Date formats that Chinese Excel stores by number only and openpyxl takes for plain numbers (ECMA-376 18.8.30).
_CHINESE_DATE_FORMATS = frozenset([*range(27, 32), 36, *range(50, 55), 57, 58])
_LAST_ROW = 1_048_576
_REPORTED = 20


def rows_of_workbook(
    upload: IO[bytes], without_value: Mapping[str, list[str]], *, max_filled: int
) -> list[tuple[int, tuple[Cell, ...]]]:
    """The filled rows with their numbers, at most `max_filled` and one more.

    `without_value`: see check_archive. Raises BadFile naming the cells that hold an error, a formula without
    value, or a number too long for a cell.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        upload.seek(0)
        sheet = _first_visible(load_workbook(upload, read_only=True, data_only=True, keep_links=False))
        faults = [
            _("单元格 %(cell)s 是没有计算结果的公式，请打开文件重新保存，或改填数值。") % {"cell": cell}
            for cell in without_value.get(sheet._worksheet_path, [])
        ]
        rows: list[tuple[int, tuple[Cell, ...]]] = []
        for number, row in enumerate(sheet.iter_rows(max_row=_LAST_ROW), start=1):
            if not row:
                continue
            cells = tuple(_converted(cell, faults) for cell in row)
            if any(cell != "" for cell in cells):
                rows.append((number, cells))
            if len(rows) > max_filled or len(faults) >= _REPORTED:
                break
    if faults:
        raise BadFile(*faults)
    return rows


def _first_visible(book: Any) -> Any:
    for style, formats in enumerate(book._cell_styles):
        if formats.numFmtId in _CHINESE_DATE_FORMATS:
            book._date_formats.add(style)
    sheet = next((sheet for sheet in book.worksheets if sheet.sheet_state == "visible"), None)
    if sheet is None:
        raise BadFile(_("文件里没有可见的工作表。"))
    # The size that the sheet claims may be wrong, and is in files of some other programs.
    sheet.reset_dimensions()
    return sheet


def _converted(cell: Any, faults: list[str]) -> Cell:
    if cell.data_type == "e":
        faults.append(_("单元格 %(cell)s 是错误值，请改正。") % {"cell": cell.coordinate})
        return ""
    try:
        return as_text_or_date(cell.value)
    except LostDigits:
        faults.append(
            _("单元格 %(cell)s 的数字超过 15 位，末几位已丢失，请把这一列设为文本后重新填写。")
            % {"cell": cell.coordinate}
        )
        return ""
