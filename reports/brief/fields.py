"""The fields of a template: {cases_accepted}, {agreement_amount｜一位}, {cases_docked｜上年以来}, {期间}.

A field names an indicator and says, behind bars, which days it speaks of (reports.brief.moments) and how it is printed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from mediation.kernel.rounding import Rounding
from reports.enums import Unit
from reports.indicators import REGISTRY, Change, Indicator, Ratio
from reports.periods import Period
from reports.publication import ReportRow, RowKind

from .moments import HERE, MOMENTS

FIELD = re.compile(r"\{([^{}\n]*)\}")
_BARS = re.compile(r"[|｜]")
# Fields of words.
PERIOD, SCOPE, EXAMPLES = "期间", "范围", "典型案例"
WORDS = frozenset({PERIOD, SCOPE, EXAMPLES})
_PLACES = {"整数": 0, "一位": 1, "两位": 2, "三位": 3, "四位": 4}
_STEPS = {"余十": 10, "余百": 100, "余千": 1_000, "余万": 10_000}
_UNITS = {"万元": Unit.TEN_THOUSAND_YUAN, "元": Unit.YUAN}
_ROUNDINGS = {"截尾": Rounding.CUT, "四舍五入": Rounding.HALF_UP}
# A change prints its direction as a word; this leaves the word to the template.
BARE = "只写数"
FOR_EXAMPLE = (
    "{cases_accepted}",
    "{agreement_amount｜一位}",
    "{cases_docked｜上年以来}",
    "{success_rate_yoy}",
)
OPTIONS = (*_PLACES, *_STEPS, *_UNITS, *_ROUNDINGS, BARE)


class FieldError(ValueError):
    """A field that cannot be filled; its text is the sentence for the template's author."""


@dataclass(frozen=True)
class WordField:
    """A field of words: the period (of a moment), the scope, the place of the example cases."""

    name: str
    moment: str = HERE


@dataclass(frozen=True)
class FigureField:
    """A field that states a figure."""

    indicator: Indicator
    moment: str = HERE
    places: int | None = None
    step: int | None = None
    unit: Unit | None = None
    rounding: Rounding | None = None
    is_bare: bool = False

    def row(self, period: Period, rounding: Rounding) -> ReportRow:
        """What is printed, for a brief about a period that cuts or rounds in its way."""
        kind, unit, places = _printed(self.indicator)
        return ReportRow(
            key=self.indicator.code,
            label=self.indicator.label,
            indicator=self.indicator,
            period=MOMENTS[self.moment](period),
            kind=RowKind.BOUND if self.step else kind,
            unit=self.unit or unit,
            places=0 if self.step else places if self.places is None else self.places,
            rounding=self.rounding or rounding,
            step=self.step or 1,
        )


Field = WordField | FigureField


def pieces(line: str) -> Iterator[str | Field]:
    """The words and fields of a line, in order. Raises FieldError."""
    at = 0
    for match in FIELD.finditer(line):
        yield from _words(line[at : match.start()])
        yield parse(match[1])
        at = match.end()
    yield from _words(line[at:])


def parse(text: str) -> Field:
    """The field that stands between braces. Raises FieldError."""
    name, *options = (part.strip() for part in _BARS.split(text))
    if name in WORDS:
        moments = [option for option in options if option in MOMENTS]
        if len(moments) != len(options) or len(moments) > 1 or (moments and name != PERIOD):
            raise FieldError(_("“%(field)s”里有不认识的写法。") % {"field": text})
        return WordField(name, *moments)
    if name not in REGISTRY:
        raise FieldError(_("没有“%(name)s”这个指标或者字段。") % {"name": name})
    return FigureField(REGISTRY[name], **_chosen(REGISTRY[name], options, text))


def _chosen(indicator: Indicator, options: list[str], text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for option in options:
        for name, values in (
            ("moment", {moment: moment for moment in MOMENTS}),
            ("places", _PLACES),
            ("step", _STEPS),
            ("unit", _UNITS),
            ("rounding", _ROUNDINGS),
            ("is_bare", {BARE: True}),
        ):
            if option in values and name not in found:
                found[name] = values[option]
                break
        else:
            raise FieldError(_("“%(field)s”里有不认识的写法。") % {"field": text})
    if "unit" in found and indicator.unit != Unit.YUAN:
        raise FieldError(_("“%(field)s”不是金额，不能用元或者万元。") % {"field": text})
    if "is_bare" in found and not isinstance(indicator, Change):
        raise FieldError(_("“%(field)s”不是同比、环比，本来就只写数。") % {"field": text})
    return found


def _printed(indicator: Indicator) -> tuple[RowKind, Unit, int]:
    if isinstance(indicator, Change):
        return (RowKind.POINTS if indicator.unit == Unit.POINTS else RowKind.RATE), indicator.unit, 2
    if isinstance(indicator, Ratio):
        return RowKind.RATE, indicator.unit, 2
    if indicator.unit == Unit.YUAN:
        return RowKind.SUM, Unit.TEN_THOUSAND_YUAN, 2
    return RowKind.COUNT, indicator.unit, 0


def _words(text: str) -> Iterator[str]:
    if "{" in text or "}" in text:
        raise FieldError(_("花括号没有成对。"))
    if text:
        yield text
