"""Days as Beijing counts them: today, working days, and the last day of a term that the law sets.

Rest days come from the State Council's yearly notices (package chinesecalendar). A notice appears in the
autumn before its year; until then a day counts as working from Monday to Friday and what is reckoned with
it is marked provisional.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar

BEIJING = ZoneInfo("Asia/Shanghai")

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_PUBLISHED_YEARS: frozenset[int] = frozenset(day.year for day in chinese_calendar.holidays)


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a term; `provisional` when a notice it depends on is still to be published."""

    day: date
    provisional: bool


def today() -> date:
    """The date in Beijing now; 00:30 on 1 September there is still 31 August in UTC."""
    return datetime.now(BEIJING).date()


def last_published_year() -> int:
    """The last year whose rest days are known."""
    return max(_PUBLISHED_YEARS)


def is_published(day: date) -> bool:
    """Whether the rest days of this day's year are known."""
    return day.year in _PUBLISHED_YEARS


def is_working_day(day: date) -> bool:
    """Neither weekend nor public holiday, or a weekend day made up (调休上班)."""
    # chinese_calendar.is_workday would search its whole table for the first and last year at every call.
    if day in chinese_calendar.workdays:
        return True
    return day.weekday() < _SATURDAY and day not in chinese_calendar.holidays


def add_working_days(start: date, n: int) -> Due:
    """The n-th working day after `start`, which is not counted itself (民法典 Art. 201).

    The 3 working days for answering a court's entrustment (法释〔2021〕23号 Art. 12) are
    `add_working_days(received, 3)`. Raises ValueError for n < 1.
    """
    if n < 1:
        raise ValueError("a term has at least one working day")
    day, left = start, n
    provisional = False
    while left:
        day += _ONE_DAY
        provisional = provisional or not is_published(day)
        left -= is_working_day(day)
    return Due(day, provisional)


def working_days_between(a: date, b: date) -> int:
    """Working days after `a` up to and including `b`; negative when `b` lies before `a`.

    `working_days_between(today(), due.day)` is what is left of a term: 0 on its last day, less when overdue.
    """
    if b < a:
        return -working_days_between(b, a)
    return sum(is_working_day(a + timedelta(days=n)) for n in range(1, (b - a).days + 1))


def add_calendar_days_for_term(start: date, n: int) -> Due:
    """The last day of a term of n calendar days: `start` is not counted, and a last day of rest moves to
    the next working day (民法典 Art. 201, 203; 民事诉讼法 on 期间). Raises ValueError for n < 1.
    """
    if n < 1:
        raise ValueError("a term has at least one day")
    day = start + timedelta(days=n)
    provisional = not is_published(day)
    while not is_working_day(day):
        day += _ONE_DAY
        provisional = provisional or not is_published(day)
    return Due(day, provisional)
