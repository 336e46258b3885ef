"""Who follows up an agreement, and when a dispute is taken up again."""

from django.utils.translation import gettext as _

from mediation.kernel.decisions import ALLOW, Decision, deny
from organizations.models import User
from organizations.permissions import Permission

from ..enums import CaseStatus, ConfirmationResult
from ..models import Case, Confirmation, Obligation
from ..querysets import RUNNING
from .handling import can_mediate_case


def can_follow_up(user: User) -> Decision:
    """Whether there can be any agreement for this person to follow up; which ones, `visible_to` says."""
    if user.may(Permission.HANDLE_CASE):
        return ALLOW
    return deny(_("您的职责不需要跟进协议的履行。"))


def can_record_performance(user: User, case: Case) -> Decision:
    """While something is left to do."""
    waiting = Obligation.objects.filter(
        agreement__case=case, agreement__effective_on__isnull=False, performed_on__isnull=True
    )
    if not waiting.exists():
        return deny(_("各条都已经履行完毕，可以结案。"))
    return can_mediate_case(user, case)


def can_urge(user: User, case: Case) -> Decision:
    """While something is left to do (人民调解法 31)."""
    return can_record_performance(user, case)


def can_record_breach(user: User, case: Case) -> Decision:
    """Only of what was not performed."""
    if case.performed_on is not None:
        return deny(_("协议已经履行完毕，没有违约。"))
    return can_mediate_case(user, case)


def can_reopen(user: User, case: Case) -> Decision:
    """A dispute whose mediation is over; one under a binding agreement only when it was broken or not confirmed."""
    if case.reopenings.filter(RUNNING).exists():
        return deny(_("这个纠纷已经再次调解，新的案件还没有办完。"))
    if case.status == CaseStatus.EFFECTIVE and not (case.breaches.exists() or _refused(case)):
        return deny(_("协议还在履行；没有履行而转了诉讼、执行的，或者法院驳回确认的，才再次调解。"))
    return can_mediate_case(user, case)


def _refused(case: Case) -> bool:
    return Confirmation.objects.filter(agreement__case=case, result=ConfirmationResult.REFUSED).exists()
