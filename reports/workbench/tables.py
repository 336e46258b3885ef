"""Tables pasted from a sheet: lines of cells with a heading line. A figure takes the words of its column and its line."""

import re
from dataclasses import replace

from . import quantities
from .mentions import Mention, Reading

_UNIT = re.compile("（([^（）]{1,4})）$")
_SCALED = {"万元": ("元", 10_000), "亿元": ("元", 100_000_000)}


def read(reading: Reading) -> None:
    """Give each figure in a cell its unit, its own words (`found["head"]`) and its column (`found["column"]`)."""
    even = reading.text.even
    header: list[tuple[int, int]] = []
    by_line: dict[int, list[Mention]] = {}
    for mention in reading.mentions:
        by_line.setdefault(even.rfind("\n", 0, mention.start) + 1, []).append(mention)
    start = 0
    for line in even.split("\n"):
        cells = _cells(line, start)
        mentions = by_line.get(start, [])
        if len(cells) < 2:
            header = []
        elif not mentions:
            header = cells
        for mention in mentions if len(cells) > 1 else []:
            at = next((i for i, (first, last) in enumerate(cells) if first <= mention.start < last), 0)
            if at:
                _place(reading, mention, cells, at, header[at] if at < len(header) else None)
        start += len(line) + 1


def _cells(line: str, start: int) -> list[tuple[int, int]]:
    found = []
    for cell in line.split("\t"):
        found.append((start, start + len(cell)))
        start += len(cell) + 1
    return found


def _place(
    reading: Reading, mention: Mention, cells: list[tuple[int, int]], at: int, column: tuple[int, int] | None
) -> None:
    even = reading.text.even
    if even[cells[at][0] : mention.quantity.start].strip():
        # A sentence in a cell speaks for itself.
        return
    names = [even[slice(*cells[0])], even[slice(*column)]] if column else []
    label = even[slice(*cells[at - 1])]
    for name in [*reversed(names), label]:
        unit = _UNIT.search(name)
        if unit and mention.quantity.unit == "":
            mention.quantity = _counted_in(mention.quantity, unit[1])
    if column:
        mention.found["head"] = "".join(_UNIT.sub("", name) for name in names)
        mention.found["column"] = column


def _counted_in(quantity: quantities.Quantity, unit: str) -> quantities.Quantity:
    """The number with the unit that its heading says; unchanged where that is none of ours."""
    name, scale = _SCALED.get(unit, (unit, 1))
    whole = quantities.match_at(f"1{name}", 0)
    if whole is None or whole.unit != name:
        return quantity
    return replace(
        quantity,
        unit=name,
        sort=whole.sort,
        scale=quantity.scale * scale,
        value=quantity.value * scale,
        last=None if quantity.last is None else quantity.last * scale,
    )
