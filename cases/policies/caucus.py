"""Who writes and reads what one side said to the mediator alone."""

from django.utils.translation import gettext as _

from mediation.kernel.decisions import ALLOW, Decision, deny
from organizations.models import User
from organizations.permissions import Permission

from ..models import Case
from .persons import is_mediator_of


def can_read_caucus(user: User, case: Case) -> bool:
    """The case's own mediators and a clerk of the organization that holds it; nobody else, whatever else they may."""
    holding = {o.pk for o in user.organizations_permitting(Permission.MANAGE_CASES)}
    return case.holder_id in holding or is_mediator_of(user, case)


def can_note_caucus(user: User, case: Case) -> Decision:
    """Who may read such notes may write them."""
    if can_read_caucus(user, case):
        return ALLOW
    return deny(_("单独谈话记录只由这件案件的调解员和承办组织的内勤填写、查看。"))
