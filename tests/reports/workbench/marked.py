"""Texts of this folder: figures that must be found stand in 【】, figures to be filled in from our data in «»."""

import re
from dataclasses import dataclass
from pathlib import Path

from mediation.kernel.money import to_wan
from mediation.kernel.rounding import present
from organizations.models import Division
from reports import periods, scopes
from reports.indicators import REGISTRY
from reports.scopes import Scope
from reports.workbench import numerals

TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True)
class Marked:
    """A figure that must be found: where it stands in the plain text, as it is printed, and its indicator if told."""

    start: int
    printed: str
    code: str


@dataclass(frozen=True)
class Filled:
    """A figure of our data in a text: where its number stands, and what it is."""

    start: int
    code: str
    period: str
    scope: Scope


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of ours: its figures, and the rules that must flag it (none for a right one)."""

    name: str
    text: str
    figures: list[Filled]
    flags: set[str]
    is_other_period: bool


def sentences() -> list[tuple[str, list[Marked]]]:
    """The sentences of many styles, plain, with the figures in them."""
    return [_plain(line) for line in (TEXTS / "styles.txt").read_text(encoding="utf-8").splitlines()]


def _plain(line: str) -> tuple[str, list[Marked]]:
    text, marks = "", []
    for before, inside in re.findall("([^【]*)(?:【([^】]*)】)?", line):
        text += before
        if inside:
            printed, _, code = inside.partition("=")
            marks.append(Marked(len(text), printed, code))
            text += printed
    return text, marks


def paragraphs(home: Scope) -> list[Paragraph]:
    """The paragraphs with our figures filled in."""
    return [_paragraph(block, home) for block in _blocks("paragraphs.txt")]


@dataclass(frozen=True)
class Unseen:
    """A paragraph in other words: figures of our data, and the ends of those that we count no such thing of."""

    name: str
    text: str
    figures: list[Filled]
    outside: list[int]


def unseen(file: str, home: Scope) -> list[Unseen]:
    """The paragraphs of a file of other words, filled in."""
    return [_unseen(block, home) for block in _blocks(file)]


def _blocks(file: str) -> list[str]:
    return re.split("^# ", (TEXTS / file).read_text(encoding="utf-8"), flags=re.M)[1:]


def _unseen(block: str, home: Scope) -> Unseen:
    name, _, body = block.partition("\n")
    return Unseen(name, *_fill(body.strip(), home))


def _fill(body: str, home: Scope) -> tuple[str, list[Filled], list[int]]:
    """The text with our figures in place of «», those figures, and where each 【】 of others ends."""
    text, figures, outside = "", [], []
    for before, ours, others in re.findall("([^«【]*)(?:«([^»]*)»|【([^】]*)】)?", body):
        text += before
        if ours:
            code, period, *more = ours.split("|")
            scope = _scope(more[1]) if len(more) > 1 else home
            figures.append(Filled(len(text), code, period, scope))
            text += _number(code, period, scope, more[0] if more else "0")
        elif others:
            text += others
            outside.append(len(text))
    return text, figures, outside


def _paragraph(block: str, home: Scope) -> Paragraph:
    head, _, body = block.partition("\n")
    name, *facts = (part.strip() for part in head.split("|"))
    told = dict(fact.split(":", 1) for fact in facts)
    text, figures, _outside = _fill(body.strip(), home)
    flags = {flag.strip() for flag in told.get("flags", "").split(",")} - {""}
    return Paragraph(name, text, figures, flags, "periods" in told)


def _scope(name: str) -> Scope:
    return scopes.of_division(Division.objects.get(name=name))


def _number(code: str, period: str, scope: Scope, form: str) -> str:
    value = REGISTRY[code].figure(scope, periods.parse(period)).value
    assert value, f"the demo has no {code} in {period}"
    if form == "cn":
        return numerals.write(int(value))
    if form == "th":
        return f"{int(value):,}"
    if form == "fw":
        return str(int(value)).translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    if form.startswith("yi"):
        return str(present(to_wan(value) / 10_000, int(form[2:])))
    if form.startswith("wan"):
        return str(present(to_wan(value), int(form[3:])))
    return str(abs(present(value, int(form))))
