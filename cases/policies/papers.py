"""Who prints a case's forms, and who keeps and sees photos of its papers."""

from django.utils.translation import gettext as _

from mediation.kernel.decisions import ALLOW, Decision, deny
from organizations.models import User

from ..enums import CaseStatus
from ..models import Case
from .reading import can_read_contacts


def can_print(user: User, case: Case) -> Decision:
    """Forms bear telephones and addresses: for who handles the case, not for experts and coordinators."""
    if can_read_contacts(user, case):
        return ALLOW
    return deny(_("文书和照片只给办理这件案件的人看。"))


def can_attach_document(user: User, case: Case) -> Decision:
    """Whoever handles the case, also after it was closed: signed papers come late."""
    if case.status == CaseStatus.VOIDED:
        return deny(_("已经作废的案件不再补材料。"))
    return can_print(user, case)
