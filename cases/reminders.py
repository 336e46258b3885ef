"""What the people of a case are reminded of on their home pages, told by how the rows stand: a missed night changes nothing."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from mediation.kernel.calendar import BEIJING
from organizations.models import User

from . import presenting
from .enums import UNSETTLED, ExpertAnswer
from .models import Booking, Case, CaseMediator, ExpertInvitation, MediationSession
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


@register_worklist
def appointments(user: User, day: date) -> Iterable[Batch]:
    """The times agreed for today and tomorrow; one of today is done when its sitting was written down."""
    since = datetime.combine(day, time(), tzinfo=BEIJING)
    mine = Booking.objects.visible_to(user).filter(
        mediators__person=user.person_id, mediators__active=True, cancelled_at__isnull=True
    )
    held = MediationSession.objects.filter(case=OuterRef("case"), held_on=day)
    found = list(
        mine.filter(starts_at__gte=since, starts_at__lt=since + timedelta(days=2))
        .exclude(Exists(held), starts_at__lt=since + timedelta(days=1))
        .select_related("room")
        .order_by("starts_at")[:SHOWN]
    )
    cases = Case.objects.filter(pk__in={booking.case_id for booking in found}).for_list(user).in_bulk()
    for booking in found:
        starts = booking.starts_at.astimezone(BEIJING)
        group = Group.TODAY if starts.date() == day else Group.SOON
        yield Batch(group, [_to_come(booking, starts, cases[booking.case_id])])


@register_worklist
def experts_who_do_not_come(user: User, day: date) -> Iterable[Batch]:
    """Cases whose last expert said no, stepped back, or did not answer in time."""
    asked = ExpertInvitation.objects.filter(case=OuterRef("pk")).order_by("-id")
    last = {name: Subquery(asked.values(name)[:1]) for name in ("answer", "answer_due")}
    cases = Case.objects.waiting_for(user, day).filter(status__in=UNSETTLED)
    cases = cases.alias(**{f"last_{name}": value for name, value in last.items()})
    without = Q(last_answer__in=[ExpertAnswer.DECLINED, ExpertAnswer.RECUSED])
    without |= Q(last_answer="", last_answer_due__lt=day)
    rows = list(cases.filter(without).for_list(user).order_by("applied_on", "id")[:SHOWN])
    if rows:
        yield Batch(Group.SOON, [_without_expert(case) for case in rows])


def _without_expert(case: Case) -> Entry:
    return Entry(
        title=presenting.row(case).sides,
        url=reverse("cases:detail", kwargs={"uuid": case.uuid}),
        action=_("另请专家"),
        text=_("请的专家不来，或者没有按时答复 · %(number)s") % {"number": case.number},
        status=case.get_status_display(),
        tone=presenting.tone(case),
    )


def _to_come(booking: Booking, starts: datetime, case: Case) -> Entry:
    record = reverse("cases:transition", kwargs={"uuid": case.uuid, "name": "record_session"})
    return Entry(
        title=presenting.row(case).sides,
        url=f"{record}?booking={booking.uuid}",
        action=_("记录调解"),
        text=_("约好 %(time)s · %(place)s") % {"time": f"{starts:%m-%d %H:%M}", "place": booking.where},
        due=starts.date(),
        status=_("约好的调解"),
        tone="info",
    )


def _to_declare(case: Case) -> Entry:
    return Entry(
        title=presenting.row(case).sides,
        url=reverse("cases:transition", kwargs={"uuid": case.uuid, "name": "declare"}),
        action=_("声明有没有利害关系"),
        text=_("%(type)s · %(number)s") % {"type": case.get_dispute_type_display(), "number": case.number},
        due=case.due_on,
        status=case.get_status_display(),
        tone=presenting.tone(case),
    )
