"""Who sees, confirms and keeps appraisals. Sheets are seen by whoever sees the figures of the node."""

from django.utils.translation import gettext as _

from mediation.kernel.calendar import today
from mediation.kernel.decisions import ALLOW, Decision, deny
from organizations.models import User
from organizations.permissions import Permission
from organizations.policies import lies_within

from .. import policies, scopes
from ..closing.policies import bureaux_of
from ..models import ConfirmedAppraisal
from ..periods import Period
from ..scopes import Scope


def can_confirm(user: User, scope: Scope) -> Decision:
    """The statistician of a bureau, for a node of its area."""
    if scope.division is None or scope.organization or scope.is_own:
        return deny(_("考核表按乡镇、县市、州市定稿，各组织的得分在所在地的表里。"))
    division = scope.division
    if any(lies_within(division, bureau.division) for bureau in bureaux_of(user)):
        return ALLOW
    return deny(_("由辖区内的司法局统计人员定稿。"))


def is_over(period: Period) -> Decision:
    """Only what can no longer grow is confirmed."""
    return ALLOW if period.end <= today() else deny(_("这一期还没有结束，结束以后才能定稿。"))


def lines_seen(user: User, confirmed: ConfirmedAppraisal) -> list[int]:
    """Which lines of a confirmed sheet are for this person: all of one's area, or those of one's own organization."""
    if policies.can_view_figures(user, scopes.parse(confirmed.signed.scope)):
        return list(range(len(confirmed.lines)))
    own = {f"o{organization.uuid}" for organization in user.organizations_permitting(Permission.VIEW_FIGURES)}
    return [number for number, line in enumerate(confirmed.lines) if line["scope"].partition("@")[0] in own]
