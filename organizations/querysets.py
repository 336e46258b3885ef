"""Named conditions of the register."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from .enums import OrganizationKind
from .permissions import Permission

if TYPE_CHECKING:
    from .models import Division, User

# Each of them needs the register of organizations and of who serves there.
REGISTER_PERMISSIONS = (Permission.MANAGE_REGISTER, Permission.MANAGE_MEMBERS, Permission.VIEW_FIGURES)


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

    def standing_in(self, division: "Division"):  # type: ignore[no-untyped-def]
        """Those that stand in a division or below it now."""
        return self.filter(**{f"division__{division.level}_code": division.code})

    def visible_to(self, user: "User"):  # type: ignore[no-untyped-def]
        """Whose pages in the register this person may open: all for those who work with it.

        Security administrators open their own bureau, where they appoint administrators and staff.
        """
        if any(user.may(permission) for permission in REGISTER_PERMISSIONS):
            return self.all()
        bureaux = [o.pk for o in user.organizations_permitting(Permission.MANAGE_GRANTS)]
        return self.filter(pk__in=bureaux, kind=OrganizationKind.BUREAU)

    def of_kind(self, *kinds: str):  # type: ignore[no-untyped-def]
        return self.filter(kind__in=kinds)
