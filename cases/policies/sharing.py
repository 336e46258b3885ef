"""Who lets one more person see one case, and what that person may do there."""

from django.utils.translation import gettext as _

from mediation.kernel.calendar import today
from mediation.kernel.decisions import ALLOW, Decision, deny
from organizations.models import User
from organizations.permissions import Permission

from ..enums import UNSETTLED, CaseStatus, ExpertAnswer
from ..models import Case, ExpertInvitation
from ..querysets import ADVISE
from .handling import can_mediate_case
from .persons import is_mediator_of, places, serves

S = CaseStatus


def can_invite_expert(user: User, case: Case) -> Decision:
    """The coordinator who placed the case, or whoever mediates it (人民调解法 20), while it is unsettled."""
    if case.status not in UNSETTLED:
        return deny(_("正在调解的案件才请专家。"))
    placed = places(user, case, Permission.INVITE_EXPERT)
    return ALLOW if placed else can_mediate_case(user, case)


def can_lend_case(user: User, case: Case) -> Decision:
    """Asking a mediator of another organization to help: a clerk, or the committee that placed the case."""
    if case.status not in (S.ACCEPTED, S.MEDIATING):
        return deny(_("正在调解的案件才请别的组织的调解员协助。"))
    placed = places(user, case)
    if placed or serves(user, case, Permission.MANAGE_CASES):
        return ALLOW
    return deny(_("由本组织的主任或内勤请别的组织的调解员协助。"))


def can_end_sharing(user: User, case: Case) -> Decision:
    """Whoever may share the case, and the security administrators, who see all exceptions and no case."""
    if user.may(Permission.MANAGE_GRANTS) or serves(user, case, Permission.MANAGE_CASES):
        return ALLOW
    placed = places(user, case, Permission.INVITE_EXPERT)
    if placed or is_mediator_of(user, case):
        return ALLOW
    return deny(_("您不能收回这个临时授权。"))


def can_advise(user: User, case: Case) -> Decision:
    """An expert whose invitation to this case still runs."""
    current = case.grants.valid_on(today()).filter(user=user, permission__codename=ADVISE)  # type: ignore[attr-defined]
    if not user.may(Permission.ADVISE) or not current.exists():
        return deny(_("只有受邀的专家在期限内可以提出意见。"))
    return ALLOW


def can_answer_invitation(user: User, invitation: ExpertInvitation) -> Decision:
    """The expert who was asked: in time, or to step back from a case that he sees."""
    if not user.may(Permission.ADVISE) or invitation.expert_id != user.person_id:
        return deny(_("只有受邀的专家可以答复。"))
    if invitation.answer == ExpertAnswer.ACCEPTED:
        return can_advise(user, invitation.case)
    if invitation.case.status not in UNSETTLED:
        return deny(_("这件纠纷已经有了结果，不用再答复。"))
    if not invitation.is_open(today()):
        return deny(_("已经答复过，或者答复期限已过。"))
    return ALLOW
