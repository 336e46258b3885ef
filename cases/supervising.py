"""Reminding of overdue cases and supervising them (督办); none of it shows what a case is about."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from mediation.kernel import journal
from mediation.kernel.calendar import add_working_days, today
from mediation.kernel.errors import InvalidInput, Refused
from organizations.models import User
from organizations.permissions import Permission

from . import policies, presenting
from .enums import AlertKind
from .forms import AnswerOrderForm, OrderForm
from .models import Alert, Case, OverdueReminder, SupervisionOrder
from .worklist import SHOWN, Batch, Entry, Group, register_worklist

WORKING_DAYS_TO_ANSWER = 3


@transaction.atomic
def remind(cases: Iterable[Case], *, by: User) -> int:
    """Remind whoever holds these cases; gives how many were not reminded of already. Raises Refused."""
    sent = 0
    for case in cases:
        decision = policies.can_remind(by, case)
        if not decision:
            raise Refused(decision.reason)
        sender = policies.supervising_committee(by, case) or _served(by, case)
        _reminder, new = OverdueReminder.objects.get_or_create(
            case=case,
            sender=sender,
            opened_on=None,
            defaults={"sent_by_id": by.pk, "sent_on": today()},
        )
        if new:
            _journal("case.reminded", case, by)
        sent += new
    return sent


def _served(user: User, case: Case):  # type: ignore[no-untyped-def]
    serving = user.organizations_permitting(Permission.MANAGE_CASES)
    return next(o for o in serving if o.pk in (case.holder_id, case.handled_at_id))


def escalated() -> QuerySet[Alert]:
    """What guidance committees were told of terms that ended more than three working days ago and still run."""
    return Alert.objects.filter(kind=AlertKind.ESCALATED, for_day=F("case__due_on"))


def escalated_to(user: User) -> int:
    """How many overdue cases were passed on to the guidance committees of this person."""
    return escalated().filter(recipient__in=Case.objects.committees_of(user)).count()


def opened(case: Case, by: User) -> None:
    """Who handles the case has opened it: reminders of others no longer stand."""
    standing = case.overdue_reminders.filter(opened_on__isnull=True).exclude(sent_by_id=by.pk)
    if case.due_on is not None and case.due_on < today() and policies.can_mediate_case(by, case):
        standing.update(opened_on=today())


@transaction.atomic
def issue_order(case: Case, form: OrderForm, *, by: User) -> SupervisionOrder:
    """Ask the holder what is being done; the answer is due within three working days. Raises Refused or InvalidInput."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    decision = policies.can_order(by, case)
    if not decision:
        raise Refused(decision.reason)
    if not form.is_valid():
        raise InvalidInput(form.errors)
    committee = policies.supervising_committee(by, case)
    assert committee is not None  # noqa: S101
    order = SupervisionOrder.objects.create(
        case=case,
        issued_by=committee,
        issued_on=today(),
        reason=form.cleaned_data["reason"],
        answer_due=add_working_days(today(), WORKING_DAYS_TO_ANSWER, committee.division.code).day,
    )
    _journal("case.supervised", case, by)
    return order


@transaction.atomic
def answer_order(order: SupervisionOrder, form: AnswerOrderForm, *, by: User) -> None:
    """The holder says what is being done. Raises Refused or InvalidInput."""
    order = SupervisionOrder.objects.select_for_update().select_related("case").get(pk=order.pk)
    decision = policies.can_answer_order(by, order)
    if not decision:
        raise Refused(decision.reason)
    if not form.is_valid():
        raise InvalidInput(form.errors)
    order.answer, order.answered_on = form.cleaned_data["answer"], today()
    order.save(update_fields=["answer", "answered_on"])
    _journal("case.supervision_answered", order.case, by)


@transaction.atomic
def lift_order(order: SupervisionOrder, *, by: User) -> None:
    """Nothing more is asked. Raises Refused."""
    order = SupervisionOrder.objects.select_for_update().get(pk=order.pk)
    decision = policies.can_lift_order(by, order)
    if not decision:
        raise Refused(decision.reason)
    order.lifted_on = today()
    order.save(update_fields=["lifted_on"])
    _journal("case.supervision_lifted", order.case, by)


def _journal(action: str, case: Case, by: User) -> None:
    journal.record(
        action,
        actor_id=by.pk,
        object_type="case",
        object_id=case.uuid,
        organization_id=case.holder_id,
    )


@register_worklist
def told_today(user: User, day: date) -> Iterable[Batch]:
    """Orders to answer, reminders to open, and terms that end within three days or have ended."""
    here = {"case": OuterRef("pk")}
    orders = SupervisionOrder.objects.filter(answered_on__isnull=True, lifted_on__isnull=True, **here)
    reminders = OverdueReminder.objects.filter(opened_on__isnull=True, **here).exclude(sent_by_id=user.pk)
    alerts = Alert.objects.filter(
        kind__in=(AlertKind.DAYS, AlertKind.OVERDUE), for_day=OuterRef("due_on"), **here
    )
    cases = (
        Case.objects.waiting_for(user, day)
        .annotate(has_order=Exists(orders), has_reminder=Exists(reminders), has_alert=Exists(alerts))
        .filter(Q(has_order=True) | Q(has_reminder=True) | Q(has_alert=True))
        .order_by("-has_order", "-has_reminder", F("due_on").asc(nulls_last=True), "id")
    )
    rows = list(cases.for_list(user)[:SHOWN])
    if rows:
        shown = frozenset(case.pk for case in rows)
        yield Batch(Group.TODAY, [_entry(case) for case in rows], covered=shown)


def _entry(case: Case) -> Entry:
    if case.has_order:  # type: ignore[attr-defined]
        action, text = _("答复督办"), _("督办中 · %(number)s")
    elif case.has_reminder:  # type: ignore[attr-defined]
        action, text = _("看提醒"), _("有人提醒 · %(number)s")
    else:
        action, text = _("抓紧办理"), _("期限将到或已过 · %(number)s")
    return Entry(
        title=presenting.row(case).sides,
        url=reverse("cases:detail", kwargs={"uuid": case.uuid}),
        action=action,
        text=text % {"number": case.number},
        due=case.due_on,
        status=case.get_status_display(),
        tone=presenting.tone(case),
    )
