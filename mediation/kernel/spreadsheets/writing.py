"""Writing an .xlsx row by row: one sheet of typed cells, one of what its columns mean."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from ..calendar import BEIJING
from .cells import guard

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Text = str | Promise
Value = Text | int | Decimal | date | None

_WHOLE = "#,##0"
_DAY = "yyyy-mm-dd"
_MOMENT = "yyyy-mm-dd hh:mm"
_LONGEST_TITLE = 31


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in characters of half width, from the header when None; `number_format` as in a spreadsheet,
    from the value when None (a Decimal shows the places that it has).
    """

    header: Text
    width: int | None = None
    number_format: str | None = None


def write_workbook(
    target: IO[bytes],
    *,
    title: Text,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    definitions: Iterable[tuple[Text, Text]] = (),
) -> int:
    """Write rows, as they come, below a bold and frozen header with filters, and give their number.

    Text is always text, whatever it looks like; moments are Beijing time. `definitions` (a column or figure and
    its sentence) make a second sheet. Raises TypeError for a float, which is no exact figure.
    """
    book = Workbook(write_only=True)
    book.properties.creator = None
    sheet = _new_sheet(book, str(title), columns)
    try:
        count = _append(sheet, columns, rows)
    except BaseException:
        # What was written so far lies in a temporary file, which openpyxl removes at a save only.
        sheet.close()
        sheet._writer.cleanup()
        raise
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count + 1}"
    explained = list(definitions)
    if explained:
        _write_definitions(book, explained)
    book.save(target)
    return count


def attachment(filename: str) -> str:
    """The Content-Disposition header that has the browser save the answer under this name, Chinese or not."""
    plain = re.sub(r'[\x00-\x1f\x7f\\/:*?"<>|]+', "_", filename).strip(" .") or "download"
    header = content_disposition_header(as_attachment=True, filename=plain)
    assert header is not None  # noqa: S101  it is None only for a nameless inline answer
    return header


def _append(sheet: Any, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> int:
    count = 0
    for row in rows:
        sheet.append(
            [cell_of(sheet, value, column.number_format) for column, value in zip(columns, row, strict=True)]
        )
        count += 1
    return count


def _write_definitions(book: Workbook, definitions: Sequence[tuple[Text, Text]]) -> None:
    sheet = _new_sheet(book, _("说明"), [Column(_("项目"), 32), Column(_("含义"), 100)])
    for name, sentence in definitions:
        row = [cell_of(sheet, name), cell_of(sheet, sentence)]
        row[1].alignment = Alignment(wrap_text=True, vertical="top")
        sheet.append(row)


def _new_sheet(book: Workbook, title: str, columns: Sequence[Column]) -> Any:
    # What a sheet's name may not hold; too long a name makes the file unreadable.
    plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).strip(" '")[:_LONGEST_TITLE] or "1"
    sheet = book.create_sheet(plain)
    # All of this stands before the rows in the file, so it comes before the first append.
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, start=1):
        width = column.width or min(max(_display_width(str(column.header)) + 4, 12), 40)
        sheet.column_dimensions[get_column_letter(number)].width = width
    header = [cell_of(sheet, column.header) for column in columns]
    for cell in header:
        cell.font = Font(bold=True)
    sheet.append(header)
    return sheet


def cell_of(sheet: Any, value: Value, number_format: str | None = None) -> Any:
    """A cell of the value's own type and format; None for an empty one. Raises TypeError for a float."""
    if value is None:
        return None
    match value:
        case str() | Promise():
            return _text_cell(sheet, str(value))
        case int() if not isinstance(value, bool):
            default = _WHOLE
        case Decimal():
            places = max(-int(value.as_tuple().exponent), 0)
            default = f"{_WHOLE}.{'0' * places}" if places else _WHOLE
        case datetime():
            value, default = value.astimezone(BEIJING).replace(tzinfo=None), _MOMENT
        case date():
            default = _DAY
        case _:
            raise TypeError(f"a cell holds text, a whole number, a Decimal or a date, not {type(value)}")
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = number_format or default
    return cell


def _text_cell(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, guard(text))
    # openpyxl would still make an error of "#N/A".
    cell.data_type = "s"
    cell.number_format = "@"
    return cell


def _display_width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
