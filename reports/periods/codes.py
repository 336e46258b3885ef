"""Reading the code of a period, as it stands in a URL."""

import re
from collections.abc import Callable
from datetime import date

from .base import InvalidPeriod, Period
from .days import Days, Since
from .months import HalfYear, Month, Months, Quarter, StatisticalYear, Year

# What a person may ask for; narrower than what a date can hold, so that each period has an earlier one.
_ASKABLE_YEARS = range(1950, 2101)


def parse(code: str) -> Period:
    """The period that a code names. Also reads "2019..2020" as whole years and "2021-08-31" as one day.

    Raises InvalidPeriod for anything else, and for years nobody can mean.
    """
    for pattern, make in _READERS:
        if match := re.fullmatch(pattern, code):
            period = make(*match.groups())
            if period.start.year in _ASKABLE_YEARS and period.as_of.year in _ASKABLE_YEARS:
                return period
    raise InvalidPeriod


def _month(code: str) -> Month:
    return Month(int(code[:4]), int(code[5:]))


def _day(code: str) -> date:
    try:
        return date.fromisoformat(code)
    except ValueError:
        raise InvalidPeriod from None


_Y, _M, _D = "([0-9]{4})", "([0-9]{4}-[0-9]{2})", "([0-9]{4}-[0-9]{2}-[0-9]{2})"

_READERS: list[tuple[str, Callable[..., Period]]] = [
    (_Y, lambda year: Year(int(year))),
    (f"SY{_Y}", lambda year: StatisticalYear(int(year))),
    (f"{_Y}Q([1-4])", lambda year, part: Quarter(int(year), int(part))),
    (f"{_Y}H([12])", lambda year, part: HalfYear(int(year), int(part))),
    (_M, _month),
    (_D, lambda day: Days(_day(day), _day(day))),
    (rf"{_Y}\.\.{_Y}", lambda first, last: Months(Month(int(first), 1), Month(int(last), 12))),
    (rf"{_M}\.\.{_M}", lambda first, last: Months(_month(first), _month(last))),
    (rf"{_D}\.\.{_D}", lambda first, last: Days(_day(first), _day(last))),
    (rf"since{_D}\.\.{_D}", lambda first, last: Since(_day(first), _day(last))),
]
