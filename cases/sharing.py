"""The only writer of exceptions: one person on one case, until a day."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mediation.kernel import journal
from mediation.kernel.calendar import add_working_days, today
from mediation.kernel.errors import InvalidInput, Refused
from mediation.kernel.models import JournalEntry
from organizations.exceptions import ExceptionRow
from organizations.models import Person, User
from organizations.roles import EXPERT

from . import bookings, policies
from .enums import ExpertAnswer
from .forms import AdviceForm, AnswerInvitationForm, InviteExpertForm, LendCaseForm
from .models import Case, CaseGrant, CaseMediator, ExpertInvitation
from .querysets import ADVISE, HELP

# An expert answers within so many working days, as an organization does a court (法释〔2021〕23号 第十二条).
ANSWER_DAYS = 3
# How long after its end an exception is still looked for by the nightly job.
LOOK_BACK = timedelta(days=30)


@transaction.atomic
def invite_expert(case: Case, form: InviteExpertForm, *, by: User) -> ExpertInvitation:
    """Ask one expert for advice on one case, which the expert sees from accepting until the day.

    With the parties' consent (人民调解法 20); an answer is due within ANSWER_DAYS working days. Raises Refused or
    InvalidInput.
    """
    decision = policies.can_invite_expert(by, case)
    if not decision:
        raise Refused(decision.reason)
    if not form.is_valid():
        raise InvalidInput(form.errors)
    data = form.cleaned_data
    expert = data["expert"]
    post = expert.posts.valid_on(today()).filter(role_code=EXPERT.code).order_by("id").first()
    due = add_working_days(today(), ANSWER_DAYS).day
    invitation = ExpertInvitation.objects.create(
        case=case,
        expert=expert,
        bank=post.organization,
        ground=data["ground"],
        question=data["question"],
        parties_agreed_on=today(),
        invited_on=today(),
        answer_due=due,
        # The days begin with the acceptance, which comes by then at the latest.
        ends_on=due + timedelta(days=data["days"]),
        invited_by_id=by.pk,
    )
    _journal("case.expert_asked", case, by=by, invitation=invitation.pk)
    return invitation


@transaction.atomic
def answer_invitation(
    invitation: ExpertInvitation, form: AnswerInvitationForm, *, by: User
) -> ExpertInvitation:
    """The expert accepts and sees the case, declines, or steps back and sees it no longer. Raises Refused or InvalidInput."""
    invitation = ExpertInvitation.objects.select_for_update().select_related("case").get(pk=invitation.pk)
    decision = policies.can_answer_invitation(by, invitation)
    if not decision:
        raise Refused(decision.reason)
    if not form.is_valid():
        raise InvalidInput(form.errors)
    case, day = invitation.case, today()
    if invitation.answer:
        for grant in case.grants.valid_on(day).filter(user=by, permission__codename=ADVISE):  # type: ignore[attr-defined]
            _end(grant, by=by, reason=_("专家回避"))
        invitation.refresh_from_db()
    elif form.cleaned_data["answer"] == ExpertAnswer.ACCEPTED and invitation.answer_due:
        until = day + (invitation.ends_on - invitation.answer_due)
        invitation.ends_on = until
        # Not the question: administrators read the reason, and it may tell of the dispute.
        inviter = User.objects.get(pk=invitation.invited_by_id)  # type: ignore[misc]
        _grant(case, ADVISE, to=by, until=until, reason=_("请专家提出意见"), by=inviter)
    invitation.answer, invitation.answered_on = form.cleaned_data["answer"], day
    invitation.decline_reason = form.cleaned_data["reason"]
    invitation.save()
    _journal("case.expert_answered", case, by=by, invitation=invitation.pk)
    return invitation


@transaction.atomic
def lend_case(case: Case, form: LendCaseForm, *, by: User) -> CaseGrant:
    """Let a mediator of another organization mediate along until the day. Raises Refused or InvalidInput."""
    decision = policies.can_lend_case(by, case)
    if not decision:
        raise Refused(decision.reason)
    if not form.is_valid():
        raise InvalidInput(form.errors)
    data = form.cleaned_data
    return let_help(case, data["helper"], until=data["until"], reason=data["reason"], by=by)


def let_help(case: Case, helper: Person, *, until: date, reason: str, by: User) -> CaseGrant:
    """Make somebody of another organization a mediator of this case until the day. Asks no policy."""
    CaseMediator.objects.get_or_create(
        case=case, person=helper, released_on=None, defaults={"assigned_on": today()}
    )
    return _grant(case, HELP, to=helper.user, until=until, reason=reason, by=by)


@transaction.atomic
def advise(case: Case, form: AdviceForm, *, by: User) -> ExpertInvitation:
    """Add an expert's opinion; the first one counts as taking part, one person-time. Raises Refused or InvalidInput."""
    decision = policies.can_advise(by, case)
    if not decision:
        raise Refused(decision.reason)
    if not form.is_valid():
        raise InvalidInput(form.errors)
    invitation = (
        case.expert_invitations.select_for_update()
        .filter(expert=by.person_id, answer=ExpertAnswer.ACCEPTED)
        .order_by("-id")
        .first()
    )
    if invitation is None:
        raise Refused(_("没有找到对您的邀请。"))
    invitation.advice = "\n\n".join(filter(None, [invitation.advice, form.cleaned_data["advice"]]))
    invitation.took_part_on = invitation.took_part_on or today()
    invitation.save(update_fields=["advice", "took_part_on"])
    _journal("case.advised", case, by=by, invitation=invitation.pk)
    return invitation


