"""Named conditions of letters, and who may see one."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from mediation.kernel.calendar import today
from organizations.roles import CLERK, COORDINATOR, LIAISON

from .enums import ReferralStatus

if TYPE_CHECKING:
    from organizations.models import User

WAITING = Q(status=ReferralStatus.SENT)
RUNNING = Q(status__in=[ReferralStatus.PLACED, ReferralStatus.MEDIATING])


class ReferralQuerySet(models.QuerySet):
    """Letters."""

    def visible_to(self, user: "User"):  # type: ignore[no-untyped-def]
        """Letters this person may read: liaisons their own organization's, coordinators those sent to their committee,
        clerks those placed with their organization.
        """
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(sender__in=user.organizations_as(LIAISON))
            | Q(receiver__in=user.organizations_as(COORDINATOR))
            | Q(placed_with__in=user.organizations_as(CLERK))
        )

    def waiting(self):  # type: ignore[no-untyped-def]
        """Letters that nobody has accepted or declined yet."""
        return self.filter(WAITING)

    def overdue(self, day=None):  # type: ignore[no-untyped-def]
        """Waiting letters whose three working days are over."""
        return self.waiting().filter(answer_due_on__lt=day or today())
