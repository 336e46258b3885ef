"""Which court confirms an agreement (民事诉讼法 第二百零五条)."""

from collections.abc import Callable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from mediation.kernel.calendar import add_calendar_days_for_term
from organizations.enums import OrganizationKind
from organizations.models import Organization

from .models import Case

# Both parties apply jointly within thirty days of the agreement taking effect (人民调解法 第三十三条).
CONFIRMATION_DAYS = 30
# The longest run of rest days by which the last day of a term can move.
_LONGEST_MOVE = 15

# Gives the court that invited the organization to mediate this case, if one did; an app above knows of letters.
Inviting = Callable[[Case], Organization | None]
_inviting: list[Inviting] = []


def register_inviting(find: Inviting) -> Inviting:
    """Ask `find(case)` for the court that invited the mediation. Usable as a decorator."""
    if find not in _inviting:
        _inviting.append(find)
    return find


def right_courts(case: Case) -> tuple[list[Organization], str]:
    """The courts that may confirm the agreement of a case, and the sentence saying why; none when it is not known.

    A court that invited the mediation does it itself. Otherwise it is the basic court where a party lives, where the
    thing is, or where the organization stands: of these only the last is on file.
    """
    for find in _inviting:
        court = find(case)
        if court is not None:
            return [court], _("%(court)s邀请调解的，由这个法院管辖（民事诉讼法第二百零五条第一项）。") % {
                "court": court.name
            }
    if case.holder_county_id is None:
        return [], ""
    found = list(
        Organization.objects.filter(
            kind=OrganizationKind.COURT, valid_until__isnull=True, division=case.holder_county_id
        )
    )
    return found, _("调解组织所在地的基层法院可以管辖（民事诉讼法第二百零五条第二项）。") if found else ""


def apply_until(effective_on: date) -> date:
    """The last day on which both may apply; a last day of rest moves on."""
    return add_calendar_days_for_term(effective_on, CONFIRMATION_DAYS).day


def effective_since(day: date) -> date:
    """The earliest day of effect whose thirty days are not over on a Beijing day."""
    earliest = day - timedelta(days=CONFIRMATION_DAYS + _LONGEST_MOVE)
    while apply_until(earliest) < day:
        earliest += timedelta(days=1)
    return earliest
