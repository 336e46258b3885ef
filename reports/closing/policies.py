"""Who hands in, returns, signs and reminds. Each answer has its reason."""

from django.utils.translation import gettext as _

from mediation.kernel.decisions import ALLOW, Decision, deny
from organizations.enums import Level, OrganizationKind
from organizations.models import Division, Organization, User
from organizations.permissions import Permission
from organizations.policies import lies_within
from organizations.roles import ANALYST, CLERK

from ..enums import NodeKind
from ..enums import SubmissionStatus as S
from ..models import Submission


def can_see_closing(user: User) -> Decision:
    """Whether there is any return for this person at all."""
    if user.may(Permission.VIEW_FIGURES):
        return ALLOW
    return deny(_("您的职责不需要报送统计数字。"))


def bureaux_of(user: User) -> list[Organization]:
    """The bureaux for which this person closes and signs."""
    return user.organizations_as(ANALYST)


def can_open_rounds(user: User) -> Decision:
    """Bureau statisticians open rounds for their own area."""
    if bureaux_of(user):
        return ALLOW
    return deny(_("由司法局统计人员开始一期报送。"))


def keeps(user: User, submission: Submission) -> bool:
    """Whether this person hands in for the node: a committee's clerk, a township's clerk, a bureau's statistician."""
    if submission.organization_id:
        return any(o.pk == submission.organization_id for o in user.organizations_as(CLERK))
    if submission.kind == NodeKind.TOWN:
        return keeps_town(user, submission.division)
    return any(bureau.division.code == submission.division.code for bureau in bureaux_of(user))


def keeps_town(user: User, town: Division) -> bool:
    """Whether this person is a clerk of the town's committee."""
    return town.level == Level.TOWN and any(
        o.kind == OrganizationKind.TOWNSHIP and o.division.town_code == town.code
        for o in user.organizations_as(CLERK)
    )


def stands_above(user: User, submission: Submission) -> bool:
    """Whether this person hands in for the node above."""
    return submission.parent is not None and keeps(user, submission.parent)


def watches(user: User, submission: Submission) -> bool:
    """Whether a bureau of this person has the node in its area, below its own."""
    return any(
        lies_within(submission.division, bureau.division)
        and (submission.organization_id or submission.division.code != bureau.division.code)
        for bureau in bureaux_of(user)
    )


def can_close(user: User, submission: Submission) -> Decision:
    """Close the books of one's own node, open them again, submit, take back."""
    if keeps(user, submission):
        return ALLOW
    if submission.organization_id:
        return deny(_("由这个组织的主任或内勤结账、上报。"))
    if submission.kind == NodeKind.TOWN:
        return deny(_("由乡镇（街道）调委会的主任或内勤结账、上报。"))
    return deny(_("由这一级司法局的统计人员结账、上报。"))


def can_submit(user: User, submission: Submission) -> Decision:
    """To the node above; the first node signs instead."""
    if submission.is_root:
        return deny(_("这是报送的最上一级：结账以后签署。"))
    return _while_above_is_open(submission) and can_close(user, submission)


def can_report_zero(user: User, submission: Submission) -> Decision:
    """In one click, for a committee."""
    if not submission.organization_id:
        return deny(_("零报告由各调解组织报。"))
    return can_submit(user, submission)


def can_take_back(user: User, submission: Submission) -> Decision:
    """Before somebody of the node above has opened it."""
    if submission.seen_on is not None:
        return deny(_("上级已经看过，不能撤回；需要改的，请上级退回。"))
    return _while_above_is_open(submission) and can_close(user, submission)


def can_return(user: User, submission: Submission) -> Decision:
    """The node above, while its own books are open; the bureaux above in its place."""
    if not (stands_above(user, submission) or watches(user, submission)):
        return deny(_("由上一级退回。"))
    return _while_above_is_open(submission)


def can_submit_on_behalf(user: User, submission: Submission) -> Decision:
    """A bureau, for a node of its area, with a reason: mediators of a village come once in a season."""
    if submission.is_root or not watches(user, submission):
        return deny(_("由辖区内的司法局统计人员代报。"))
    return _while_above_is_open(submission)


def can_remind(user: User, submission: Submission) -> Decision:
    """Whoever waits for it."""
    if submission.is_in:
        return deny(_("已经上报，不用提醒。"))
    if stands_above(user, submission) or watches(user, submission):
        return ALLOW
    return deny(_("由上级提醒。"))


def can_sign(user: User, submission: Submission) -> Decision:
    """The statistician of the bureau that opened the round signs the whole."""
    if not submission.is_root:
        return deny(_("由开始这一期报送的司法局签署。"))
    if keeps(user, submission):
        return ALLOW
    return deny(_("由这一级司法局的统计人员签署。"))


def _while_above_is_open(submission: Submission) -> Decision:
    above = submission.parent
    if above is None or above.status in (S.OPEN, S.RETURNED):
        return ALLOW
    return deny(
        _("%(above)s%(status)s，不能再改动下级的报送；请先撤销上级的结账或者退回上级。")
        % {"above": above.label, "status": above.get_status_display()}
    )
