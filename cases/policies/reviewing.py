"""What a bureau learns from agreements that courts refused (法释〔2011〕5号 第十二条)."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from mediation.kernel.decisions import ALLOW, Decision, deny
from organizations.models import User
from organizations.permissions import Permission

from ..enums import ConfirmationResult
from ..models import Confirmation


def can_review_refusals(user: User) -> Decision:
    """Whoever keeps the register of an area reviews the quality of its agreements."""
    if user.may(Permission.MANAGE_REGISTER):
        return ALLOW
    return deny(_("只有司法局业务人员可以查看法院驳回确认的情况。"))


def refusals_for(user: User) -> QuerySet[Confirmation]:
    """Refused confirmations of cases that were accepted in the areas of this person's bureaux."""
    area = Q(pk__in=[])
    for bureau in user.organizations_permitting(Permission.MANAGE_REGISTER):
        if bureau.division.level != "village":
            area |= Q(**{f"agreement__case__accepted_{bureau.division.level}": bureau.division_id})
    return Confirmation.objects.filter(
        area, result=ConfirmationResult.REFUSED, ruled_on__isnull=False
    ).select_related("agreement__case__accepted_by", "court")
