"""Who somebody is to a case: the ground on which the rules of this package stand."""

from django.utils.translation import gettext as _

from mediation.kernel.calendar import today
from organizations.models import User
from organizations.permissions import Permission

from ..models import Case
from ..querysets import serving_mediators


def serves(user: User, case: Case, permission: Permission) -> bool:
    """Whether this person has the permission at the organization that holds the case or where it is handled."""
    serving = {o.pk for o in user.organizations_permitting(permission)}
    return bool(serving & {case.holder_id, case.handled_at_id})


def places(user: User, case: Case, permission: Permission = Permission.PLACE_REFERRAL) -> bool:
    """Whether this person has the permission at the guidance committee that placed the case."""
    return case.placed_by_id in {o.pk for o in user.organizations_permitting(permission)}


def is_mediator_of(user: User, case: Case) -> bool:
    """Whether this person mediates the case now and still serves there, or helps in it for some days."""
    return serving_mediators(today(), case).filter(person=user.person_id).exists()


def has_mediator(case: Case) -> bool:
    """Whether somebody who still serves mediates the case."""
    return serving_mediators(today(), case).exists()


def no_mediator_sentence() -> str:
    """Said when an organization has nobody to mediate."""
    return _("这个调解组织还没有在任的调解员，请先在“机构与人员”中登记。")
