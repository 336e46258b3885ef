"""With what a period is compared: the same one a year earlier unless the reader asks otherwise."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from mediation.kernel.rounding import Rounding, growth, points, present

from . import periods, presenting
from .enums import Unit
from .indicators import Change, Figure, Ratio
from .periods import Period
from .presenting import Cell
from .scopes import Scope

YEAR, PREVIOUS, TWO_YEARS, NOTHING = "year", "previous", "two_years", "none"

# The word of a choice, the same inside a sentence (“more than the same period last year”), and the period.
_CHOICES: dict[str, tuple[Any, Any, Callable[[Period], Period]]] = {
    YEAR: (
        gettext_lazy("上年同期"),
        pgettext_lazy("in a sentence", "上年同期"),
        lambda period: period.previous_year(),
    ),
    PREVIOUS: (
        gettext_lazy("上一期"),
        pgettext_lazy("in a sentence", "上一期"),
        lambda period: period.previous(),
    ),
    TWO_YEARS: (
        gettext_lazy("前年同期"),
        pgettext_lazy("in a sentence", "前年同期"),
        lambda period: period.previous_year().previous_year(),
    ),
}


@dataclass(frozen=True)
class Against:
    """The other period and what it is called in a sentence; neither when nothing is compared."""

    code: str
    label: str = ""
    period: Period | None = None


def parse(code: str, period: Period) -> Against:
    """What `?against=` names: year, previous, two_years, none, or the code of any period. Raises InvalidPeriod."""
    if code == NOTHING:
        return Against(NOTHING)
    if code in _CHOICES:
        _choice, label, earlier = _CHOICES[code]
        return Against(code, str(label), earlier(period))
    other = periods.parse(code)
    return Against(code, other.label, other)


def choices() -> list[tuple[str, str]]:
    """Code and word of each comparison that people ask for."""
    return [*((code, str(label)) for code, (label, *_rest) in _CHOICES.items()), (NOTHING, _("不对比"))]


@dataclass(frozen=True)
class Compared:
    """A figure beside the one of the other period. `change` is rounded as it is printed; `note` says why there is none."""

    code: str
    cell: Cell
    definition: str
    definition_url: str
    before: Cell | None = None
    change: Decimal | None = None
    change_unit: str = ""
    note: str = ""


def compared(
    figure: Figure,
    before: Figure | None,
    scope: Scope,
    period: Period,
    against: Against,
    rounding: Rounding = Rounding.CUT,
) -> Compared:
    """Growth in percent; of rates and averages the difference; each reckoned from exact values."""
    indicator = figure.indicator
    facts: dict[str, Any] = {
        "code": indicator.code,
        "cell": presenting.cell(figure, scope, period, rounding),
        "definition": str(indicator.definition),
        "definition_url": presenting.definition_url(indicator.code),
    }
    if before is None or against.period is None or isinstance(indicator, Change):
        return Compared(**facts)
    facts["before"] = presenting.cell(before, scope, against.period, rounding)
    if isinstance(indicator, Ratio):
        change = points(figure.value, before.value)  # type: ignore[arg-type]
        # A rate moves by percentage points, an average by its own unit.
        unit = _("个百分点") if indicator.unit == Unit.PERCENT else str(indicator.unit.label)
        missing = _("%(against)s没有分母，不比较。")
    else:
        change = growth(figure.value or 0, before.value or 0)
        unit, missing = "%", _("%(against)s为 0，不计算增减。")
    note = missing % {"against": against.label} if change is None else ""
    return Compared(**facts, change=present(change, presenting.PLACES, rounding), change_unit=unit, note=note)
