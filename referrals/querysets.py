"""Named conditions of letters, and who may see one."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cases.enums import CaseStatus
from mediation.kernel.calendar import add_working_days, today
from organizations.roles import CLERK, COORDINATOR, LIAISON

from .enums import ReferralStatus

if TYPE_CHECKING:
    from organizations.models import User

WAITING = Q(status=ReferralStatus.SENT)
RUNNING = Q(status__in=[ReferralStatus.PLACED, ReferralStatus.MEDIATING])
# An appraisal stops the clock of the case.
STANDING = Q(case__status=CaseStatus.SUSPENDED, case__due_on__isnull=True)
# What the sender should open: the answer, or the letter that came back.
ANSWERED_OR_BACK = Q(status__in=[ReferralStatus.ANSWERED, ReferralStatus.DECLINED])
# The step by which the sender's liaison opened it.
READ_ANSWER = "read_answer"
DAYS_OF_WARNING = 3


class ReferralQuerySet(models.QuerySet):
    """Letters."""

    def visible_to(self, user: "User"):  # type: ignore[no-untyped-def]
        """Letters this person may read: liaisons their own organization's, coordinators those sent to their committee,
        clerks those whose case is with their organization now, or with a room under its seal.
        """
        if not user.is_authenticated:
            return self.none()
        clerk_at = user.organizations_as(CLERK)
        return self.filter(
            Q(sender__in=user.organizations_as(LIAISON))
            | Q(receiver__in=user.organizations_as(COORDINATOR))
            | Q(case__holder__in=clerk_at)
            | Q(case__handled_at__in=clerk_at)
        )

    def waiting(self):  # type: ignore[no-untyped-def]
        """Letters that nobody has accepted or declined yet."""
        return self.filter(WAITING)

    def overdue(self, day: date | None = None):  # type: ignore[no-untyped-def]
        """Waiting letters whose three working days are over."""
        return self.waiting().filter(answer_due_on__lt=day or today())

    def unread(self):  # type: ignore[no-untyped-def]
        """Answers and returned letters that nobody of the sender has opened."""
        return self.filter(ANSWERED_OR_BACK, ~Exists(_reading()))

    def for_list(self):  # type: ignore[no-untyped-def]
        """With what a row shows: sender, receiver, number of parties, the day that counts now, whether it is unread."""
        from .models import ReferralParty

        parties = (
            ReferralParty.objects.filter(referral=OuterRef("pk"))
            .order_by()
            .values("referral")
            .annotate(rows=Count("pk"))
            .values("rows")
        )
        return self.select_related("sender", "receiver", "case__handled_at").annotate(
            party_count=Coalesce(Subquery(parties), 0),
            due_on=Coalesce("mediation_due_on", "answer_due_on"),
            was_read=Exists(_reading()),
        )


def urgent(day: date) -> Q:
    """Waiting letters due by the next working day, and running ones whose mediation is due within three days; those
    overdue as well.
    """
    return (WAITING & Q(answer_due_on__lte=add_working_days(day, 1).day)) | (
        RUNNING & ~STANDING & Q(mediation_due_on__lte=day + timedelta(days=DAYS_OF_WARNING))
    )


def _reading():  # type: ignore[no-untyped-def]
    from .models import ReferralEvent

    return ReferralEvent.objects.filter(referral=OuterRef("pk"), transition=READ_ANSWER)
