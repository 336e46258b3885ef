"""Requests for support on home pages: those to answer, and answers that came."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from organizations.models import User

from .enums import SupportResult
from .models import SupportRequest
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
