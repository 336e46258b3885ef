"""Periods: their bounds, codes, labels and the earlier ones they are compared with."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.periods import (
    Days,
    FirstMonths,
    HalfYear,
    InvalidPeriod,
    Month,
    Months,
    Quarter,
    Since,
    StatisticalYear,
    Year,
    last_complete_month,
    months_of,
    parse,
)

YEARS = st.integers(1951, 2100)
DATES = st.dates(date(1951, 1, 1), date(2100, 12, 31))
TWO_DATES = st.tuples(DATES, DATES).map(sorted)
MONTHS = st.builds(Month, YEARS, st.integers(1, 12))
PARTS = st.one_of(
    MONTHS,
    st.builds(Quarter, YEARS, st.integers(1, 4)),
    st.builds(HalfYear, YEARS, st.integers(1, 2)),
    st.builds(Year, YEARS),
    st.builds(StatisticalYear, YEARS),
)
PERIODS = st.one_of(
    PARTS,
    st.builds(FirstMonths, YEARS, st.integers(1, 12)),
    st.tuples(MONTHS, MONTHS).map(lambda two: Months(*sorted(two, key=lambda month: month.start))),
    TWO_DATES.map(lambda two: Days(*two)),
    TWO_DATES.map(lambda two: Since(*two)),
)

TABLE = [
    # period, first day, last day, code, label
    (Month(2021, 8), "2021-08-01", "2021-08-31", "2021-08", "2021年8月"),
    (Month(2020, 2), "2020-02-01", "2020-02-29", "2020-02", "2020年2月"),
    (Quarter(2021, 3), "2021-07-01", "2021-09-30", "2021Q3", "2021年第三季度"),
    (HalfYear(2021, 1), "2021-01-01", "2021-06-30", "2021H1", "2021年上半年"),
    (HalfYear(2021, 2), "2021-07-01", "2021-12-31", "2021H2", "2021年下半年"),
    (Year(2021), "2021-01-01", "2021-12-31", "2021", "2021年"),
    (FirstMonths(2021, 1), "2021-01-01", "2021-01-31", "2021-01..2021-01", "2021年1月"),
    (FirstMonths(2021, 8), "2021-01-01", "2021-08-31", "2021-01..2021-08", "2021年1—8月"),
    (
        Months(Month(2020, 1), Month(2021, 8)),
        "2020-01-01",
        "2021-08-31",
        "2020-01..2021-08",
        "2020年1月—2021年8月",
    ),
    (
        StatisticalYear(2021),
        "2020-12-01",
        "2021-11-30",
        "SY2021",
        "2021统计年度（2020年12月1日—2021年11月30日）",
    ),
    (
        Days(date(2021, 1, 3), date(2021, 2, 10)),
        "2021-01-03",
        "2021-02-10",
        "2021-01-03..2021-02-10",
        "2021年1月3日—2021年2月10日",
    ),
    (
        Days(date(2021, 8, 31), date(2021, 8, 31)),
        "2021-08-31",
        "2021-08-31",
        "2021-08-31..2021-08-31",
        "2021年8月31日",
    ),
    (
        Since(date(2019, 1, 1), date(2021, 8, 31)),
        "2019-01-01",
        "2021-08-31",
        "since2019-01-01..2021-08-31",
        "2019年以来（截至2021年8月31日）",
    ),
    (
        Since(date(2019, 5, 1), date(2021, 8, 31)),
        "2019-05-01",
        "2021-08-31",
        "since2019-05-01..2021-08-31",
        "2019年5月1日以来（截至2021年8月31日）",
    ),
]


@pytest.mark.parametrize(("period", "first", "last", "code", "label"), TABLE)
def test_a_period_has_its_days_code_and_label(period, first, last, code, label):
    assert (str(period.start), str(period.as_of), period.code) == (first, last, code)
    assert period.end == period.as_of + timedelta(days=1)
    assert period.label == label
    assert parse(code) == period


@pytest.mark.parametrize(
    ("period", "previous", "previous_year"),
    [
        (Month(2021, 1), "2020-12", "2020-01"),
        (Quarter(2021, 1), "2020Q4", "2020Q1"),
        (HalfYear(2021, 1), "2020H2", "2020H1"),
        (Year(2021), "2020", "2020"),
        (StatisticalYear(2021), "SY2020", "SY2020"),
        (FirstMonths(2021, 8), "2020-05..2020-12", "2020-01..2020-08"),
        (Months(Month(2020, 11), Month(2021, 2)), "2020-07..2020-10", "2019-11..2020-02"),
        (Days(date(2021, 1, 3), date(2021, 1, 12)), "2020-12-24..2021-01-02", "2020-01-03..2020-01-12"),
        (Since(date(2019, 1, 1), date(2019, 1, 2)), "2018-12-30..2018-12-31", "2018-01-01..2018-01-02"),
    ],
)
def test_a_period_knows_the_one_before_and_the_one_a_year_earlier(period, previous, previous_year):
    assert period.previous().code == previous
    assert period.previous_year().code == previous_year


@pytest.mark.parametrize(
    ("first", "last", "year_earlier"),
    [
        (date(2020, 2, 1), date(2020, 2, 29), "2019-02-01..2019-02-28"),
        (date(2021, 2, 1), date(2021, 2, 28), "2020-02-01..2020-02-29"),  # to the end of February
        (date(2020, 2, 29), date(2020, 2, 29), "2019-02-28..2019-02-28"),
        (date(2020, 2, 28), date(2020, 2, 28), "2019-02-28..2019-02-28"),
        (date(2020, 2, 29), date(2020, 3, 10), "2019-02-28..2019-03-10"),
    ],
)
def test_the_29th_of_february_has_a_year_earlier(first, last, year_earlier):
    assert Days(first, last).previous_year().code == year_earlier


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [("2019..2020", "2019-01-01", "2020-12-31"), ("2021-08-31", "2021-08-31", "2021-08-31")],
)
def test_short_codes_are_read(code, first, last):
    period = parse(code)
    assert (str(period.start), str(period.as_of)) == (first, last)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "2021-13",
        "2021-00",
        "2021Q5",
        "2021H3",
        "SY21",
        "20210",
        "２０２１",
        "2021-02-30..2021-03-01",
        "0000",
        "1949",
        "2101",
        "9999-12",
        "2021-08..2021-01",
        "2021-02-10..2021-01-03",
        "2021 ",
        "2021\n",
        "2021-01..2021",
        "'",
    ],
)
def test_what_is_no_period_is_refused_with_a_sentence(code):
    with pytest.raises(InvalidPeriod) as refusal:
        parse(code)
    assert refusal.value.message.endswith("。")
    assert "period" in refusal.value.errors


def test_a_month_that_does_not_exist_is_refused():
    with pytest.raises(InvalidPeriod):
        Month(2021, 13)
    with pytest.raises(InvalidPeriod):
        FirstMonths(2021, 0)


def test_the_twenty_months_of_the_report():
    months = months_of(parse("2020-01..2021-08"))
    assert len(months) == 20
    assert (months[0], months[-1]) == (Month(2020, 1), Month(2021, 8))


def test_the_last_complete_month_is_the_one_before():
    assert last_complete_month(date(2021, 9, 1)) == Month(2021, 8)
    assert last_complete_month(date(2021, 1, 31)) == Month(2020, 12)


@given(PERIODS)
def test_a_code_is_read_back_as_the_same_period(period):
    again = parse(period.code)
    assert again == period
    assert (again.start, again.end, again.label) == (period.start, period.end, period.label)
    assert hash(again) == hash(period)


@given(PERIODS)
def test_a_period_is_half_open(period):
    assert period.start < period.end
    assert period.start in period
    assert period.as_of in period
    assert period.end not in period


@given(PERIODS)
def test_a_period_and_the_one_before_adjoin(period):
    assert period.previous().end == period.start


@given(YEARS)
def test_months_quarters_and_halves_tile_the_year(year):
    for kind, parts in [(Month, 12), (Quarter, 4), (HalfYear, 2)]:
        tiles = [kind(year, n) for n in range(1, parts + 1)]
        assert tiles[0].start == Year(year).start
        assert tiles[-1].end == Year(year).end
        assert all(a.end == b.start for a, b in pairwise(tiles))
    assert FirstMonths(year, 12).start == Year(year).start
    assert FirstMonths(year, 12).end == Year(year).end
    assert months_of(StatisticalYear(year)) == [Month(year - 1, 12), *months_of(Year(year))[:11]]


@given(PERIODS)
def test_the_months_of_a_period_cover_it_and_no_more(period):
    months = months_of(period)
    assert months[0].start <= period.start < months[0].end
    assert months[-1].start < period.end <= months[-1].end
    assert all(a.end == b.start for a, b in pairwise(months))


@given(PERIODS)
def test_the_period_a_year_earlier_is_about_as_long(period):
    earlier = period.previous_year()
    assert type(earlier).__name__ in {type(period).__name__, "Months", "Days"}
    assert abs((period.end - period.start) - (earlier.end - earlier.start)) <= timedelta(days=1)
    assert earlier.start.year == period.start.year - 1
