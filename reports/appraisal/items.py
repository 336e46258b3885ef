"""One line of a scheme: an indicator, what it is worth, and which figures earn nothing and everything."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..indicators import Indicator
from ..models import AppraisalScheme
from .allowed import ALLOWED, SUCCESS


@dataclass(frozen=True)
class Item:
    """`weight` in points; `none` and `full` in the indicator's unit. Where less is better, `full` is the smaller."""

    indicator: Indicator
    heading: str
    weight: Fraction
    none: Fraction
    full: Fraction

    def share(self, value: Fraction) -> Fraction:
        """Which part of the points a figure earns: 0 at `none` and beyond, 1 at `full` and beyond."""
        return min(Fraction(1), max(Fraction(0), (value - self.none) / (self.full - self.none)))

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Item":
        """As a scheme stores it."""
        return cls(
            ALLOWED[stored["indicator"]],
            stored["heading"],
            Fraction(stored["weight"]),
            Fraction(stored["none"]),
            Fraction(stored["full"]),
        )


def items_of(scheme: AppraisalScheme) -> tuple[Item, ...]:
    """The items of a scheme; those of an old version whose indicator is no more are left out."""
    return tuple(Item.from_json(stored) for stored in scheme.items if stored["indicator"] in ALLOWED)


def weighs_success(scheme: AppraisalScheme) -> bool:
    """Whether success earns points, which it does not unless a bureau has said so."""
    return any(item.indicator.code in SUCCESS and item.weight for item in items_of(scheme))
