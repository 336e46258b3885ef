"""Who reminds of overdue cases, and who supervises them."""

from django.utils.translation import gettext as _

from mediation.kernel.calendar import today
from mediation.kernel.decisions import ALLOW, Decision, deny
from organizations.models import Organization, User
from organizations.permissions import Permission

from ..models import Case, SupervisionOrder
from .handling import can_mediate_case
from .persons import serves


def can_watch_terms(user: User) -> Decision:
    """Clerks watch their own organization's terms, guidance committees those of their county."""
    if user.may(Permission.MANAGE_CASES) or user.may(Permission.PLACE_REFERRAL):
        return ALLOW
    return deny(_("由主任、内勤或者指导委员会催办超期案件。"))


def can_supervise(user: User) -> Decision:
    """Whether there is a county whose terms this person looks after."""
    return ALLOW if user.may(Permission.PLACE_REFERRAL) else deny(_("由本县市的指导委员会督办。"))


def supervising_committee(user: User, case: Case) -> Organization | None:
    """The guidance committee for which this person looks after the case: it placed it, or it lies in its county."""
    committees = user.organizations_permitting(Permission.PLACE_REFERRAL)
    return next(
        (o for o in committees if o.pk == case.placed_by_id or o.division_id == case.holder_county_id), None
    )


def can_remind(user: User, case: Case) -> Decision:
    """Of an overdue case: its clerk, or the guidance committee of the county."""
    if case.due_on is None or case.due_on >= today():
        return deny(_("这件案件没有超期，不用提醒。"))
    if serves(user, case, Permission.MANAGE_CASES) or supervising_committee(user, case):
        return ALLOW
    return deny(_("由本组织内勤或者本县市的指导委员会提醒。"))


def can_order(user: User, case: Case) -> Decision:
    """The guidance committee of the county, while the case is overdue and no order stands."""
    if supervising_committee(user, case) is None:
        return deny(_("由本县市的指导委员会督办。"))
    if case.due_on is None or case.due_on >= today():
        return deny(_("这件案件没有超期，不用督办。"))
    if case.supervision_orders.filter(lifted_on__isnull=True).exists():
        return deny(_("这件案件已经在督办。"))
    return ALLOW


def can_answer_order(user: User, order: SupervisionOrder) -> Decision:
    """Whoever mediates the case, once."""
    if order.lifted_on is not None or order.answered_on is not None:
        return deny(_("这次督办已经答复或者解除。"))
    return can_mediate_case(user, order.case)


def can_lift_order(user: User, order: SupervisionOrder) -> Decision:
    """The committee that issued it."""
    if order.lifted_on is not None:
        return deny(_("这次督办已经解除。"))
    if order.issued_by in user.organizations_permitting(Permission.PLACE_REFERRAL):
        return ALLOW
    return deny(_("由发出督办的指导委员会解除。"))
