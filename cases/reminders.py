"""What the people of a case are reminded of on their home pages, told by how the rows stand: a missed night changes nothing."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from organizations.models import User

from . import duties, presenting
from .models import Case, CaseMediator
from .workflow.people import AT_WORK
from .worklist import SHOWN, Batch, Entry, Group, register_worklist


@register_worklist
def declarations(user: User, day: date) -> Iterable[Batch]:
    """The cases that were given to this mediator and wait for the word that nothing keeps him from them."""
    waiting = CaseMediator.objects.filter(
        person=user.person_id,
        released_on__isnull=True,
        declared_on__isnull=True,
        case__status__in=AT_WORK,
    )
    cases = Case.objects.waiting_for(user, day).filter(pk__in=waiting.values("case"))
    rows = list(cases.for_list(user).order_by("applied_on", "id")[:SHOWN])
    if rows:
        yield Batch(Group.TODAY, [_to_declare(case) for case in rows], covered=frozenset(c.pk for c in rows))


def _to_declare(case: Case) -> Entry:
    return Entry(
        title=presenting.row(case).sides,
        url=reverse("cases:transition", kwargs={"uuid": case.uuid, "name": "declare"}),
        action=_("声明有没有利害关系"),
        text=_("%(type)s · %(number)s") % {"type": case.get_dispute_type_display(), "number": case.number},
        due=duties.due_on(case),
        status=case.get_status_display(),
        tone=presenting.tone(case),
    )
