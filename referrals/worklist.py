"""Letters on the home page of the organization with which they were placed."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.worklist import SHOWN, Batch, Entry, Group, register_worklist
from organizations.models import User
from organizations.roles import CLERK

from .enums import ReferralStatus
from .models import Referral


@register_worklist
def placed_letters(user: User, day: date) -> Iterable[Batch]:
    """For clerks: letters whose mediators are not named yet, the most urgent first; each stands for its case."""
    if not user.organizations_as(CLERK):
        return
    letters = Referral.objects.visible_to(user).filter(status=ReferralStatus.PLACED)
    covered = frozenset(letters.values_list("case", flat=True))
    rows = letters.select_related("sender").order_by("mediation_due_on", "id")[:SHOWN]
    if covered:
        yield Batch(Group.TODAY, [_entry(referral) for referral in rows], len(covered), covered)


def _entry(referral: Referral) -> Entry:
    return Entry(
        title=_("%(sender)s来函") % {"sender": referral.sender.name},
        url=reverse("referrals:detail", kwargs={"uuid": referral.uuid}),
        action=_("看来函，指派调解员"),
        text=_("%(cause)s · %(number)s") % {"cause": referral.cause, "number": referral.letter_no},
        due=referral.mediation_due_on,
        status=referral.get_status_display(),
        tone="info",
    )
