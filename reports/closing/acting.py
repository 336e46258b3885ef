"""Acts upon many returns at once: submitting on behalf, reminding."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from mediation.kernel import batching, journal
from mediation.kernel.calendar import today
from mediation.kernel.errors import Refused
from organizations.models import User

from ..enums import SubmissionStatus as S
from ..models import ReportingRound, Submission, SubmissionReminder
from . import policies, reported
from .workflow import ON_BEHALF, submission_workflow


@transaction.atomic
def submit_many(opened: ReportingRound, submissions: Iterable[Submission], *, reason: str, by: User) -> int:
    """Submit nodes of one level on behalf, all or none; gives how many. Raises Refused or InvalidInput."""
    keys = [one.pk for one in submissions]
    locked = list(
        Submission.objects.select_for_update(of=("self",))
        .filter(pk__in=keys, round=opened, status__in=ON_BEHALF.sources)
        .select_related("parent__organization", "parent__division", "organization", "division", "round")
        .order_by("pk")
    )
    figures = reported.of_many(locked, opened.when)
    with batching.batch(len(locked)):
        for one in locked:
            data = {"reason": reason, "figures": figures[one.pk]}
            submission_workflow.perform_in_batch(ON_BEHALF.name, one, actor=by, data=data)
    if locked:
        journal.record_reading(
            "round.submit_on_behalf",
            actor_id=by.pk,
            object_type="round",
            object_id=opened.uuid,
            count=len(locked),
        )
    return len(locked)


@transaction.atomic
def remind(opened: ReportingRound, submissions: Iterable[Submission], *, by: User) -> int:
    """Remind the keepers of returns that are not in; gives how many were not reminded of today. Raises Refused."""
    waiting = [one for one in submissions if not one.is_in]
    for one in waiting:
        decision = policies.can_remind(by, one)
        if not decision:
            raise Refused(decision.reason)
    day = today()
    keys = [one.pk for one in waiting]
    before = set(
        SubmissionReminder.objects.filter(submission__in=keys, sent_on=day).values_list(
            "submission", flat=True
        )
    )
    fresh = [pk for pk in keys if pk not in before]
    SubmissionReminder.objects.bulk_create(
        [SubmissionReminder(submission_id=pk, sent_on=day, sent_by_id=by.pk) for pk in fresh],
        ignore_conflicts=True,
    )
    if fresh:
        journal.record_reading(
            "round.remind",
            actor_id=by.pk,
            object_type="round",
            object_id=opened.uuid,
            count=len(fresh),
        )
    return len(fresh)


def note_looked_at(submission: Submission, user: User) -> None:
    """Somebody of the node above has opened it: it can no longer be taken back."""
    if (
        submission.status == S.SUBMITTED
        and submission.seen_on is None
        and policies.stands_above(user, submission)
        and not policies.keeps(user, submission)
    ):
        Submission.objects.filter(pk=submission.pk, seen_on__isnull=True).update(seen_on=today())
        submission.seen_on = today()


def nothing_chosen() -> str:
    """The sentence for a button that needs ticks."""
    return _("请先勾选。")