@transaction.atomic
def revoke(grant: CaseGrant, *, by: User, reason: str = "") -> None:
    """End an exception today; what it lent is gone at once. Raises Refused."""
    case = grant.content_object
    decision = policies.can_end_sharing(by, case)
    if not decision:
        raise Refused(decision.reason)
    _end(grant, by=by, reason=reason)


def end_helping(case: Case, *, by: User, reason: str) -> None:
    """End what mediators of other organizations were lent: the case goes to another house."""
    for grant in case.grants.valid_on(today()).filter(permission__codename=HELP):  # type: ignore[attr-defined]
        _end(grant, by=by, reason=reason)


def end_help_of(case: Case, person: Person, *, by: User, reason: str) -> None:
    """End what one mediator of another organization was lent: he leaves the case."""
    lent = case.grants.valid_on(today()).filter(permission__codename=HELP, user__person=person)  # type: ignore[attr-defined]
    for grant in lent:
        _end(grant, by=by, reason=reason)


def record_expired() -> None:
    """Journal the exceptions that ended by themselves, each once, and release who only helped. May run twice."""
    day = today()
    ended = CaseGrant.objects.filter(valid_until__lte=day, valid_until__gt=day - LOOK_BACK)
    told = set(
        JournalEntry.objects.filter(
            action__in=("case.share_expired", "case.share_revoked"),
            at__gte=timezone.now() - 2 * LOOK_BACK,
        ).values_list("detail__grant", flat=True)
    )
    for grant in ended.exclude(pk__in=told).select_related("content_object", "user", "permission"):
        with transaction.atomic():
            _release(grant, on=grant.valid_until or day)
            _journal("case.share_expired", grant.content_object, by=None, grant=grant.pk)


def exceptions(*, day: date, ended: bool = False, limit: int = 200) -> Iterator[ExceptionRow]:
    """Rows for the one screen of exceptions."""
    condition = Q(valid_until__lte=day) if ended else Q(valid_until__gt=day)
    grants = list(
        CaseGrant.objects.filter(condition)
        .select_related("content_object", "user__person", "permission")
        .order_by("-valid_from", "-id")[:limit]
    )
    names = dict(
        User.objects.filter(pk__in={g.granted_by_id for g in grants}).values_list("pk", "person__name")
    )
    for grant in grants:
        case = grant.content_object
        yield ExceptionRow(
            person_name=grant.user.person.name,
            what=_purpose(grant) % {"number": case.number},
            valid_from=grant.valid_from,
            valid_until=grant.valid_until,
            reason=grant.reason,
            granted_by=names.get(grant.granted_by_id, ""),
            revoke_url=""
            if ended
            else reverse("cases:end_share", kwargs={"uuid": case.uuid, "person": grant.user.person.uuid}),
        )


def _purpose(grant: CaseGrant) -> str:
    if grant.permission.codename == ADVISE:
        return _("专家查看案件 %(number)s 并提出意见")
    return _("协助调解案件 %(number)s")


def _grant(case: Case, codename: str, *, to: User, until: date, reason: str, by: User) -> CaseGrant:
    permission = Permission.objects.get(content_type__app_label="cases", codename=codename)
    grant = CaseGrant.objects.create(
        user=to,
        permission=permission,
        content_object=case,
        valid_from=today(),
        valid_until=until,
        reason=reason,
        granted_by_id=by.pk,
    )
    _journal("case.shared", case, by=by, reason=reason, grant=grant.pk, to=to.pk, until=until.isoformat())
    return grant


def _end(grant: CaseGrant, *, by: User, reason: str) -> None:
    day = today()
    _release(grant, on=day)
    _journal("case.share_revoked", grant.content_object, by=by, reason=reason, grant=grant.pk)
    if grant.valid_from >= day:
        # Given and taken back within the day; the journal keeps both.
        grant.delete()
    else:
        grant.valid_until = day
        grant.save(update_fields=["valid_until"])


def _release(grant: CaseGrant, *, on: date) -> None:
    if grant.permission.codename == HELP:
        helping = grant.content_object.mediators.filter(person=grant.user.person_id, released_on__isnull=True)
        helping.update(released_on=on, is_presiding=False)
        bookings.free_ahead(grant.content_object, {grant.user.person_id})
        return
    invitations = grant.content_object.expert_invitations.filter(expert=grant.user.person_id, ends_on__gt=on)
    invitations.filter(invited_on__lt=on).update(ends_on=on)
    invitations.filter(invited_on__gte=on).update(ends_on=F("invited_on") + timedelta(days=1))


def _journal(action: str, case: Case, *, by: User | None, reason: str = "", **detail: object) -> None:
    journal.record(
        action,
        actor_id=by.pk if by else None,
        object_type="case",
        object_id=case.uuid,
        organization_id=case.holder_id,
        reason=reason,
        **detail,
    )
