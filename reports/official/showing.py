"""A sheet as pages show it: the heading, every cell with its list, and whether it foots."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from mediation.templatetags.figures import grouped
from reports import knowing, presenting
from reports.cells import Cell
from reports.enums import Unit
from reports.indicators import REGISTRY
from reports.models import RowsBy

from . import footing, printing
from .heading import Heading, depth, full, headings
from .sheets import Line, Sheet


@dataclass(frozen=True)
class ShownCell:
    """One cell of the page; without `url` there is no figure, and `reason` says why."""

    text: str
    url: str
    reason: str
    # A ratio names both its numbers.
    parts: str
    heading: str
    address: str

    @property
    def is_zero(self) -> bool:
        return self.text.strip("0.") == ""


@dataclass(frozen=True)
class ShownLine:
    """One line with its cells; `line` says whose it is."""

    label: str
    is_total: bool
    cells: list[ShownCell]
    line: Line


def lines(sheet: Sheet) -> list[ShownLine]:
    """The lines of the page, the total first."""
    names = [full(column) for column in sheet.columns]
    return [
        ShownLine(
            line.label,
            line.is_total,
            [
                _cell(sheet, cell, name, base, query)
                for cell, name, (base, query) in zip(
                    line.cells, names, [_address(line, sheet)] * len(names), strict=True
                )
            ],
            line,
        )
        for line in sheet.lines
    ]


def corner(sheet: Sheet) -> str:
    """What stands above the names of the lines."""
    return {
        RowsBy.CHILDREN: _("范围"),
        RowsBy.DISPUTE_TYPE: _("纠纷类型"),
        RowsBy.KIND: _("组织类别"),
    }[RowsBy(sheet.by)]


def units(sheet: Sheet) -> list[str]:
    """The unit of each column."""
    return [printing.unit(sheet, column.indicator) for column in sheet.columns]


def head(sheet: Sheet) -> dict[str, Any]:
    """The heading of the table, with the units and the numbers of its columns."""
    rows: list[list[Heading]] = headings(sheet.columns)
    return {
        "corner": corner(sheet),
        "depth": depth(sheet.columns),
        "rows": rows,
        "units": units(sheet),
        "numbers": list(range(1, len(sheet.columns) + 1)),
    }


def said_of_footing(sheet: Sheet) -> dict[str, Any]:
    """How many rules were checked in how many places, and those that do not hold, both sides with their lists."""
    checked = list(footing.checks(sheet))
    return {
        "rules": footing.rules_checked(checked),
        "places": len(checked),
        "findings": [
            {
                "rule": one.rule,
                "where": one.where,
                "left": _side(sheet, one.left),
                "relation": "≤" if one.relation == footing.AT_MOST else "＝",
                "right": _side(sheet, one.right),
            }
            for one in footing.check(sheet)
        ],
    }


def _side(sheet: Sheet, side: footing.Side) -> dict[str, Any]:
    value = side.value
    is_money = any(cell.figure.indicator.unit == Unit.YUAN for cell in side.cells)
    return {
        "text": grouped(value),
        "unit": str(Unit.YUAN.label) if is_money else "",
        "parts": [
            {
                "label": REGISTRY[cell.address.indicator].label,
                "text": printing.text(sheet, cell),
                "url": presenting.address_url(cell.address),
            }
            for cell in side.cells
        ],
    }


def _address(line: Line, sheet: Sheet) -> tuple[str, str]:
    """What the addresses of a line's lists begin and end with; made once a line, not once a cell."""
    whose = line.scope or sheet.scope
    base = reverse("reports:figure", args=[whose.code, sheet.period.code, "code"]).removesuffix("code/")
    cut = {"by": line.cut.dimension.code, "is": line.cut.value} if line.cut else {}
    query = urlencode(cut | knowing.query())
    return base, f"?{query}" if query else ""


def _cell(sheet: Sheet, cell: Cell, heading: str, base: str, query: str) -> ShownCell:
    return ShownCell(
        text=printing.text(sheet, cell),
        url="" if cell.reason else f"{base}{cell.address.indicator}/{query}",
        reason=cell.reason,
        parts="" if cell.reason else presenting.parts(cell.figure),
        heading=heading,
        address=cell.address.text,
    )
