"""The heading of a table: headings over several columns, as page, spreadsheet and paper print it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from .sheets import Column


@dataclass(frozen=True)
class Heading:
    """One cell of the heading; `row` and `column` count from 0, the column of the lines' names not among them."""

    text: str
    row: int
    column: int
    rows: int
    columns: int

    @property
    def is_own(self) -> bool:
        """Whether it names one column, and no group."""
        return self.columns == 1


def depth(columns: Sequence[Column]) -> int:
    """How many rows the heading has."""
    return max((len(column.headings) for column in columns), default=1)


def headings(columns: Sequence[Column]) -> list[list[Heading]]:
    """The rows of the heading, from the top; each cell stands in the row in which it begins."""
    rows: list[list[Heading]] = [[] for _level in range(depth(columns))]
    paths = [column.headings for column in columns]
    for level, row in enumerate(rows):
        start = 0
        while start < len(paths):
            path = paths[start]
            end = start + 1
            if level < len(path) - 1:
                # A group: neighbours that stand under the same headings down to here.
                while end < len(paths) and _is_under(paths[end], path[: level + 1]):
                    end += 1
                row.append(Heading(gettext(path[level]), level, start, 1, end - start))
            elif level == len(path) - 1:
                row.append(Heading(gettext(path[level]), level, start, len(rows) - level, 1))
            start = end
    return rows


def _is_under(path: tuple[str, ...], group: tuple[str, ...]) -> bool:
    return len(path) > len(group) and path[: len(group)] == group


def full(column: Column) -> str:
    """All headings of a column in one line: 案件来源／接受委托移送调解／小计."""
    return "／".join(gettext(heading) for heading in column.headings)
