"""Who declares, who records a recusal, who lets somebody go on although something spoke against it."""

from django.utils.translation import gettext as _

from mediation.kernel.decisions import ALLOW, Decision, deny
from organizations.models import User
from organizations.permissions import Permission

from ..models import Case
from .handling import can_mediate_case
from .persons import is_mediator_of, serves


def can_declare(user: User, case: Case) -> Decision:
    """Each mediator for himself; a clerk enters what a mediator said."""
    if is_mediator_of(user, case):
        return ALLOW
    if serves(user, case, Permission.MANAGE_CASES):
        if case.mediators.filter(released_on__isnull=True).exists():
            return ALLOW
        return deny(_("还没有指派调解员。"))
    return deny(_("由这件案件的调解员自己声明，或者由本组织内勤代为登记。"))


def can_recuse(user: User, case: Case) -> Decision:
    """A party's request is recorded by whoever handles the case; nobody weighs it."""
    decision = can_mediate_case(user, case)
    if decision and not case.mediators.filter(released_on__isnull=True).exists():
        return deny(_("还没有指派调解员。"))
    return decision


def can_override_conflict(user: User, case: Case) -> Decision:
    """A clerk of the organization, with both sides' agreement."""
    if not serves(user, case, Permission.MANAGE_CASES):
        return deny(_("由本组织的主任或内勤登记双方的同意。"))
    current = case.mediators.filter(released_on__isnull=True).values("person")
    aside = case.mediators.filter(released_on__isnull=False).exclude(release_reason="")
    if not aside.exclude(person__in=current).exists():
        return deny(_("没有因为利害关系或者回避退出的调解员。"))
    return ALLOW


def can_read_recusals(user: User, case: Case) -> bool:
    """Which side asked for another mediator, refused or withdrew: those who handle the case, never a partner, an expert or a coordinator."""
    return serves(user, case, Permission.HANDLE_CASE) or is_mediator_of(user, case)


def can_see_overrides(user: User) -> Decision:
    """Officers of a bureau keep an eye on how often it happens, without any name."""
    if user.may(Permission.MANAGE_REGISTER):
        return ALLOW
    return deny(_("由司法局业务人员查看。"))
