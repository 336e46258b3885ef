"""A sheet on paper: landscape, A4 where it fits, else A3; a table too wide even for that goes on beside itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import IO, Any

from mediation.kernel import pdf

from . import printing, showing, words
from .heading import Heading, depth, headings
from .sheets import Column, Sheet

# A digit is half as wide as a Chinese character; what a cell has beside its text.
_DIGIT, _PADDING = 0.53, 1.4
_MM_A_POINT = 0.3528


@dataclass(frozen=True)
class _Format:
    paper: str
    # Between the margins, in mm.
    width: float
    points: float

    @property
    def name_width(self) -> float:
        """The column of the lines' names: twelve characters, longer ones in several rows."""
        return 12 * self.points * _MM_A_POINT + _PADDING

    def column(self, longest: int) -> float:
        """Wide enough for the longest number and for two characters of a heading."""
        digits = longest * _DIGIT * self.points * _MM_A_POINT
        return max(digits, 2 * self.points * _MM_A_POINT) + _PADDING


_FORMATS = (_Format("a4", 277, 9), _Format("a3", 400, 9), _Format("a3", 400, 7), _Format("a3", 400, 6.5))


def write_pdf(target: IO[bytes], sheet: Sheet) -> None:
    """The table as .pdf, its heading repeated on each page."""
    target.write(pdf.render("table", pages(sheet), title=sheet.title))


def pages(sheet: Sheet) -> list[dict[str, Any]]:
    """The data of the form `table`: one page, or several with as many columns as fit on each."""
    longest = [
        max((len(printing.text(sheet, line.cells[n])) for line in sheet.lines), default=1)
        for n in range(len(sheet.columns))
    ]
    shape = next((one for one in _FORMATS if _fits(one, longest)), _FORMATS[-1])
    spans = list(_spans(shape, longest))
    title, line = words.above(sheet)
    return [
        {
            "paper": shape.paper,
            "points": shape.points,
            "name_width": shape.name_width,
            "widths": [shape.column(characters) for characters in longest[start:end]],
            "title": title,
            "above": line,
            "below": [*words.footing_lines(sheet), *words.below(sheet)] if end == len(longest) else [],
            **_part(sheet, start, end),
        }
        for start, end in spans
    ]


def _part(sheet: Sheet, start: int, end: int) -> dict[str, Any]:
    columns: tuple[Column, ...] = sheet.columns[start:end]
    return {
        "corner": showing.corner(sheet),
        "depth": depth(columns),
        "heading": [_placed(part) for row in headings(columns) for part in row],
        "units": showing.units(sheet)[start:end],
        "numbers": [str(number) for number in range(start + 1, end + 1)],
        "rows": [
            {
                "label": line.label,
                "is_total": line.is_total,
                "cells": [printing.text(sheet, cell) for cell in line.cells[start:end]],
            }
            for line in sheet.lines
        ],
    }


def _placed(part: Heading) -> dict[str, Any]:
    return {
        "text": part.text,
        "x": part.column + 1,
        "y": part.row,
        "columns": part.columns,
        "rows": part.rows,
    }


def _fits(shape: _Format, longest: list[int]) -> bool:
    return shape.name_width + sum(shape.column(characters) for characters in longest) <= shape.width


def _spans(shape: _Format, longest: list[int]) -> Iterator[tuple[int, int]]:
    """Which columns stand side by side on a page; the pages are about equally wide."""
    widths = [shape.column(characters) for characters in longest]
    room = shape.width - shape.name_width
    fair = sum(widths) / max(1, ceil(sum(widths) / room))
    start, used = 0, 0.0
    for position, width in enumerate(widths):
        if position > start and (used >= fair or used + width > room):
            yield start, position
            start, used = position, 0.0
        used += width
    yield start, len(longest)
