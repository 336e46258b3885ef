"""Writing a .csv that a spreadsheet opens rightly: UTF-8 with its mark, nothing taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import IO

from django.utils.functional import Promise

from .cells import guard
from .writing import Value

CSV_TYPE = "text/csv; charset=utf-8"


def write_csv(target: IO[bytes], rows: Iterable[Sequence[Value]]) -> None:
    """The rows, the header among them; numbers plain, without grouping. Raises TypeError for a float."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([_field(value) for value in row])
    target.write(text.getvalue().encode("utf-8-sig"))


def _field(value: Value) -> str:
    match value:
        case None:
            return ""
        case str() | Promise():
            return guard(str(value))
        case Decimal():
            return f"{value:f}"
        case int():
            return str(value)
        case float():
            raise TypeError("a float is no exact figure")
        case _:
            return value.isoformat()
