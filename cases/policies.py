"""Who may take which step in a case, and why not. Whether the case is seen at all is CaseQuerySet.visible_to."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mediation.kernel.calendar import today
from mediation.kernel.decisions import ALLOW, Decision, deny
from organizations.models import Organization, User
from organizations.permissions import Permission

from .enums import CaseStatus, ConfirmationResult, Outcome
from .models import Case, Confirmation, ImportBatch
from .querysets import ADVISE, serving_mediators

S = CaseStatus
# Before anything was agreed or ended: parties may join, people may help, the case may go elsewhere.
UNSETTLED = frozenset({S.REGISTERED, S.ACCEPTED, S.MEDIATING})


def can_see_cases(user: User) -> Decision:
    """Whether there can be any case for this person; which ones, `visible_to` says."""
    if any(user.may(permission) for permission in CASE_PERMISSIONS):
        return ALLOW
    return deny(_("您的职责不需要查看案件。"))


CASE_PERMISSIONS = (Permission.HANDLE_CASE, Permission.PLACE_REFERRAL, Permission.ADVISE)


def can_log_screening(user: User) -> Decision:
    """Mediators and clerks log the rounds of their organization."""
    if user.may(Permission.LOG_SCREENING):
        return ALLOW
    return deny(_("只有调解员、主任或内勤可以登记排查。"))


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
    placing = {o.pk for o in user.organizations_permitting(Permission.PLACE_REFERRAL)}
    if _serves(user, case, Permission.HANDLE_CASE) or case.placed_by_id in placing:
        return ALLOW
    return deny(_("由承办这件纠纷的调解组织决定是否受理。"))


def can_assign_mediators(user: User, case: Case) -> Decision:
    """A clerk names any mediators of the organization; a mediator may take an unassigned case himself."""
    if _serves(user, case, Permission.MANAGE_CASES):
        return ALLOW
    if _serves(user, case, Permission.HANDLE_CASE) and not has_mediator(case):
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


def can_move_case(user: User, case: Case) -> Decision:
    """Custody is moved by the guidance committee that placed the case, while it is unsettled."""
    placing = {o.pk for o in user.organizations_permitting(Permission.PLACE_REFERRAL)}
    if case.placed_by_id is None or case.placed_by_id not in placing:
        return deny(_("只有分派这件案件的指导委员会可以移交。"))
    if case.status not in UNSETTLED:
        return deny(_("已经达成协议或者结束调解的案件不再移交。"))
    return ALLOW


def can_invite_expert(user: User, case: Case) -> Decision:
    """The coordinator who placed the case, or whoever mediates it (人民调解法 20), while it is unsettled."""
    if case.status not in UNSETTLED:
        return deny(_("正在调解的案件才请专家。"))
    placed = case.placed_by_id in {o.pk for o in user.organizations_permitting(Permission.INVITE_EXPERT)}
    return ALLOW if placed else can_mediate_case(user, case)


def can_lend_case(user: User, case: Case) -> Decision:
    """Asking a mediator of another organization to help: a clerk, or the committee that placed the case."""
    if case.status not in (S.ACCEPTED, S.MEDIATING):
        return deny(_("正在调解的案件才请别的组织的调解员协助。"))
    placed = case.placed_by_id in {o.pk for o in user.organizations_permitting(Permission.PLACE_REFERRAL)}
    if placed or _serves(user, case, Permission.MANAGE_CASES):
        return ALLOW
    return deny(_("由本组织的主任或内勤请别的组织的调解员协助。"))


def can_end_sharing(user: User, case: Case) -> Decision:
    """Whoever may share the case, and the security administrators, who see all exceptions and no case."""
    if user.may(Permission.MANAGE_GRANTS) or _serves(user, case, Permission.MANAGE_CASES):
        return ALLOW
    placed = case.placed_by_id in {o.pk for o in user.organizations_permitting(Permission.INVITE_EXPERT)}
    if placed or is_mediator_of(user, case):
        return ALLOW
    return deny(_("您不能收回这个临时授权。"))


def can_advise(user: User, case: Case) -> Decision:
    """An expert whose invitation to this case still runs."""
    current = case.grants.valid_on(today()).filter(user=user, permission__codename=ADVISE)  # type: ignore[attr-defined]
    if not user.may(Permission.ADVISE) or not current.exists():
        return deny(_("只有受邀的专家在期限内可以提出意见。"))
    return ALLOW


def can_import_cases(user: User, organization: Organization) -> Decision:
    """A clerk loads files of the organization that he serves in."""
    if organization not in user.organizations_permitting(Permission.IMPORT_CASES):
        return deny(_("只能导入自己任职的调解组织的案件。"))
    return ALLOW


def can_import_somewhere(user: User) -> Decision:
    """Whether this person is a clerk of any organization that takes disputes in."""
    if user.may(Permission.IMPORT_CASES):
        return ALLOW
    return deny(_("只有主任或内勤可以导入案件。"))


def can_undo_import(user: User, batch: ImportBatch, *, touched: int) -> Decision:
    """Undoing voids all cases of a file; `touched` of them went on since, which nobody may lose."""
    if touched:
        return deny(
            ngettext(
                "有 %(count)d 件案件在导入以后又办理过，不能整批撤销。",
                "有 %(count)d 件案件在导入以后又办理过，不能整批撤销。",
                touched,
            )
            % {"count": touched}
        )
    return can_import_cases(user, batch.organization)


def can_void_case(user: User, case: Case) -> Decision:
    """Undoing an import: a clerk of the organization for which the file was loaded."""
    if case.import_batch is None:
        return deny(_("只有导入的案件可以整批撤销。"))
    return can_import_cases(user, case.import_batch.organization)


def is_mediator_of(user: User, case: Case) -> bool:
    """Whether this person mediates the case now and still serves there, or helps in it for some days."""
    return serving_mediators(today(), case).filter(person=user.person_id).exists()


def has_mediator(case: Case) -> bool:
    """Whether somebody who still serves mediates the case."""
    return serving_mediators(today(), case).exists()


def can_read_contacts(user: User, case: Case) -> bool:
    """Telephones and addresses of the parties: who handles the case needs them; experts and coordinators do not."""
    return _serves(user, case, Permission.HANDLE_CASE) or is_mediator_of(user, case)


def can_read_names(case: Case, *, is_own: bool) -> bool:
    """Whether a list shows the parties' names: of a case with privacy only to its own mediators."""
    return is_own or not case.is_protected


def _serves(user: User, case: Case, permission: Permission) -> bool:
    serving = {o.pk for o in user.organizations_permitting(permission)}
    return bool(serving & {case.holder_id, case.handled_at_id})


def no_mediator_sentence() -> str:
    """Said when an organization has nobody to mediate."""
    return _("这个调解组织还没有在任的调解员，请先在“机构与人员”中登记。")
