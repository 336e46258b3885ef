"""Returns on the home page of clerks: what is to be closed and submitted, sooner where somebody reminded of it."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.worklist import SHOWN, Batch, Entry, Group, register_worklist
from organizations.models import User
from organizations.roles import CLERK

from ..models import Submission, SubmissionReminder
from . import desk

SOON = timedelta(days=7)


@register_worklist
def returns_to_hand_in(user: User, day: date) -> Iterable[Batch]:
    """For clerks; today what is due, returned, or was reminded of."""
    if not user.organizations_as(CLERK):
        return
    reminded = SubmissionReminder.objects.filter(submission=OuterRef("pk"))
    rows = list(desk.waiting_for(user).annotate(is_reminded=Exists(reminded))[:SHOWN])
    heaps: dict[Group, list[Entry]] = {}
    for one in rows:
        heaps.setdefault(_group(one, day), []).append(_entry(one))
    for group, entries in heaps.items():
        yield Batch(group, entries)


def _group(one: Submission, day: date) -> Group:
    if one.is_reminded or one.status == "returned" or one.round.due_on <= day:  # type: ignore[attr-defined]
        return Group.TODAY
    return Group.SOON if one.round.due_on <= day + SOON else Group.OTHER


def _entry(one: Submission) -> Entry:
    if one.is_reminded:  # type: ignore[attr-defined]
        text = _("上级提醒 · %(period)s") % {"period": one.round.label}
    else:
        text = one.round.label
    return Entry(
        title=_("报送：%(name)s") % {"name": one.label},
        url=reverse("reports:submission", kwargs={"uuid": one.uuid}),
        action=_("结账上报"),
        text=text,
        due=one.round.due_on,
        status=one.get_status_display(),
        tone=one.tone,
    )
