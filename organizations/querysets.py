"""Named conditions of the register."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from .models import Division


def valid_on(day: date, prefix: str = "") -> Q:
    """Rows whose interval holds the day: from ≤ day < until; an open end holds for ever."""
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_until__isnull": True}) | Q(**{f"{prefix}valid_until__gt": day})
    )


def placed_within(division: "Division", day: date, prefix: str = "") -> Q:
    """Organizations placed in a division, or below it, on a day (placements are dated)."""
    return Q(
        **{f"{prefix}placements__division__{division.level}_code": division.code},
    ) & valid_on(day, f"{prefix}placements__")


class DatedQuerySet(models.QuerySet):
    """Rows with valid_from and valid_until."""

    def valid_on(self, day: date):  # type: ignore[no-untyped-def]
        """Rows that hold on a day."""
        return self.filter(valid_on(day))


class OrganizationQuerySet(DatedQuerySet):
    """Organizations, dated by founding and closing."""

    def within(self, division: "Division", day: date):  # type: ignore[no-untyped-def]
        """Those placed in a division or below it on a day."""
        return self.filter(placed_within(division, day))

    def of_kind(self, *kinds: str):  # type: ignore[no-untyped-def]
        return self.filter(kind__in=kinds)
