"""Ratios are kept exact and rounded once, when shown, in the way the report prescribes.

The bureau's published report cuts off (5,032 more on 2,863 is +175.757… %, printed 175.75 %); others round
half up. So the way belongs to a report, and no figure is stored rounded.
"""

from decimal import Decimal
from fractions import Fraction

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

Exact = int | Decimal | Fraction


class Rounding(TextChoices):
    """What happens to the places not shown; both work on the magnitude, so -0.458 is cut to -0.45."""

    CUT = "cut", _("截去尾数")
    HALF_UP = "half_up", _("四舍五入")


def present(value: Exact | None, places: int, mode: Rounding = Rounding.CUT) -> Decimal | None:
    """`value` with exactly `places` decimals, never "-0.00"; None stays None. A float raises TypeError."""
    if value is None:
        return None
    if isinstance(value, float):
        raise TypeError("a float is already rounded; give a Decimal or a Fraction")
    scaled = Fraction(value) * 10**places
    units, rest = divmod(abs(scaled), 1)
    if mode == Rounding.HALF_UP and rest >= Fraction(1, 2):
        units += 1
    digits = tuple(int(digit) for digit in str(units))
    # Put together from digits: arithmetic of Decimal would round to 28 of them.
    return Decimal((int(scaled < 0 and units > 0), digits, -places))


def percent(numerator: Exact, denominator: Exact) -> Fraction | None:
    """`numerator` as a percentage of `denominator`, exact; None when there is nothing to divide by."""
    if not denominator:
        return None
    return Fraction(numerator) * 100 / Fraction(denominator)


def growth(now: Exact, before: Exact) -> Fraction | None:
    """The change from `before` to `now` in percent of `before`, exact; None when `before` is 0."""
    return percent(Fraction(now) - Fraction(before), abs(Fraction(before)))


def points(now: Fraction | None, before: Fraction | None) -> Fraction | None:
    """The difference of two unrounded percentages in percentage points; None when one of them is missing."""
    if now is None or before is None:
        return None
    return now - before
