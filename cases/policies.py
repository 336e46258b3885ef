"""Who may take which step in a case, and why not. Whether the case is seen at all is CaseQuerySet.visible_to."""

from django.utils.translation import gettext as _

from mediation.kernel.decisions import ALLOW, Decision, deny
from organizations.models import Organization, User
from organizations.permissions import Permission
from organizations.roles import MEDIATOR

from .enums import ConfirmationResult, Outcome
from .models import Case, Confirmation


def can_register_case(user: User, organization: Organization) -> Decision:
    """Mediators and clerks register for the organization that they serve in."""
    if organization not in user.organizations_permitting(Permission.REGISTER_CASE):
        return deny(_("只能为自己任职的调解组织登记纠纷。"))
    return ALLOW


def can_take_in_case(user: User, case: Case) -> Decision:
    """Accept or decline: a mediator or clerk of the organization that holds the case, or whose committee placed it."""
    placing = {o.pk for o in user.organizations_permitting(Permission.PLACE_REFERRAL)}
    if _serves(user, case, Permission.HANDLE_CASE) or case.placed_by_id in placing:
        return ALLOW
    return deny(_("由承办这件纠纷的调解组织决定是否受理。"))


def can_assign_mediators(user: User, case: Case) -> Decision:
    """A clerk names any mediators of the organization; a mediator may take an unassigned case himself."""
    if _serves(user, case, Permission.MANAGE_CASES):
        return ALLOW
    if _serves(user, case, Permission.HANDLE_CASE) and not _current_mediators(case).exists():
        return ALLOW
    return deny(_("由本组织的主任或内勤指派调解员。"))


def can_mediate_case(user: User, case: Case) -> Decision:
    """Record, settle, end, close: the case's own mediators, or a clerk of the organization."""
    if _serves(user, case, Permission.MANAGE_CASES) or is_mediator_of(user, case):
        return ALLOW
    return deny(_("只有这件案件的调解员或本组织内勤可以办理。"))


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


def can_invite_expert(user: User, case: Case) -> Decision:
    """The coordinator who placed the case, or whoever mediates it (人民调解法 20)."""
    placed = case.placed_by_id in {o.pk for o in user.organizations_permitting(Permission.INVITE_EXPERT)}
    return ALLOW if placed else can_mediate_case(user, case)


def can_advise(user: User, case: Case) -> Decision:
    """An expert whose invitation to this case still runs."""
    if not user.may(Permission.ADVISE):
        return deny(_("只有受邀的专家可以提出意见。"))
    return ALLOW


def can_import_cases(user: User, organization: Organization) -> Decision:
    """A clerk loads files of the organization that he serves in."""
    if organization not in user.organizations_permitting(Permission.IMPORT_CASES):
        return deny(_("只能导入自己任职的调解组织的案件。"))
    return ALLOW


def can_void_case(user: User, case: Case) -> Decision:
    """Undoing an import: a clerk of the organization for which the file was loaded."""
    if case.import_batch is None:
        return deny(_("只有导入的案件可以整批撤销。"))
    return can_import_cases(user, case.import_batch.organization)


def is_mediator_of(user: User, case: Case) -> bool:
    """Whether this person mediates the case now and still serves there, or helps in it for some days."""
    if not _current_mediators(case).filter(person=user.person_id).exists():
        return False
    at = {o.pk for o in user.organizations_as(MEDIATOR)}
    return bool(at & {case.holder_id, case.handled_at_id}) or case.grants.filter(user=user).exists()


def _current_mediators(case: Case):  # type: ignore[no-untyped-def]
    return case.mediators.filter(released_on__isnull=True)


def _serves(user: User, case: Case, permission: Permission) -> bool:
    serving = {o.pk for o in user.organizations_permitting(permission)}
    return bool(serving & {case.holder_id, case.handled_at_id})


def no_mediator_sentence() -> str:
    """Said when an organization has nobody to mediate."""
    return _("这个调解组织还没有在任的调解员，请先在“机构与人员”中登记。")
