"""What a figure can be reckoned as from ours: an indicator itself, its change, its difference, its share of another."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from mediation.kernel.rounding import Exact, growth, percent

from .. import figures
from ..indicators import REGISTRY, Figure, Indicator, Ratio
from ..periods import Days, Period
from ..scopes import Scope
from .mentions import Form

Key = tuple[Indicator, Scope, Period]
_PLACES = {code: place for place, code in enumerate(REGISTRY)}


@dataclass(frozen=True)
class Meaning:
    """One way to reckon a figure. `basis` says against what a change is measured, `of` the whole of a share."""

    form: Form
    indicator: Indicator
    basis: str = ""
    of: Indicator | None = None
    direction: int = 1

    @property
    def code(self) -> str:
        """A stable name of the meaning, for choosing it on the page."""
        parts = [self.form.value, self.indicator.code, self.basis, self.of.code if self.of else ""]
        return ":".join(parts)

    @property
    def label(self) -> str:
        """How the page calls it."""
        name = str(self.indicator.label)
        if self.form == Form.SHARE and self.of:
            return _("%(part)s占%(whole)s") % {"part": name, "whole": self.of.label}
        if self.form in {Form.CHANGE, Form.MULTIPLE, Form.POINTS}:
            return {
                "year": _("%(label)s同比"),
                "before": _("%(label)s环比"),
                "start": _("%(label)s比年初"),
            }[self.basis or "year"] % {"label": name}
        if self.form == Form.DIFFERENCE:
            return {
                "year": _("%(label)s同比增减数"),
                "before": _("%(label)s环比增减数"),
                "start": _("%(label)s比年初增减数"),
            }[self.basis or "year"] % {"label": name}
        return name

    def earlier(self, period: Period) -> Period:
        """The period that a change is measured against."""
        if self.basis == "before":
            return period.previous()
        if self.basis == "start":
            first = date(period.as_of.year, 1, 1)
            return Days(first, first)
        return period.previous_year()

    def keys(self, scope: Scope, period: Period) -> list[Key]:
        """The figures of ours that it is reckoned from."""
        keys: list[Key] = [(self.indicator, scope, period)]
        if self.form in {Form.CHANGE, Form.DIFFERENCE, Form.POINTS, Form.MULTIPLE}:
            keys.append((self.indicator, scope, self.earlier(period)))
        if self.of is not None:
            keys.append((self.of, scope, period))
        return keys

    def value(self, scope: Scope, period: Period, values: "Values") -> Exact | None:
        """The exact value: yuan, percent, points; None where there is nothing to divide by."""
        operands = [values.value(key) for key in self.keys(scope, period)]
        now = operands[0]
        if any(operand is None for operand in operands) or now is None:
            return None
        if self.form in {Form.LEVEL, Form.RATE, Form.AVERAGE}:
            return now
        other = operands[1] if len(operands) > 1 else None
        if other is None:
            return None
        if self.form == Form.CHANGE:
            return growth(now, other)
        if self.form == Form.MULTIPLE:
            return Fraction(now) / Fraction(other) if other else None
        if self.form == Form.SHARE:
            return percent(now, other)
        return Fraction(now) - Fraction(other)


class Values:
    """Our figures, each counted once, those of a scope together: `want` them all, then `load`."""

    def __init__(self) -> None:
        self._known: dict[Key, Figure] = {}
        self._wanted: dict[Scope, set[tuple[Indicator, Period]]] = defaultdict(set)

    def want(self, keys: Iterable[Key]) -> None:
        """Note figures that will be asked for."""
        for indicator, scope, period in keys:
            if (indicator, scope, period) not in self._known:
                self._wanted[scope].add((indicator, period))

    def load(self) -> None:
        """Count what was noted, each scope with all of its periods together."""
        for scope, wanted in self._wanted.items():
            ordered = sorted(wanted, key=lambda each: (each[1].start, each[1].end, _PLACES[each[0].code]))
            for (code, period), figure in figures.compute_all(ordered, scope).items():
                self._known[REGISTRY[code], scope, period] = figure
        self._wanted.clear()

    def value(self, key: Key) -> Exact | None:
        """The exact value, counted now when nobody noted it."""
        return self.figure(key).value

    def figure(self, key: Key) -> Figure:
        """The figure with its operands."""
        if key not in self._known:
            self.want([key])
            self.load()
        return self._known[key]


def whole_of(indicator: Indicator) -> Indicator | None:
    """The whole that a share is taken of where the text names none: cases of cases, posts of mediators."""
    wholes = {"case": "cases_accepted", "person": "mediators", "body": "organizations"}
    if isinstance(indicator, Ratio):
        return None
    whole = wholes.get(str(indicator.unit))
    return REGISTRY[whole] if whole and whole != indicator.code else None
