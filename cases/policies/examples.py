"""Who writes an example case, and when there may be none."""

from django.utils.translation import gettext as _

from mediation.kernel.decisions import Decision, deny
from organizations.models import User

from ..models import Case, Example
from .handling import can_mediate_case


def can_write_example(user: User, case: Case) -> Decision:
    """Of a settled case that touches nobody's privacy; by whoever mediates it. One at a time."""
    if case.succeeded_on is None:
        return deny(_("调解成功的案件才写成典型案例。"))
    if case.is_protected:
        return deny(_("涉及隐私的案件不写成典型案例。"))
    if _stands(case):
        return deny(_("这件案件已经写成典型案例。"))
    return can_mediate_case(user, case)


def can_withdraw_example(user: User, case: Case) -> Decision:
    """While one stands."""
    if not _stands(case):
        return deny(_("这件案件没有典型案例。"))
    return can_mediate_case(user, case)


def _stands(case: Case) -> bool:
    return Example.objects.filter(case=case, withdrawn_on__isnull=True).exists()
