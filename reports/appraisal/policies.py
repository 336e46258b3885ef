"""Who sees, confirms and keeps appraisals. Sheets are seen by whoever sees the figures of the node."""

from django.utils.translation import gettext as _

from mediation.kernel.calendar import today
from mediation.kernel.decisions import ALLOW, Decision, deny
from organizations.models import Division, User
from organizations.permissions import Permission
from organizations.policies import lies_within
from organizations.roles import CLERK

from .. import policies, scopes
from ..closing.policies import bureaux_of, keeps_town
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


def can_adjust(user: User, scope: Scope) -> Decision:
    """The statistician of a bureau above the node or organization."""
    if scope.is_own or _seat(scope) is None:
        return deny(_("加分、扣分按单位写。"))
    if any(_is_above(bureau.division, scope) for bureau in bureaux_of(user)):
        return ALLOW
    return deny(_("由上级司法局的统计人员加分、扣分。"))


def can_remark(user: User, scope: Scope) -> Decision:
    """Whoever hands in figures for the appraised: a committee's clerk, a township's, a bureau's statistician."""
    if scope.organization:
        own = any(one.pk == scope.organization.pk for one in user.organizations_as(CLERK))
    elif scope.division is None or scope.is_own:
        own = False
    else:
        division = scope.division
        own = keeps_town(user, division) or any(
            bureau.division.code == division.code for bureau in bureaux_of(user)
        )
    return ALLOW if own else deny(_("由被考核的单位申辩。"))


def _seat(scope: Scope) -> Division | None:
    return scope.organization.division if scope.organization else scope.division


def _is_above(area: Division, scope: Scope) -> bool:
    seat = _seat(scope)
    if seat is None or not lies_within(seat, area):
        return False
    return scope.organization is not None or seat.code != area.code


def lines_seen(user: User, confirmed: ConfirmedAppraisal) -> list[int]:
    """Which lines of a confirmed sheet are for this person: all of one's area, or those of one's own organization."""
    if policies.can_view_figures(user, scopes.parse(confirmed.signed.scope)):
        return list(range(len(confirmed.lines)))
    own = {f"o{organization.uuid}" for organization in user.organizations_permitting(Permission.VIEW_FIGURES)}
    return [number for number, line in enumerate(confirmed.lines) if line["scope"].partition("@")[0] in own]
