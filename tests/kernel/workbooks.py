"""Workbooks made part by part, also such as no spreadsheet program would write."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def plain_workbook(*rows, **sheets):
    """A workbook with one sheet of these rows, as openpyxl writes it."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for name, state in sheets.items():
        book.create_sheet(name).sheet_state = state
    return saved(book)


def saved(book):
    target = io.BytesIO()
    book.save(target)
    target.seek(0)
    return target


def with_parts(source, **changes):
    """The same archive with parts replaced or added; the keys stand in PARTS."""
    target = io.BytesIO()
    replaced = {PARTS[key]: content for key, content in changes.items()}
    with ZipFile(source) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in replaced:
                new.writestr(name, old.read(name))
        for name, content in replaced.items():
            new.writestr(name, content)
    target.seek(0)
    return target


def sheet_of(rows, *, before=""):
    """A sheet's XML around rows that are given as XML."""
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{NAMESPACE}"><sheetData>{rows}</sheetData></worksheet>'


def text_cell(place, text):
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


PARTS = {
    "sheet": "xl/worksheets/sheet1.xml",
    "texts": "xl/sharedStrings.xml",
    "styles": "xl/styles.xml",
    "macros": "xl/vbaProject.bin",
    "extra": "xl/media/zeros.bin",
}
