"""On which days cases are accepted: five years of working days, with busy and quiet months, and a little growth."""

from collections.abc import Iterator
from datetime import date, timedelta

from mediation.kernel.calendar import is_working_day
from reports.demo.timing import MONTH_WEIGHTS

YEARS = 5
# A year has so much more than the year before it, in hundredths of the first.
_GROWTH = 8


def first_day(last: date) -> date:
    """The first of the five years that end on `last`."""
    return date(last.year - YEARS, last.month, min(last.day, 28)) + timedelta(1)


def accepted_days(cases: int, last: date) -> Iterator[tuple[date, int]]:
    """Each day and how many cases are accepted on it, from the first to the last; they add up to `cases`."""
    first = first_day(last)
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    weights = [_weight(day, first) for day in days]
    total, running, given = sum(weights), 0, 0
    for day, weight in zip(days, weights, strict=True):
        running += weight
        due = cases * running // total
        if due > given:
            yield day, due - given
        given = due


def _weight(day: date, first: date) -> int:
    growth = 100 + _GROWTH * ((day - first).days // 365)
    return MONTH_WEIGHTS[day.month - 1] * growth * (20 if is_working_day(day) else 1)
