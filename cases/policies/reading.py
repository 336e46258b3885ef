"""Who reads what of cases. Whether one case is seen at all is CaseQuerySet.visible_to."""

from django.utils.translation import gettext as _

from mediation.kernel.decisions import ALLOW, Decision, deny
from organizations.models import User
from organizations.permissions import Permission

from ..models import Case
from .persons import is_mediator_of, serves

CASE_PERMISSIONS = (Permission.HANDLE_CASE, Permission.PLACE_REFERRAL, Permission.ADVISE)


def can_see_cases(user: User) -> Decision:
    """Whether there can be any case for this person; which ones, `visible_to` says."""
    if any(user.may(permission) for permission in CASE_PERMISSIONS):
        return ALLOW
    return deny(_("您的职责不需要查看案件。"))


def can_read_contacts(user: User, case: Case) -> bool:
    """Telephones and addresses of the parties: who handles the case needs them; experts and coordinators do not."""
    return serves(user, case, Permission.HANDLE_CASE) or is_mediator_of(user, case)


def can_read_names(case: Case, *, is_own: bool) -> bool:
    """Whether a list shows the parties' names: of a case with privacy only to its own mediators."""
    return is_own or not case.is_protected
