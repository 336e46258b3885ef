"""Working days and terms, against tables worked by hand from the State Council's notices."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from mediation.kernel.calendar import (
    Due,
    add_calendar_days_for_term,
    add_working_days,
    is_published,
    is_working_day,
    last_published_year,
    today,
    working_days_between,
)

UNPUBLISHED = 2027
DAYS = st.dates(date(2004, 1, 1), date(UNPUBLISHED + 2, 12, 31))


def test_today_is_the_day_in_beijing():
    with time_machine.travel(datetime(2021, 8, 31, 16, 30, tzinfo=UTC), tick=False):
        assert today() == date(2021, 9, 1)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2021, 1, 1), False),  # New Year, a Friday
        (date(2021, 1, 4), True),
        (date(2021, 2, 7), True),  # Sunday made up for Spring Festival
        (date(2021, 2, 11), False),  # Spring Festival 11-17 February
        (date(2021, 2, 17), False),
        (date(2021, 2, 18), True),
        (date(2021, 2, 20), True),  # Saturday made up
        (date(2021, 9, 18), True),  # Saturday made up for Mid-Autumn
        (date(2021, 9, 26), True),  # Sunday made up for National Day
        (date(2021, 9, 25), False),  # an ordinary Saturday
        (date(2021, 10, 1), False),
        (date(2021, 10, 7), False),
        (date(2021, 10, 8), True),
        (date(2021, 10, 9), True),  # Saturday made up
        (date(2022, 1, 29), True),  # Saturday and Sunday made up for Spring Festival
        (date(2022, 1, 30), True),
        (date(2022, 1, 31), False),
        (
            date(UNPUBLISHED, 10, 1),
            date(UNPUBLISHED, 10, 1).weekday() < 5,
        ),  # not published: only the weekday is known
    ],
)
def test_working_days_follow_the_notices(day, works):
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (date(2021, 8, 16), 3, date(2021, 8, 19)),  # Monday to Thursday
        (date(2021, 8, 20), 3, date(2021, 8, 25)),  # Friday over a weekend
        (date(2021, 8, 21), 1, date(2021, 8, 23)),  # received on a Saturday
        (date(2021, 9, 24), 3, date(2021, 9, 28)),  # Friday; Sunday 26 September counts
        (date(2021, 9, 29), 3, date(2021, 10, 9)),  # 30 Sep, 8 Oct, and Saturday 9 Oct made up
        (date(2021, 9, 30), 3, date(2021, 10, 11)),
        (date(2020, 12, 31), 3, date(2021, 1, 6)),  # over New Year: 4, 5, 6 January
        (date(2022, 1, 28), 3, date(2022, 2, 7)),  # 29 and 30 January made up, then Spring Festival
        (date(2021, 2, 10), 3, date(2021, 2, 20)),  # 18, 19, Saturday 20 February made up
    ],
)
def test_a_term_in_working_days_ends_on_the_day_worked_out_by_hand(start, n, end):
    assert add_working_days(start, n) == Due(end, provisional=False)
    assert working_days_between(start, end) == n


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (date(2021, 8, 1), 30, date(2021, 8, 31)),
        (date(2021, 8, 2), 3, date(2021, 8, 5)),
        (date(2021, 9, 1), 30, date(2021, 10, 8)),  # 1 October moves past the holiday
        (date(2021, 8, 27), 30, date(2021, 9, 26)),  # a Sunday that is made up is no rest day
        (date(2021, 8, 26), 30, date(2021, 9, 26)),  # Saturday 25 moves to the Sunday made up
        (date(2021, 1, 12), 30, date(2021, 2, 18)),  # 11 February, the first day of Spring Festival
    ],
)
def test_a_term_in_calendar_days_ends_on_the_day_worked_out_by_hand(start, n, end):
    assert add_calendar_days_for_term(start, n) == Due(end, provisional=False)


def test_a_term_that_reaches_an_unpublished_year_is_provisional():
    new_years_eve = date(last_published_year(), 12, 31)
    assert add_working_days(new_years_eve, 3).provisional
    assert add_calendar_days_for_term(new_years_eve, 3).provisional
    assert not add_working_days(date(last_published_year(), 3, 2), 3).provisional


@pytest.mark.parametrize("term", [add_working_days, add_calendar_days_for_term])
def test_a_term_without_days_is_refused(term):
    with pytest.raises(ValueError, match="at least one"):
        term(date(2021, 8, 2), 0)


@given(DAYS, st.integers(1, 60))
def test_adding_and_counting_working_days_agree(start, n):
    due = add_working_days(start, n)
    assert is_working_day(due.day)
    assert working_days_between(start, due.day) == n
    assert working_days_between(due.day, start) == -n
    assert due.provisional is not (is_published(start + timedelta(days=1)) and is_published(due.day))


@given(DAYS, DAYS, DAYS)
def test_working_days_of_adjoining_stretches_add_up(a, b, c):
    assert working_days_between(a, b) + working_days_between(b, c) == working_days_between(a, c)


@given(DAYS, st.integers(1, 400))
def test_a_term_in_calendar_days_never_ends_early_nor_on_a_rest_day(start, n):
    due = add_calendar_days_for_term(start, n)
    plain = start + timedelta(days=n)
    assert due.day >= plain
    assert is_working_day(due.day)
    assert working_days_between(plain - timedelta(days=1), due.day) == 1
