"""Reading and writing tables as .xlsx, reading them as .csv; the only door for spreadsheets."""

from .cells import Cell
from .errors import BadFile
from .reading import Row, Table, read_table
from .writing import XLSX_TYPE, Column, attachment, write_workbook

__all__ = [
    "XLSX_TYPE",
    "BadFile",
    "Cell",
    "Column",
    "Row",
    "Table",
    "attachment",
    "read_table",
    "write_workbook",
]
