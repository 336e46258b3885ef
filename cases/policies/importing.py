"""Who loads files of cases, and undoes them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mediation.kernel.decisions import ALLOW, Decision, deny
from organizations.models import Organization, User
from organizations.permissions import Permission

from ..models import Case, ImportBatch


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
