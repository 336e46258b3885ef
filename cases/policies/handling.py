"""Who takes which step in a case that was registered, and why not."""

from django.db.models import Count
from django.utils.translation import gettext as _

from mediation.kernel.decisions import ALLOW, Decision, deny
from organizations.models import User
from organizations.permissions import Permission

from ..enums import UNSETTLED, CaseStatus, ConfirmationResult, Outcome
from ..models import Case, Confirmation
from .intake import can_take_in_case
from .persons import has_mediator, is_mediator_of, places, serves

S = CaseStatus


def can_assign_mediators(user: User, case: Case) -> Decision:
    """A clerk names any mediators of the organization; a mediator may take an unassigned case himself."""
    if serves(user, case, Permission.MANAGE_CASES):
        return ALLOW
    if serves(user, case, Permission.HANDLE_CASE) and not has_mediator(case):
        return ALLOW
    return deny(_("由本组织的主任或内勤指派调解员。"))


def can_manage_cases_somewhere(user: User) -> Decision:
    """Whether this person is a clerk, who works on many cases of the list at once."""
    if user.may(Permission.MANAGE_CASES):
        return ALLOW
    return deny(_("由本组织的主任或内勤指派调解员。"))


def can_mediate_case(user: User, case: Case) -> Decision:
    """Record, settle, end, close: the case's own mediators, or a clerk of the organization."""
    if serves(user, case, Permission.MANAGE_CASES) or is_mediator_of(user, case):
        return ALLOW
    return deny(_("只有这件案件的调解员或本组织内勤可以办理。"))


def can_extend_term(user: User, case: Case) -> Decision:
    """While a term runs; by whoever mediates the case."""
    if case.due_on is None:
        return deny(_("期限现在没有在计算，不用延长。"))
    return can_mediate_case(user, case)


def can_apply_for_confirmation(user: User, case: Case) -> Decision:
    """Written agreements only, once; by whoever mediates the case (人民调解法 33)."""
    if case.outcome != Outcome.WRITTEN_AGREEMENT:
        return deny(_("书面协议才能申请司法确认。"))
    if Confirmation.objects.filter(agreement__case=case).exists():
        return deny(_("已经申请过司法确认。"))
    return can_mediate_case(user, case)


def can_record_ruling(user: User, case: Case) -> Decision:
    """While an application waits for its ruling."""
    if not Confirmation.objects.filter(agreement__case=case, result=ConfirmationResult.PENDING).exists():
        return deny(_("没有等待裁定的司法确认申请。"))
    return can_mediate_case(user, case)


def can_edit_case(user: User, case: Case) -> Decision:
    """Complete or correct: before acceptance whoever takes in, then whoever mediates; a finished file stays as it is."""
    if case.status in (S.CLOSED, S.DECLINED, S.VOIDED):
        return deny(_("已经办结的案件不能再修改。"))
    if case.status == S.REGISTERED:
        return can_take_in_case(user, case)
    return can_mediate_case(user, case)


def can_add_parties(user: User, case: Case) -> Decision:
    """Until something is agreed or mediation has ended."""
    if case.status not in UNSETTLED:
        return deny(_("已经达成协议或者结束调解的案件，不能再加当事人。"))
    return can_edit_case(user, case)


def can_end_representative(user: User, case: Case) -> Decision:
    """While somebody acts for a party."""
    if not case.representatives.filter(valid_until__isnull=True).exists():
        return deny(_("还没有登记代理人。"))
    return can_edit_case(user, case)


def can_record_leaving(user: User, case: Case) -> Decision:
    """Of a side of several, while mediation goes on or the agreement is not signed; one alone ends it by refusing."""
    sides = case.parties.filter(left_on__isnull=True).order_by().values("side")
    if not sides.annotate(many=Count("pk")).filter(many__gt=1).exists():
        return deny(_("一方有几名当事人，才有部分人退出；只有一名的，请办理“一方不愿调解”。"))
    return can_edit_case(user, case)


def party_left_sentence() -> str:
    """Said of a party that withdrew from a group."""
    return _("这名当事人已经退出，登记的内容不再修改。")


def can_move_case(user: User, case: Case) -> Decision:
    """Custody is moved by the guidance committee that placed the case, while it is unsettled."""
    if not places(user, case):
        return deny(_("只有分派这件案件的指导委员会可以移交。"))
    if case.status not in UNSETTLED:
        return deny(_("已经达成协议或者结束调解的案件不再移交。"))
    return ALLOW
