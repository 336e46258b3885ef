"""Our legal calendar 2004–2026, day by day, against two packages that were written apart from it and from each other."""

from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from mediation.kernel.calendar import is_working_day, tables

YEARS = range(2004, 2027)
CHINA = holidays.country_holidays("CN", years=YEARS)
# Where the packages differ, what the notice says.
DECIDED = {
    # 国务院办公厅关于2006年部分节假日安排的通知: 元旦 1月1日至3日放假，2005年12月31日（星期六）照常上班.
    date(2005, 12, 31): True,
}


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


def by_first(day: date) -> bool:
    return bool(chinese_calendar.is_workday(day))


def by_second(day: date) -> bool:
    return bool(CHINA.is_working_day(day))


@pytest.mark.parametrize("year", YEARS)
def test_every_day_of_the_year_is_what_both_packages_say(year: int) -> None:
    for day in days_of(year):
        if day in DECIDED:
            continue
        assert (is_working_day(day), day) == (by_first(day), day)
        assert (is_working_day(day), day) == (by_second(day), day)


def test_the_packages_differ_on_the_named_days_only_and_the_notice_decides() -> None:
    differing = {day for year in YEARS for day in days_of(year) if by_first(day) != by_second(day)}
    assert differing == DECIDED.keys()
    assert {day: is_working_day(day) for day in DECIDED} == DECIDED


def test_all_these_years_are_published_and_the_next_is_not() -> None:
    assert set(YEARS) <= tables().years
    assert 2027 not in tables().years
