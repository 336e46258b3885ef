"""What is to be followed up: obligations that are due, and return visits."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from organizations.models import User

from . import presenting
from .enums import CaseStatus, Outcome
from .models import Case, Obligation, ReturnVisit
from .obligations import sentence
from .worklist import SHOWN, Batch, Entry, Group, register_worklist

# No law sets a day for a return visit; committees go after a month, and nobody goes after half a year.
VISIT_AFTER_DAYS = 30
VISIT_UNTIL_DAYS = 180
SOON_DAYS = 14

OVERDUE, SOON, LATER, UNDATED, VISITS = "overdue", "soon", "later", "undated", "visits"


def open_obligations(user: User) -> QuerySet[Obligation]:
    """What is still to be done under the binding agreements that this person may see."""
    visible = Case.objects.visible_to(user).filter(status=CaseStatus.EFFECTIVE)
    return Obligation.objects.filter(
        agreement__case__in=visible, agreement__effective_on__isnull=False, performed_on__isnull=True
    )


def conditions(day: date) -> dict[str, Q]:
    """Obligations by how soon they are due, seen from a Beijing day."""
    soon = day + timedelta(days=SOON_DAYS)
    return {
        OVERDUE: Q(due_on__lt=day),
        SOON: Q(due_on__gte=day, due_on__lte=soon),
        LATER: Q(due_on__gt=soon),
        UNDATED: Q(due_on__isnull=True),
    }


def visits_due(user: User, day: date) -> QuerySet[Case]:
    """Cases whose written agreement binds for a month and whose parties nobody has asked since."""
    found: QuerySet[Case] = Case.objects.visible_to(user).filter(
        ~Exists(ReturnVisit.objects.filter(case=OuterRef("pk"))),
        status__in=[CaseStatus.EFFECTIVE, CaseStatus.CLOSED],
        outcome=Outcome.WRITTEN_AGREEMENT,
        effective_on__lte=day - timedelta(days=VISIT_AFTER_DAYS),
        effective_on__gt=day - timedelta(days=VISIT_UNTIL_DAYS),
    )
    return found


def visit_due_on(case: Case) -> date | None:
    """The day from which a return visit is due."""
    return case.effective_on + timedelta(days=VISIT_AFTER_DAYS) if case.effective_on else None


def obligation_rows(found: Iterable[Obligation], user: User) -> list[dict[str, Any]]:
    """What the list shows of obligations: whose they are, what is owed, when somebody was last urged."""
    obligations = list(found)
    cases = {
        case.pk: case
        for case in Case.objects.for_list(user)
        .filter(pk__in={o.agreement.case_id for o in obligations})
        .annotate(urged_on=Max("urgings__urged_on"))
    }
    rows = []
    for obligation in obligations:
        case = cases[obligation.agreement.case_id]
        row = presenting.row(case)
        hidden = case.is_protected and not case.is_own
        text = obligation.get_kind_display() if hidden else sentence(obligation)
        rows.append({"obligation": obligation, "row": row, "text": text, "urged_on": case.urged_on})
    return rows


@register_worklist
def what_is_due(user: User, day: date) -> Iterable[Batch]:
    """Obligations past their day are today's work and those of the next days come soon; so do return visits."""
    dated = open_obligations(user).exclude(due_on__isnull=True).order_by("due_on", "id")
    near = dated.filter(due_on__lte=day + timedelta(days=SOON_DAYS)).select_related(
        "agreement__case", "debtor", "creditor"
    )[:SHOWN]
    for row in obligation_rows(near, user):
        obligation, case = row["obligation"], row["row"].case
        overdue = obligation.due_on < day
        yield Batch(
            Group.TODAY if overdue else Group.SOON,
            [
                Entry(
                    title=row["row"].sides,
                    url=reverse("cases:detail", kwargs={"uuid": case.uuid}),
                    action=_("看履行情况"),
                    text=row["text"],
                    due=obligation.due_on,
                    status=_("逾期未履行") if overdue else _("快到履行期"),
                    tone="danger" if overdue else "warning",
                )
            ],
            covered=frozenset({case.pk}),
        )
    visits = [
        Entry(
            title=presenting.row(case).sides,
            url=reverse("cases:transition", kwargs={"uuid": case.uuid, "name": "return_visit"}),
            action=_("回访"),
            # No law sets a day for it, so nothing here is overdue.
            text=_("协议生效满一个月了 · %(number)s") % {"number": case.number},
            status=case.get_status_display(),
            tone=presenting.tone(case),
        )
        for case in visits_due(user, day).for_list(user).order_by("effective_on", "id")[:SHOWN]
    ]
    if visits:
        yield Batch(Group.SOON, visits, visits_due(user, day).count())
