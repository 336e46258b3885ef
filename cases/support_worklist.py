"""Support and major disputes on home pages: questions to answer, answers that came, reports that are due."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mediation.kernel.calendar import BEIJING
from organizations.models import User

from .enums import SupportResult
from .models import Case, MajorReport, SupportRequest
from .worklist import SHOWN, Batch, Entry, Group, register_worklist

# How long an answer stands on the home page of who asked.
SHOWN_DAYS = timedelta(days=3)


@register_worklist
def to_answer(user: User, day: date) -> Iterable[Batch]:
    """What other organizations asked of those for which this person answers, the most urgent first."""
    waiting = SupportRequest.objects.asked_of(user).waiting().select_related("asking", "case")
    found = list(waiting.order_by("answer_due", "id"))
    if found:
        yield Batch(Group.TODAY, [_question(request) for request in found[:SHOWN]], len(found))


@register_worklist
def answers(user: User, day: date) -> Iterable[Batch]:
    """What was answered to this person in the last days."""
    own = SupportRequest.objects.asked_by(user).filter(answered_on__gt=day - SHOWN_DAYS)
    answered = own.filter(~Q(result__in=["", SupportResult.WITHDRAWN])).select_related("asked", "case")
    found = [_answer(request) for request in answered.order_by("-answered_on", "-id")[:SHOWN]]
    if found:
        yield Batch(Group.TODAY, found)


@register_worklist
def to_report(user: User, day: date) -> Iterable[Batch]:
    """Major disputes of this person's desk that have not been reported yet, the most urgent first."""
    cases = Case.objects.waiting_for(user, day)
    due = MajorReport.objects.open().filter(reported_at__isnull=True, case__in=cases).select_related("case")
    found = [_report(report) for report in due.order_by("due_at", "id")[:SHOWN]]
    if found:
        yield Batch(Group.TODAY, found)


def _report(report: MajorReport) -> Entry:
    late = report.due_at < timezone.now()
    return Entry(
        title=_("报告重大纠纷"),
        url=reverse("cases:transition", kwargs={"uuid": report.case.uuid, "name": "report_major"}),
        action=_("报告"),
        text=_("%(type)s · %(number)s")
        % {"type": report.case.get_dispute_type_display(), "number": report.case.number},
        due=report.due_at.astimezone(BEIJING).date(),
        status=_("已超期") if late else _("等报告"),
        tone="danger" if late else "warning",
    )


def _question(request: SupportRequest) -> Entry:
    return Entry(
        title=_("%(organization)s请求支援") % {"organization": request.asking.name},
        url=reverse("cases:answer_support", kwargs={"uuid": request.uuid}),
        action=_("答复"),
        text=_("%(kind)s · %(type)s · %(number)s")
        % {
            "kind": request.get_kind_display(),
            "type": request.case.get_dispute_type_display(),
            "number": request.case.number,
        },
        due=request.answer_due,
        status=_("等答复"),
        tone="warning",
    )


def _answer(request: SupportRequest) -> Entry:
    return Entry(
        title=_("%(organization)s答复了支援请求") % {"organization": request.asked.name},
        url=reverse("cases:support"),
        action=_("看答复"),
        text=_("%(kind)s · %(number)s") % {"kind": request.get_kind_display(), "number": request.case.number},
        status=request.get_result_display(),
        tone="info",
    )
