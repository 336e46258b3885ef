"""How a sheet's cells are printed: once, the same on the page and in every file."""

from decimal import Decimal
from fractions import Fraction

from mediation.kernel.money import to_wan
from mediation.kernel.rounding import present
from mediation.templatetags.figures import grouped
from reports.cells import Cell
from reports.enums import Unit
from reports.indicators import Change, Indicator, Ratio

from .sheets import Sheet

NOTHING = "—"


def value(sheet: Sheet, cell: Cell) -> int | Decimal | None:
    """What is printed, in `unit`: counts as they are, amounts and rates cut off or rounded as the layout says.

    None where there is nothing to divide by, or no figure.
    """
    indicator, exact = cell.figure.indicator, cell.figure.value
    if exact is None:
        return None
    if isinstance(indicator, Ratio | Change) or isinstance(exact, Fraction):
        return present(exact, sheet.rate_places, sheet.rounding)
    if indicator.unit == Unit.YUAN:
        amount = Decimal(exact)
        if sheet.money == Unit.TEN_THOUSAND_YUAN:
            amount = to_wan(amount)
        return present(amount, sheet.money_places, sheet.rounding)
    return int(exact)


def text(sheet: Sheet, cell: Cell) -> str:
    """With grouped thousands; a dash where there is no figure."""
    shown = value(sheet, cell)
    return NOTHING if shown is None else grouped(shown)


def unit(sheet: Sheet, indicator: Indicator) -> str:
    """The unit under a column's headings."""
    return str(sheet.money.label if indicator.unit == Unit.YUAN else indicator.unit.label)
