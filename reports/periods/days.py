"""Periods of any days."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from .base import ONE_DAY, InvalidPeriod, Period


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
        return self.last + ONE_DAY

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
        """Both half-open bounds one year back, so that what ends with February ends with February."""
        start, end = _year_before(self.start, missing=28), _year_before(self.end, missing=29)
        return Days(start, end - ONE_DAY)


class Since(Days):
    """All from a first day on, as it stood on a last (2019年以来)."""

    @property
    def code(self) -> str:
        return f"since{self.first}..{self.last}"

    @property
    def label(self) -> str:
        if (self.first.month, self.first.day) == (1, 1):
            return _("%(year)d年以来（截至%(last)s）") % {
                "year": self.first.year,
                "last": _in_words(self.last),
            }
        return _("%(first)s以来（截至%(last)s）") % {
            "first": _in_words(self.first),
            "last": _in_words(self.last),
        }


def _year_before(day: date, *, missing: int) -> date:
    """The same date a year earlier; for 29 February, 28 February or (`missing` 29) 1 March."""
    if (day.month, day.day) != (2, 29):
        return day.replace(year=day.year - 1)
    return date(day.year - 1, 2, 28) if missing == 28 else date(day.year - 1, 3, 1)


def _in_words(day: date) -> str:
    return _("%(year)d年%(month)d月%(day)d日") % {"year": day.year, "month": day.month, "day": day.day}
