"""Periods of whole months: month, quarter, half-year, year, statistical year, one month to another."""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from typing import ClassVar, Self

from django.utils.translation import gettext as _

from .base import InvalidPeriod, Period


class _WholeMonths(Period):
    """A period of `length` whole months; months are counted through the years, see `_number`."""

    def __post_init__(self) -> None:
        if self.first_number < MINYEAR * 12 or self.first_number + self.length > MAXYEAR * 12:
            raise InvalidPeriod

    @property
    @abstractmethod
    def first_number(self) -> int: ...

    @property
    @abstractmethod
    def length(self) -> int: ...

    @abstractmethod
    def moved(self, months: int) -> Self:
        """The period of the same kind, some months later (earlier when negative)."""

    @property
    def start(self) -> date:
        return _first_day(self.first_number)

    @property
    def end(self) -> date:
        return _first_day(self.first_number + self.length)

    def previous(self) -> Self:
        return self.moved(-self.length)

    def previous_year(self) -> Self:
        return self.moved(-12)


@dataclass(frozen=True, eq=False)
class _PartOfYear(_WholeMonths):
    """The `part`-th stretch of `span` months in a year, counted from 1."""

    year: int
    part: int = 1

    span: ClassVar[int]
    # Months by which the year of this kind begins before January.
    ahead: ClassVar[int] = 0

    def __post_init__(self) -> None:
        if not 1 <= self.part <= 12 // self.span:
            raise InvalidPeriod
        super().__post_init__()

    @classmethod
    def numbered(cls, number: int) -> Self:
        """The period of this kind in which the month of that number lies."""
        year, month = divmod(number + cls.ahead, 12)
        return cls(year, month // cls.span + 1)

    @property
    def first_number(self) -> int:
        return self.year * 12 + (self.part - 1) * self.span - self.ahead

    @property
    def length(self) -> int:
        return self.span

    @property
    def label(self) -> str:
        return self._sentence() % {"year": self.year, "part": self.part, "before": self.year - 1}

    @abstractmethod
    def _sentence(self) -> str: ...

    def moved(self, months: int) -> Self:
        return self.numbered(self.first_number + months)


class Month(_PartOfYear):
    span = 1

    @property
    def code(self) -> str:
        return f"{self.year:04}-{self.part:02}"

    def _sentence(self) -> str:
        return _("%(year)d年%(part)d月")


class Quarter(_PartOfYear):
    span = 3

    @property
    def code(self) -> str:
        return f"{self.year:04}Q{self.part}"

    def _sentence(self) -> str:
        return [
            _("%(year)d年第一季度"),
            _("%(year)d年第二季度"),
            _("%(year)d年第三季度"),
            _("%(year)d年第四季度"),
        ][self.part - 1]


class HalfYear(_PartOfYear):
    span = 6

    @property
    def code(self) -> str:
        return f"{self.year:04}H{self.part}"

    def _sentence(self) -> str:
        return _("%(year)d年上半年") if self.part == 1 else _("%(year)d年下半年")


class Year(_PartOfYear):
    span = 12

    @property
    def code(self) -> str:
        return f"{self.year:04}"

    def _sentence(self) -> str:
        return _("%(year)d年")


class StatisticalYear(_PartOfYear):
    """The reporting year of people's mediation: 1 December of the year before to 30 November."""

    span = 12
    ahead = 1

    @property
    def code(self) -> str:
        return f"SY{self.year:04}"

    def _sentence(self) -> str:
        return _("%(year)d统计年度（%(before)d年12月1日—%(year)d年11月30日）")


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
    def length(self) -> int:
        return self.last.first_number - self.first.first_number + 1

    @property
    def first_number(self) -> int:
        return self.first.first_number

    @property
    def code(self) -> str:
        return f"{self.first.code}..{self.last.code}"

    @property
    def label(self) -> str:
        if self.length == 1:
            return self.first.label
        if self.first.year == self.last.year:
            return _("%(year)d年%(first)d—%(last)d月") % {
                "year": self.first.year,
                "first": self.first.part,
                "last": self.last.part,
            }
        return _("%(first)s—%(last)s") % {"first": self.first.label, "last": self.last.label}

    def moved(self, months: int) -> "Months":
        return Months(self.first.moved(months), self.last.moved(months))


class FirstMonths(Months):
    """The first `n` months of a year (1—N月), as most reports count."""

    def __init__(self, year: int, n: int) -> None:
        super().__init__(Month(year, 1), Month(year, n))


def last_complete_month(today: date) -> Month:
    """The month before the one in which `today`, a Beijing date, lies."""
    return Month.numbered(_number(today) - 1)


def months_of(period: Period) -> list[Month]:
    """The months that a period touches, in order; the first and the last may be cut by its bounds."""
    return [Month.numbered(n) for n in range(_number(period.start), _number(period.as_of) + 1)]


def _number(day: date) -> int:
    """Months counted from year 0, so that neighbouring months have neighbouring numbers."""
    return day.year * 12 + day.month - 1


def _first_day(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)
