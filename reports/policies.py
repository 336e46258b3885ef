"""Whose figures a person may see, open and export. The figures themselves never depend on the reader."""

from django.utils.translation import gettext as _

from mediation.kernel.calendar import today
from mediation.kernel.decisions import ALLOW, Decision, deny
from mediation.kernel.errors import InvalidInput
from organizations.enums import OrganizationKind
from organizations.models import Organization, User
from organizations.permissions import Permission
from organizations.policies import lies_within
from organizations.roles import Reach

from . import scopes
from .models import WallScreen
from .scopes import LEVELS, Scope


def can_view_any_figures(user: User) -> Decision:
    """Whether there are any figures for this person at all."""
    if user.may(Permission.VIEW_FIGURES):
        return ALLOW
    return deny(_("您的职责不需要查看统计数字。"))


def can_view_figures(user: User, scope: Scope) -> Decision:
    """Bureaux and guidance committees: their area and what stands in it; clerks: their own organization."""
    decision = can_view_any_figures(user)
    if not decision:
        return decision
    return _within_reach(user, scope, Permission.VIEW_FIGURES)


def can_open_lists(user: User, scope: Scope) -> Decision:
    """The list behind a figure: whoever may see the figure; rows beyond the reader's own cases are sealed."""
    return can_view_figures(user, scope)


def can_export_figures(user: User, scope: Scope) -> Decision:
    """Take figures and their lists away as a file."""
    if not user.may(Permission.EXPORT_FIGURES):
        return deny(_("您的职责可以查看统计数字，不能导出。"))
    return _within_reach(user, scope, Permission.EXPORT_FIGURES)


def can_hang_any_wall(user: User) -> Decision:
    """Screens for passers-by are the bureau's: its analysts hang them and take them down."""
    if _bureaux(user):
        return ALLOW
    return deny(_("大屏由司法局统计人员开通和停用。"))


def can_hang_wall(user: User, scope: Scope) -> Decision:
    """A screen shows the figures of a division in the bureau's area."""
    decision = can_hang_any_wall(user)
    if not decision:
        return decision
    if scope.organization is None and any(_in_area(scope, bureau) for bureau in _bureaux(user)):
        return ALLOW
    return deny(_("这个统计范围不在您的职责内。"))


def can_take_wall_down(user: User, screen: WallScreen) -> Decision:
    """Whoever could hang it there."""
    try:
        return can_hang_wall(user, scopes.parse(screen.scope))
    except InvalidInput:
        # Its division is no more: any bureau may clear it away.
        return can_hang_any_wall(user)


def wall_places(user: User) -> list[Scope]:
    """The places whose figures a screen may show: the bureau's area and its divisions."""
    areas = [scopes.of_division(bureau.division) for bureau in _bureaux(user)]
    return [
        place
        for area in areas
        for place in (area, *(child for child in area.children(today()) if not child.organization))
        if not place.is_own
    ]


def _bureaux(user: User) -> list[Organization]:
    return [
        organization
        for organization in user.organizations_permitting(Permission.EXPORT_FIGURES)
        if organization.kind == OrganizationKind.BUREAU
    ]


def can_manage_tables(user: User) -> Decision:
    """Change the layouts of the official tables: they hold for the whole installation, so the highest bureau's analyst."""
    bureaux = user.organizations_permitting(Permission.MANAGE_TABLES)
    if any(_is_highest(bureau) for bureau in bureaux):
        return ALLOW
    return deny(_("表样各级通用，由最上一级司法局的统计人员修改。"))


def can_reconcile(user: User) -> Decision:
    """See how sums and source rows compare, and ask for another run: it is of the whole installation."""
    if can_manage_tables(user):
        return ALLOW
    return deny(_("汇总数是全平台的，由最上一级司法局的统计人员核对。"))


def home_scope(user: User) -> Scope | None:
    """What a person's dashboard opens with: the area of the hat worn now, or the clerk's own organization."""
    hats = [hat for hat in (user.hat, *user.hats) if hat and Permission.VIEW_FIGURES in hat.role.permissions]
    if not hats:
        return None
    organization = hats[0].organization
    if hats[0].role.reach == Reach.AREA:
        return scopes.of_division(organization.division)
    return scopes.of_organization(organization)


def _within_reach(user: User, scope: Scope, permission: Permission) -> Decision:
    for hat in user.hats:
        if permission in hat.role.permissions:
            reached = _in_area if hat.role.reach == Reach.AREA else _is_own
            if reached(scope, hat.organization):
                return ALLOW
    return deny(_("这个统计范围不在您的职责内。"))


def _is_highest(bureau: Organization) -> bool:
    """Whether no bureau stands above this one."""
    division = bureau.division
    codes = [getattr(division, f"{level}_code") for level in LEVELS if level != division.level]
    above = Organization.objects.valid_on(today()).filter(kind=OrganizationKind.BUREAU)
    return not above.filter(division__code__in=[code for code in codes if code]).exists()


def _in_area(scope: Scope, seat: Organization) -> bool:
    if scope.organization:
        return lies_within(scope.organization.division, seat.division)
    return scope.division is not None and lies_within(scope.division, seat.division)


def _is_own(scope: Scope, seat: Organization) -> bool:
    return scope.organization is not None and scope.organization.pk == seat.pk


def template_bureau(user: User) -> Organization | None:
    """The bureau whose templates of the brief this person keeps: that of its analyst."""
    for hat in (user.hat, *user.hats):
        if (
            hat
            and hat.organization.kind == OrganizationKind.BUREAU
            and Permission.EXPORT_FIGURES in hat.role.permissions
        ):
            return hat.organization
    return None


def can_keep_templates(user: User) -> Decision:
    """Write and change templates of the work report."""
    return ALLOW if template_bureau(user) else deny(_("由司法局统计人员维护简报模板。"))
