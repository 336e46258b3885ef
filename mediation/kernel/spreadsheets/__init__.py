"""Reading and writing tables as .xlsx, reading them as .csv; the only door for spreadsheets."""

from .cells import Cell
from .errors import BadFile
from .grids import Grid, Spanning, write_grids
from .plain import CSV_TYPE, write_csv
from .reading import Row, Table, read_table
from .writing import XLSX_TYPE, Column, attachment, write_workbook

__all__ = [
    "CSV_TYPE",
    "XLSX_TYPE",
    "BadFile",
    "Cell",
    "Column",
    "Grid",
    "Row",
    "Spanning",
    "Table",
    "attachment",
    "read_table",
    "write_csv",
    "write_grids",
    "write_workbook",
]
