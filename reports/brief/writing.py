"""A brief as it reads: lines of words and figures, each figure with its address."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import override

from mediation.kernel.rounding import Rounding
from reports import publication
from reports.cells import Address
from reports.indicators import Change
from reports.periods import Period
from reports.publication import ReportedRow
from reports.scopes import Scope

from .fields import EXAMPLES, PERIOD, Field, FigureField, WordField, pieces
from .moments import MOMENTS

NOTHING = "—"


class LineKind(StrEnum):
    """How a line stands in the brief."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    EXAMPLES = "examples"


@dataclass(frozen=True)
class Stated:
    """A figure in the text: what is written, and where the number comes from."""

    text: str
    reported: ReportedRow

    @property
    def address(self) -> Address:
        return Address.of(self.reported.row.indicator, self.reported.scope, self.reported.row.period)


@dataclass(frozen=True)
class Line:
    """A heading or a paragraph."""

    kind: LineKind
    parts: tuple[str | Stated, ...]

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)


@dataclass(frozen=True)
class Brief:
    """A brief about a scope and a period."""

    scope: Scope
    period: Period
    lines: list[Line] = field(default_factory=list)

    @property
    def title(self) -> str:
        return next((line.text for line in self.lines if line.kind == LineKind.TITLE), "")

    @property
    def stated(self) -> list[Stated]:
        """All figures in the order of the text."""
        return [part for line in self.lines for part in line.parts if isinstance(part, Stated)]


def write(body: str, scope: Scope, period: Period, rounding: Rounding = Rounding.CUT) -> Brief:
    """Fill a template in, with figures computed now: a query or few for each period that its fields speak of.

    A report is an official paper and is in Chinese whatever language its reader has chosen. Raises FieldError for a
    template that was not checked.
    """
    with override("zh-hans"):
        return _write(body, scope, period, rounding)


def _write(body: str, scope: Scope, period: Period, rounding: Rounding) -> Brief:
    split = [(kind, list(pieces(text))) for kind, text in _lines(body)]
    asked = {
        part: part.row(period, rounding)
        for _kind, parts in split
        for part in parts
        if isinstance(part, FigureField)
    }
    filled = dict(zip(asked, publication.fill(list(asked.values()), scope), strict=True))
    return Brief(
        scope,
        period,
        [
            Line(kind, tuple(_part(part, filled, scope, period) for part in parts if _is_printed(part)))
            for kind, parts in split
        ],
    )


def _lines(body: str) -> Iterator[tuple[LineKind, str]]:
    for line in body.splitlines():
        text = line.strip()
        if text.startswith("##"):
            yield LineKind.HEADING, text.lstrip("#").strip()
        elif text.startswith("#"):
            yield LineKind.TITLE, text.lstrip("#").strip()
        elif text == f"{{{EXAMPLES}}}":
            yield LineKind.EXAMPLES, text
        elif text:
            yield LineKind.TEXT, text


def _is_printed(part: str | Field) -> bool:
    return not (isinstance(part, WordField) and part.name == EXAMPLES)


def _part(
    part: str | Field, filled: dict[FigureField, ReportedRow], scope: Scope, period: Period
) -> str | Stated:
    if isinstance(part, str):
        return part
    if isinstance(part, WordField):
        return MOMENTS[part.moment](period).label if part.name == PERIOD else scope.label
    return Stated(_said(part, filled[part]), filled[part])


def _said(asked: FigureField, reported: ReportedRow) -> str:
    """The number as prose has it; a change says its direction and its unit, for a minus sign is no sentence."""
    if not isinstance(asked.indicator, Change):
        return reported.text
    shown = reported.shown
    if shown is None:
        return NOTHING if asked.is_bare else _("上年同期没有可比的数")
    number = f"{abs(shown):,f}"
    if asked.is_bare:
        return number
    if not shown:
        return _("基本持平") if reported.figure.value else _("持平")
    words = {"number": number, "unit": reported.row.unit.label}
    return _("增长%(number)s%(unit)s") % words if shown > 0 else _("下降%(number)s%(unit)s") % words
