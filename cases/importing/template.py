"""The empty file to fill in: the columns with one invented row, and a second sheet that explains them."""

from typing import IO

from django.utils import translation

from mediation.kernel.spreadsheets import Column as SheetColumn
from mediation.kernel.spreadsheets import write_workbook

from .columns import COLUMNS, Column

FILE_NAME = "案件导入模板.xlsx"


def write_template(target: IO[bytes]) -> None:
    """Write the template, alike in every language. Its example names no real mediator, so it is never loaded by mistake."""
    with translation.override("zh-hans"):
        write_workbook(
            target,
            title="案件",
            columns=[SheetColumn(column.header) for column in COLUMNS],
            rows=[[column.example or None for column in COLUMNS]],
            definitions=[(column.header, _explained(column)) for column in COLUMNS],
        )


def _explained(column: Column) -> str:
    sentences = ["必填。"] if column.required else []
    sentences.append(str(column.meaning))
    if column.allowed:
        sentences.append("可以填：" + "；".join(label for _code, label in column.allowed) + "。")
    return "".join(sentences)
