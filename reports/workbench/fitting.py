"""Whether an exact value prints as a text prints it, and by which rounding."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from mediation.kernel.rounding import Exact, Rounding, present

from .quantities import Bound, Quantity


class Fit(StrEnum):
    """How a value and a printed number agree."""

    EXACT = "exact"
    CUT = "cut"
    HALF_UP = "half_up"
    BOTH = "both"
    BOUND = "bound"

    @property
    def label(self) -> str:
        return str(_LABELS[self])


_LABELS = {
    Fit.EXACT: _("原数"),
    Fit.CUT: Rounding.CUT.label,
    Fit.HALF_UP: Rounding.HALF_UP.label,
    Fit.BOTH: _("截去尾数、四舍五入都是这个数"),
    Fit.BOUND: _("概数，在范围内"),
}
_NEAR = Fraction(9, 10)


def fit(value: Exact | None, quantity: Quantity, direction: int = 1) -> Fit | None:
    """How the value agrees with the number as printed; None when it does not. `direction` is -1 for 下降 and 减少."""
    if value is None:
        return None
    exact = Fraction(value)
    printed = Fraction(quantity.value)
    if direction < 0 and printed > 0:
        printed = -printed
    if quantity.bound != Bound.EXACT:
        return Fit.BOUND if _within(abs(exact), quantity) and (exact >= 0) == (printed >= 0) else None
    if exact == printed:
        return Fit.EXACT
    scaled = exact / quantity.scale
    shown = printed / quantity.scale
    fits = {mode for mode in Rounding if Fraction(present(scaled, quantity.places, mode) or 0) == shown}
    if not fits or (quantity.scale == 1 and exact.denominator == 1 and quantity.sort != "percent"):
        return None
    if len(fits) == 2:
        return Fit.BOTH
    return Fit.CUT if Rounding.CUT in fits else Fit.HALF_UP


def _within(value: Fraction, quantity: Quantity) -> bool:
    low, step = Fraction(abs(quantity.value)), Fraction(quantity.step)
    if quantity.bound == Bound.RANGE:
        return low <= value <= Fraction(quantity.last or 0)
    if quantity.bound == Bound.ABOUT:
        return abs(value - low) <= max(step / 2, low / 20)
    if quantity.bound == Bound.OVER:
        return low <= value < low + max(step, low / 5)
    return low * _NEAR <= value <= low


def near_miss(value: Exact | None, quantity: Quantity) -> str:
    """What a wrong number may have come from: "swapped" neighbours, a wrong "digit", a wrong "scale"; "" otherwise."""
    if value is None:
        return ""
    ours = present(Fraction(value) / quantity.scale, quantity.places)
    printed = Decimal(quantity.value) / quantity.scale
    if ours is None or not ours or not printed:
        return ""
    for power in (10, 100, 1000, 10_000):
        if Fraction(ours) == Fraction(printed) * power or Fraction(ours) * power == Fraction(printed):
            return "scale"
    mine, theirs = (f"{abs(each):.{quantity.places}f}".replace(".", "") for each in (ours, printed))
    if len(mine) != len(theirs):
        return ""
    different = [at for at in range(len(mine)) if mine[at] != theirs[at]]
    if (
        len(different) == 2
        and mine[different[0]] == theirs[different[1]]
        and mine[different[1]] == theirs[different[0]]
    ):
        return "swapped"
    return "digit" if len(different) == 1 and len(mine) > 2 else ""
