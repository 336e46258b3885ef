"""Periods of a report: half-open stretches of Beijing days, and the codes by which URLs and stored tables name them.

| period | code |
|---|---|
| Month, Quarter, HalfYear, Year | 2021-08, 2021Q3, 2021H1, 2021 |
| FirstMonths, Months | 2021-01..2021-08, 2020-01..2021-08 |
| StatisticalYear, 1 December to 30 November | SY2021 |
| Days, Since | 2021-01-03..2021-02-10, since2019-01-01..2021-08-31 |
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Self

from django.utils.translation import gettext as _

from mediation.kernel.errors import InvalidInput

_ONE_DAY = timedelta(days=1)
# What a person may ask for. Narrower than what a date can hold, so that each period has earlier ones to compare with.
_ASKABLE_YEARS = range(1950, 2101)


class InvalidPeriod(InvalidInput, ValueError):
    """The code or the bounds make no period; `message` is the sentence for the field."""

    def __init__(self, sentence: str | None = None, field: str = "period") -> None:
        sentence = sentence or _("没有这个统计期间，请重新选择。")
        super().__init__({field: [sentence]})
        self.message = sentence


class Period(ABC):
    """Days from `start` up to, not including, `end`. Two periods are equal when their codes are."""

    @property
    @abstractmethod
    def start(self) -> date: ...

    @property
    @abstractmethod
    def end(self) -> date: ...

    @property
    @abstractmethod
    def code(self) -> str:
        """How the period is written in URLs, exports and stored tables; `parse` reads it back."""

    @property
    @abstractmethod
    def label(self) -> str:
        """How the period is called on the page, in the reader's language."""

    @abstractmethod
    def previous(self) -> "Period":
        """The period of the same length just before (环比)."""

    @abstractmethod
    def previous_year(self) -> "Period":
        """The same period one year earlier (同比)."""

    @property
    def as_of(self) -> date:
        """The last day: that of a stock, and of the tree of organizations."""
        return self.end - _ONE_DAY

    def months(self) -> "list[Month]":
        """The months that the period touches, in order; the first and the last may be cut by its bounds."""
        return [Month.numbered(n) for n in range(_number(self.start), _number(self.as_of) + 1)]

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Period) and self.code == other.code

    def __hash__(self) -> int:
        return hash(self.code)

    def __str__(self) -> str:
        return self.label


class _WholeMonths(Period):
    """A period of `length` months, the first of which is `first_number` (see `_number`)."""

    length: int

    def __post_init__(self) -> None:
        if not (MINYEAR * 12 <= self.first_number and self.first_number + self.length <= MAXYEAR * 12):
            raise InvalidPeriod

    @property
    @abstractmethod
    def first_number(self) -> int: ...

    @abstractmethod
    def _moved(self, months: int) -> Self:
        """The period of the same kind, some months later."""

    @property
    def start(self) -> date:
        return _first_day(self.first_number)

    @property
    def end(self) -> date:
        return _first_day(self.first_number + self.length)

    def previous(self) -> Self:
        return self._moved(-self.length)

    def previous_year(self) -> Self:
        return self._moved(-12)


