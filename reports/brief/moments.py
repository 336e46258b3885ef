"""Which days a field of a brief speaks of, said from the period of the brief: 本期, 期末, 上年以来 …"""

from collections.abc import Callable
from datetime import date

from reports.periods import Days, FirstMonths, Month, Months, Period, Year

# The names stand in the templates that a bureau writes, so they are Chinese in every language.
HERE = "本期"


def _month(period: Period) -> Month | None:
    """The month that the period ends with, or None when it ends inside one."""
    day = period.as_of
    month = Month(day.year, day.month)
    return month if month.end == period.end else None


def _last_day(period: Period) -> Period:
    return Days(period.as_of, period.as_of)


def _first_day_of_year(period: Period) -> Period:
    first = date(period.as_of.year, 1, 1)
    return Days(first, first)


def _this_year(period: Period) -> Period:
    last = _month(period)
    return FirstMonths(last.year, last.part) if last else Days(date(period.as_of.year, 1, 1), period.as_of)


def _since_last_year(period: Period) -> Period:
    last, first = _month(period), period.as_of.year - 1
    return Months(Month(first, 1), last) if last else Days(date(first, 1, 1), period.as_of)


def _twelve_months(period: Period) -> Period:
    last = _month(period) or Month(period.as_of.year, period.as_of.month).moved(-1)
    return Months(last.moved(-11), last)


def _year(back: int) -> Callable[[Period], Period]:
    return lambda period: Year(period.as_of.year - back)


def _two_years(period: Period) -> Period:
    year = period.as_of.year
    return Months(Month(year - 2, 1), Month(year - 1, 12))


MOMENTS: dict[str, Callable[[Period], Period]] = {
    HERE: lambda period: period,
    "期末": _last_day,
    "年初": _first_day_of_year,
    "本年": _this_year,
    "上年以来": _since_last_year,
    "近一年": _twelve_months,
    "上年同期": lambda period: period.previous_year(),
    "上期": lambda period: period.previous(),
    "上年": _year(1),
    "前年": _year(2),
    "前两年": _two_years,
}
