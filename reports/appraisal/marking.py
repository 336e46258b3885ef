"""From figures to points, exact; a sheet rounds them once, where it prints them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..indicators import Figure
from ..models import NothingCounted
from .items import Item

ALL = Fraction(100)


@dataclass(frozen=True)
class Mark:
    """What one item earned: `points` out of `out_of`; None where nothing was counted or the item weighs nothing."""

    item: Item
    out_of: Fraction
    points: Fraction | None


@dataclass(frozen=True)
class Marked:
    """The marks of one organization or node and their sum, at most 100; None where nothing at all could be marked."""

    marks: tuple[Mark, ...]
    total: Fraction | None


def mark(items: Sequence[Item], figures: Sequence[Figure], nothing_counted: NothingCounted) -> Marked:
    """The points of the figures, one an item in their order.

    Where there is nothing to divide by, the item's points go to the other items in proportion to what those are worth,
    or are given in full, as the scheme says.
    """
    values = [_exact(figure) for figure in figures]
    weights = [item.weight for item in items]
    counted = sum(
        (weight for weight, value in zip(weights, values, strict=True) if value is not None), Fraction(0)
    )
    if not counted:
        return Marked(tuple(Mark(item, item.weight, None) for item in items), None)
    if nothing_counted == NothingCounted.SPREAD:
        factor = ALL / counted
        outs = [
            weight * factor if value is not None else Fraction(0)
            for weight, value in zip(weights, values, strict=True)
        ]
    else:
        outs = weights
    marks = tuple(
        Mark(item, out_of, _points(item, out_of, value))
        for item, out_of, value in zip(items, outs, values, strict=True)
    )
    return Marked(marks, sum((one.points for one in marks if one.points is not None), Fraction(0)))


def _points(item: Item, out_of: Fraction, value: Fraction | None) -> Fraction | None:
    if not out_of:
        return None
    return out_of if value is None else out_of * item.share(value)


def _exact(figure: Figure) -> Fraction | None:
    value = figure.value
    return None if value is None else Fraction(value)
