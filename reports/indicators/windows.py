"""Which rows a period takes: those dated inside it, or those that hold on its last day."""

from dataclasses import dataclass
from typing import Protocol

from django.db.models import Q

from organizations.querysets import valid_on
from reports.periods import Period


class Window(Protocol):
    """The part of an indicator that knows the period."""

    def rows_of(self, period: Period) -> Q: ...


@dataclass(frozen=True)
class On:
    """Rows whose day lies in the period: start ≤ day < end."""

    column: str

    def rows_of(self, period: Period) -> Q:
        return Q(**{f"{self.column}__gte": period.start, f"{self.column}__lt": period.end})


@dataclass(frozen=True)
class InYears:
    """Rows of the budget years that lie wholly in the period; a part of a year takes none."""

    column: str

    def rows_of(self, period: Period) -> Q:
        first = period.start.year + ((period.start.month, period.start.day) != (1, 1))
        return Q(**{f"{self.column}__gte": first, f"{self.column}__lt": period.end.year})


@dataclass(frozen=True)
class InMonths:
    """Rows of the months, named by their first day, that lie wholly in the period; a part of a month takes none."""

    column: str

    def rows_of(self, period: Period) -> Q:
        return Q(**{f"{self.column}__gte": period.start, f"{self.column}__lt": period.end.replace(day=1)})


@dataclass(frozen=True)
class Between:
    """Rows open on the period's last day: from ≤ day < until; no end is open for ever."""

    opening: str
    closing: str

    def rows_of(self, period: Period) -> Q:
        day = period.as_of
        return Q(**{f"{self.opening}__lte": day}) & (
            Q(**{f"{self.closing}__isnull": True}) | Q(**{f"{self.closing}__gt": day})
        )


@dataclass(frozen=True)
class During:
    """Rows open on any day of the period: begun before its end, and not ended before its start."""

    opening: str
    closing: str

    def rows_of(self, period: Period) -> Q:
        return Q(**{f"{self.opening}__lt": period.end}) & (
            Q(**{f"{self.closing}__isnull": True}) | Q(**{f"{self.closing}__gte": period.start})
        )


@dataclass(frozen=True)
class Valid:
    """Rows that hold on the period's last day, and whose relations at the prefixes hold too."""

    prefixes: tuple[str, ...] = ("",)

    def rows_of(self, period: Period) -> Q:
        condition = Q()
        for prefix in self.prefixes:
            condition &= valid_on(period.as_of, prefix)
        return condition
