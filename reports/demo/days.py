"""Working days of the years which the demo tells of, in Beijing days.

The plan may not import the site's calendar, which reads the database. Days on which people work in exchange
for a long holiday are left out: nobody of the demo starts a case on them.
"""

from datetime import date, timedelta

ONE = timedelta(days=1)

# The State Council's announced holidays of 2019, 2020 and 2021 (first day, last day).
_HOLIDAYS = """
    2019-01-01..2019-01-01 2019-02-04..2019-02-10 2019-04-05..2019-04-07 2019-05-01..2019-05-04
    2019-06-07..2019-06-09 2019-09-13..2019-09-15 2019-10-01..2019-10-07
    2020-01-01..2020-01-01 2020-01-24..2020-02-02 2020-04-04..2020-04-06 2020-05-01..2020-05-05
    2020-06-25..2020-06-27 2020-10-01..2020-10-08
    2021-01-01..2021-01-03 2021-02-11..2021-02-17 2021-04-03..2021-04-05 2021-05-01..2021-05-05
    2021-06-12..2021-06-14 2021-09-19..2021-09-21 2021-10-01..2021-10-07
"""


def days(first: date, last: date) -> list[date]:
    """Every day from `first` to `last`, both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


HOLIDAYS = frozenset(
    day
    for first, last in (span.split("..") for span in _HOLIDAYS.split())
    for day in days(date.fromisoformat(first), date.fromisoformat(last))
)


def is_working(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


def working_on_or_after(day: date) -> date:
    while not is_working(day):
        day += ONE
    return day


def working_on_or_before(day: date) -> date:
    while not is_working(day):
        day -= ONE
    return day


def working_days_after(day: date, count: int) -> date:
    """The working day which is `count` working days after `day`; the day itself is not counted."""
    for _ in range(count):
        day = working_on_or_after(day + ONE)
    return day
