"""Who uses and keeps the clause library."""

from django.utils.translation import gettext as _

from mediation.kernel.decisions import ALLOW, Decision, deny
from organizations.models import Organization, User
from organizations.permissions import Permission


def can_keep_clauses(user: User) -> Decision:
    """Whoever mediates keeps the clauses of the committee under whose seal he works."""
    if clause_keepers(user):
        return ALLOW
    return deny(_("您现在没有在调解组织任职，不能维护条款库。"))


def clause_keepers(user: User) -> list[Organization]:
    """The sealing committees of the organizations where somebody mediates, each once."""
    found = {o.sealing.pk: o.sealing for o in user.organizations_permitting(Permission.HANDLE_CASE)}
    return list(found.values())
