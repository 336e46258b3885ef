"""Who agrees times with the parties, keeps the rooms, and looks at the calendar."""

from django.utils import timezone
from django.utils.translation import gettext as _

from mediation.kernel.decisions import ALLOW, Decision, deny
from organizations.models import User
from organizations.permissions import Permission

from ..models import Case, Room
from .handling import can_mediate_case


def can_cancel_booking(user: User, case: Case) -> Decision:
    """Whoever handles the case, while a time lies ahead."""
    decision = can_mediate_case(user, case)
    ahead = case.bookings.filter(cancelled_at__isnull=True, ends_at__gt=timezone.now())
    if decision and not ahead.exists():
        return deny(_("没有约好的时间。"))
    return decision


def can_see_calendar(user: User) -> Decision:
    """Who mediates, and who manages those who do."""
    if user.may(Permission.HANDLE_CASE):
        return ALLOW
    return deny(_("只有调解员、主任或内勤有调解日历。"))


def can_keep_rooms(user: User, room: Room | None = None) -> Decision:
    """A clerk keeps the rooms of the organization that he serves in."""
    own = user.organizations_permitting(Permission.MANAGE_CASES)
    if own and (room is None or room.organization in own):
        return ALLOW
    return deny(_("只有主任或内勤可以登记本组织的调解室。"))
