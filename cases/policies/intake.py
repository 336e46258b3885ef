"""Who logs disputes and rounds of screening, and takes disputes in."""

from django.utils.translation import gettext as _

from mediation.kernel.decisions import ALLOW, Decision, deny
from organizations.models import Organization, User
from organizations.permissions import Permission

from ..models import Case
from .persons import places, serves


def can_log_screening(user: User) -> Decision:
    """Mediators and clerks log the rounds of their organization."""
    if user.may(Permission.LOG_SCREENING):
        return ALLOW
    return deny(_("只有调解员、主任或内勤可以登记排查。"))


def can_screen_for(user: User, organization: Organization) -> Decision:
    """Rounds, leads and invitations are an organization's own."""
    if organization not in user.organizations_permitting(Permission.LOG_SCREENING):
        return deny(_("只能为自己任职的调解组织登记。"))
    return ALLOW


def can_enter_prevention(user: User, organization: Organization) -> Decision:
    """The clerk answers for the sums of the organization."""
    if organization not in user.organizations_permitting(Permission.MANAGE_CASES):
        return deny(_("由本组织的主任或内勤填写。"))
    return ALLOW


def can_enter_prevention_somewhere(user: User) -> Decision:
    """Whether this person is a clerk of any organization."""
    if user.may(Permission.MANAGE_CASES):
        return ALLOW
    return deny(_("由本组织的主任或内勤填写。"))


def can_register_somewhere(user: User) -> Decision:
    """Whether this person serves in any organization that takes disputes in."""
    if user.may(Permission.REGISTER_CASE):
        return ALLOW
    return deny(_("只有在调解组织任职的人可以登记纠纷。"))


def can_register_case(user: User, organization: Organization) -> Decision:
    """Mediators and clerks register for the organization that they serve in."""
    if organization not in user.organizations_permitting(Permission.REGISTER_CASE):
        return deny(_("只能为自己任职的调解组织登记纠纷。"))
    return ALLOW


def can_take_in_case(user: User, case: Case) -> Decision:
    """Accept or decline: a mediator or clerk of the organization that holds the case, or whose committee placed it."""
    if serves(user, case, Permission.HANDLE_CASE) or places(user, case):
        return ALLOW
    return deny(_("由承办这件纠纷的调解组织决定是否受理。"))
