"""Named conditions of returns: which of them a person may see at all."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from organizations.enums import OrganizationKind
from organizations.permissions import Permission
from organizations.roles import Reach

from .enums import NOT_IN

if TYPE_CHECKING:
    from organizations.models import User


def seen_by(user: "User") -> Q:
    """Returns of one's area (bureaux, guidance committees), of one's own committee and, for the clerk of a township's
    committee, of the town with the committees in it.
    """
    condition = Q(pk__in=())
    for hat in user.hats:
        if Permission.VIEW_FIGURES not in hat.role.permissions:
            continue
        seat = hat.organization
        if hat.role.reach == Reach.AREA:
            condition |= Q(**{f"division__{seat.division.level}_code": seat.division.code})
            continue
        condition |= Q(organization=seat)
        if seat.kind == OrganizationKind.TOWNSHIP and seat.division.town_code:
            condition |= Q(town_code=seat.division.town_code)
    return condition


class SubmissionQuerySet(models.QuerySet):
    """Returns."""

    def visible_to(self, user: "User"):  # type: ignore[no-untyped-def]
        """Those that this person may open."""
        return self.filter(seen_by(user))

    def not_in(self):  # type: ignore[no-untyped-def]
        """Those that the node above does not have."""
        return self.filter(status__in=NOT_IN)


class RoundQuerySet(models.QuerySet):
    """Rounds."""

    def visible_to(self, user: "User"):  # type: ignore[no-untyped-def]
        """Rounds in which this person may open a return."""
        from .models import Submission

        return self.filter(pk__in=Submission.objects.visible_to(user).values("round"))