@dataclass(frozen=True, eq=False)
class Month(_WholeMonths):
    year: int
    month: int

    length = 1

    def __post_init__(self) -> None:
        _require(1 <= self.month <= 12)
        super().__post_init__()

    @classmethod
    def numbered(cls, number: int) -> "Month":
        return cls(number // 12, number % 12 + 1)

    @property
    def first_number(self) -> int:
        return self.year * 12 + self.month - 1

    @property
    def code(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    @property
    def label(self) -> str:
        return _("%(year)d年%(month)d月") % {"year": self.year, "month": self.month}

    def _moved(self, months: int) -> "Month":
        return Month.numbered(self.first_number + months)


@dataclass(frozen=True, eq=False)
class Quarter(_WholeMonths):
    year: int
    quarter: int

    length = 3

    def __post_init__(self) -> None:
        _require(1 <= self.quarter <= 4)
        super().__post_init__()

    @property
    def first_number(self) -> int:
        return self.year * 12 + (self.quarter - 1) * 3

    @property
    def code(self) -> str:
        return f"{self.year:04}Q{self.quarter}"

    @property
    def label(self) -> str:
        sentences = {
            1: _("%(year)d年第一季度"),
            2: _("%(year)d年第二季度"),
            3: _("%(year)d年第三季度"),
            4: _("%(year)d年第四季度"),
        }
        return sentences[self.quarter] % {"year": self.year}

    def _moved(self, months: int) -> "Quarter":
        number = self.first_number + months
        return Quarter(number // 12, number % 12 // 3 + 1)


@dataclass(frozen=True, eq=False)
class HalfYear(_WholeMonths):
    year: int
    half: int

    length = 6

    def __post_init__(self) -> None:
        _require(self.half in (1, 2))
        super().__post_init__()

    @property
    def first_number(self) -> int:
        return self.year * 12 + (self.half - 1) * 6

    @property
    def code(self) -> str:
        return f"{self.year:04}H{self.half}"

    @property
    def label(self) -> str:
        sentence = _("%(year)d年上半年") if self.half == 1 else _("%(year)d年下半年")
        return sentence % {"year": self.year}

    def _moved(self, months: int) -> "HalfYear":
        number = self.first_number + months
        return HalfYear(number // 12, number % 12 // 6 + 1)


@dataclass(frozen=True, eq=False)
class Year(_WholeMonths):
    year: int

    length = 12

    @property
    def first_number(self) -> int:
        return self.year * 12

    @property
    def code(self) -> str:
        return f"{self.year:04}"

    @property
    def label(self) -> str:
        return _("%(year)d年") % {"year": self.year}

    def _moved(self, months: int) -> "Year":
        return Year(self.year + months // 12)


@dataclass(frozen=True, eq=False)
class StatisticalYear(_WholeMonths):
    """The reporting year of people's mediation: 1 December of the year before to 30 November."""

    year: int

    length = 12

    @property
    def first_number(self) -> int:
        return self.year * 12 - 1

    @property
    def code(self) -> str:
        return f"SY{self.year:04}"

    @property
    def label(self) -> str:
        return _("%(year)d统计年度（%(before)d年12月1日—%(year)d年11月30日）") % {
            "year": self.year,
            "before": self.year - 1,
        }

    def _moved(self, months: int) -> "StatisticalYear":
        return StatisticalYear(self.year + months // 12)


@dataclass(frozen=True, eq=False)
class Months(_WholeMonths):
    """From one month to another, both included."""

    first: Month
    last: Month

    def __post_init__(self) -> None:
        if self.length < 1:
            raise InvalidPeriod(_("结束月份不能早于开始月份。"))
        super().__post_init__()

    @property
    def length(self) -> int:  # type: ignore[override]
        return self.last.first_number - self.first.first_number + 1

    @property
    def first_number(self) -> int:
        return self.first.first_number

    @property
    def code(self) -> str:
        return f"{self.first.code}..{self.last.code}"

    @property
    def label(self) -> str:
        if self.first.year == self.last.year:
            return _("%(year)d年%(first)d—%(last)d月") % {
                "year": self.first.year,
                "first": self.first.month,
                "last": self.last.month,
            }
        return _("%(first)s—%(last)s") % {"first": self.first.label, "last": self.last.label}

    def _moved(self, months: int) -> "Months":
        return Months(self.first._moved(months), self.last._moved(months))


class FirstMonths(Months):
    """The first `n` months of a year (1—N月), as most reports count."""

    def __init__(self, year: int, n: int) -> None:
        super().__init__(Month(year, 1), Month(year, n))


@dataclass(frozen=True, eq=False)
class Days(Period):
    """Any two days, both included as people say them."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise InvalidPeriod(_("结束日期不能早于开始日期。"))

    @property
    def start(self) -> date:
        return self.first

    @property
    def end(self) -> date:
        return self.last + _ONE_DAY

    @property
    def code(self) -> str:
        return f"{self.first}..{self.last}"

    @property
    def label(self) -> str:
        if self.first == self.last:
            return _in_words(self.first)
        return _("%(first)s—%(last)s") % {"first": _in_words(self.first), "last": _in_words(self.last)}

    def previous(self) -> "Days":
        length = self.end - self.start
        return Days(self.first - length, self.last - length)

    def previous_year(self) -> "Days":
        """Both bounds one year back, `end` as the half-open bound that it is: what ends with February ends with February."""
        start, end = _year_before(self.start, missing=28), _year_before(self.end, missing=29)
        return Days(start, end - _ONE_DAY)


class Since(Days):
    """All from a first day on, as it stood on a last (2019年以来)."""

    @property
    def code(self) -> str:
        return f"since{self.first}..{self.last}"

    @property
    def label(self) -> str:
        if (self.first.month, self.first.day) == (1, 1):
            return _("%(year)d年以来（截至%(last)s）") % {"year": self.first.year, "last": _in_words(self.last)}
        return _("%(first)s以来（截至%(last)s）") % {"first": _in_words(self.first), "last": _in_words(self.last)}


def last_complete_month(today: date) -> Month:
    """The month before the one in which `today`, a Beijing date, lies."""
    return Month.numbered(_number(today) - 1)


def parse(code: str) -> Period:
    """The period that a code names. Also reads "2019..2020" as whole years and "2021-08-31" as one day.

    Raises InvalidPeriod for anything else, and for years nobody can mean.
    """
    for pattern, make in _READERS:
        if match := pattern.fullmatch(code):
            period = make(*match.groups())
            _require(period.start.year in _ASKABLE_YEARS and period.as_of.year in _ASKABLE_YEARS)
            return period
    raise InvalidPeriod


def _number(day: date) -> int:
    """Months counted from year 0, so that neighbouring months have neighbouring numbers."""
    return day.year * 12 + day.month - 1


def _first_day(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _year_before(day: date, *, missing: int) -> date:
    """The same date a year earlier; 29 February becomes the 28th, or the day after it when `missing` is 29."""
    if (day.month, day.day) != (2, 29):
        return day.replace(year=day.year - 1)
    return date(day.year - 1, 2, 28) if missing == 28 else date(day.year - 1, 3, 1)


def _in_words(day: date) -> str:
    return _("%(year)d年%(month)d月%(day)d日") % {"year": day.year, "month": day.month, "day": day.day}


def _require(claim: bool) -> None:
    if not claim:
        raise InvalidPeriod


def _month(code: str) -> Month:
    return Month(int(code[:4]), int(code[5:]))


def _day(code: str) -> date:
    try:
        return date.fromisoformat(code)
    except ValueError:
        raise InvalidPeriod from None


_READERS: list[tuple[re.Pattern[str], Callable[..., Period]]] = [
    (re.compile(written.replace("Y", "[0-9]{4}").replace("D", "[0-9]{2}")), make)
    for written, make in [
        ("(Y)", lambda year: Year(int(year))),
        ("(Y-D)", _month),
        ("(Y)Q([1-4])", lambda year, quarter: Quarter(int(year), int(quarter))),
        ("(Y)H([12])", lambda year, half: HalfYear(int(year), int(half))),
    ]
]
