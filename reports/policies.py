"""Whose figures a person may see, open and export. The figures themselves never depend on the reader."""

from django.utils.translation import gettext as _

from mediation.kernel.decisions import ALLOW, Decision, deny
from organizations.models import Organization, User
from organizations.permissions import Permission
from organizations.policies import lies_within
from organizations.roles import Reach

from . import scopes
from .scopes import Scope


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


def _in_area(scope: Scope, seat: Organization) -> bool:
    if scope.organization:
        return lies_within(scope.organization.division, seat.division)
    return scope.division is not None and lies_within(scope.division, seat.division)


def _is_own(scope: Scope, seat: Organization) -> bool:
    return scope.organization is not None and scope.organization.pk == seat.pk
