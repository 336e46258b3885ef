"""An uploaded .xlsx or .csv as a header and rows of texts and dates; nothing in it is run or fetched."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .archive import check_archive
from .cells import Cell, unguard
from .errors import BadFile
from .workbook import rows_of_workbook

MAX_BYTES = 20 * 1024**2
MAX_ROWS = 10_000
MAX_COLUMNS = 200

_NumberedRows = Iterable[tuple[int, tuple[Cell, ...]]]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the sheet; `number` is the one that the spreadsheet shows beside it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The first visible sheet: its first filled row as header, then every filled row."""

    header: tuple[str, ...]
    rows: list[Row]

    def records(self) -> Iterator[tuple[int, dict[str, Cell]]]:
        """Each row's number and its cells by column name, "" where a row is short."""
        for row in self.rows:
            cells = (*row.cells, *("" for _missing in range(len(self.header) - len(row.cells))))
            yield row.number, {name: cell for name, cell in zip(self.header, cells, strict=True) if name}


def read_table(upload: IO[bytes], name: str, *, max_rows: int = MAX_ROWS) -> Table:
    """The table in an uploaded file, whose kind is told by its name's ending.

    CSV may be UTF-8 or GB18030. Formulas give their stored values. Raises BadFile, with sentences for the
    person, for any other kind, macros, passwords, damage, sizes beyond the limits, and doubtful cells.
    """
    size = upload.seek(0, io.SEEK_END)
    upload.seek(0)
    if not size:
        raise BadFile(_("文件是空的。"))
    if size > MAX_BYTES:
        raise BadFile(_("文件超过 %(size)d MB，请分成几个文件上传。") % {"size": MAX_BYTES // 1024**2})
    match PurePath(name).suffix.lower():
        case ".xlsx":
            rows = _xlsx_rows(upload, size, max_rows)
        case ".csv":
            rows = _csv_rows(upload)
        case ".xls" | ".et":
            raise BadFile(_("不支持旧格式，请另存为“Excel 工作簿（.xlsx）”后重新上传。"))
        case ".xlsm" | ".xlsb" | ".xltm":
            raise BadFile(_("文件含有宏，请另存为“Excel 工作簿（.xlsx）”后重新上传。"))
        case _:
            raise BadFile(_("只能上传 .xlsx 或 .csv 文件。"))
    return _table(rows, max_rows)


def _xlsx_rows(upload: IO[bytes], size: int, max_rows: int) -> _NumberedRows:
    try:
        with ZipFile(upload) as archive:
            without_value = check_archive(archive, size)
        return rows_of_workbook(upload, without_value, max_filled=max_rows + 1)
    except BadFile:
        raise
    except (BadZipFile, NotImplementedError) as cause:
        raise BadFile(_("文件不是 .xlsx 工作簿，或者设有密码，请用表格软件另存为 .xlsx 后上传。")) from cause
    except Exception as cause:  # noqa: BLE001  a made-up workbook can fail openpyxl anywhere; the person hears the same
        raise BadFile(_("文件已损坏，请用表格软件重新保存后上传。")) from cause


def _csv_rows(upload: IO[bytes]) -> _NumberedRows:
    content = upload.read()
    text = _decoded(content)
    first_line = text.partition("\n")[0]
    delimiter = "\t" if "\t" in first_line and "," not in first_line else ","
    try:
        records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        for number, record in enumerate(records, start=1):
            yield number, tuple(unguard(cell).strip() for cell in record)
    except csv.Error as cause:
        raise BadFile(_("CSV 文件的引号或分隔不正确，请用表格软件重新保存后上传。")) from cause


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise BadFile(_("看不懂文件的文字编码，请另存为“CSV UTF-8”或 .xlsx 后上传。"))


def _table(rows: _NumberedRows, max_rows: int) -> Table:
    header: tuple[str, ...] | None = None
    filled: list[Row] = []
    for number, cells in rows:
        cells = _without_empty_end(cells)
        if not cells:
            continue
        if header is None:
            header = _header(cells)
            continue
        _require_names(number, cells, header)
        filled.append(Row(number, cells))
        if len(filled) > max_rows:
            raise BadFile(
                ngettext(
                    "一次最多上传 %(count)d 行，请分成几个文件。",
                    "一次最多上传 %(count)d 行，请分成几个文件。",
                    max_rows,
                )
                % {"count": max_rows}
            )
    if header is None or not filled:
        raise BadFile(_("表格里没有数据：第一行应为列名，下面每行一条。"))
    return Table(header, filled)


def _header(cells: tuple[Cell, ...]) -> tuple[str, ...]:
    header = tuple(str(cell) for cell in cells)
    if len(header) > MAX_COLUMNS:
        raise BadFile(_("表格的列太多，最多 %(count)d 列。") % {"count": MAX_COLUMNS})
    doubled = next((name for name in header if name and header.count(name) > 1), None)
    if doubled:
        raise BadFile(_("有两列的列名都是“%(name)s”，请改掉一个。") % {"name": doubled})
    return header


def _require_names(number: int, cells: tuple[Cell, ...], header: tuple[str, ...]) -> None:
    for column, cell in enumerate(cells):
        if cell != "" and not (column < len(header) and header[column]):
            raise BadFile(
                _("第 %(row)d 行第 %(column)d 列有内容，但这一列没有列名。")
                % {"row": number, "column": column + 1}
            )


def _without_empty_end(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    end = len(cells)
    while end and cells[end - 1] == "":
        end -= 1
    return cells[:end]
