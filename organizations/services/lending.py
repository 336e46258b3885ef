"""A duty lent for some days: the only writer of OrganizationGrant."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import Permission as ModelPermission
from django.db import transaction
from django.utils.translation import gettext as _

from mediation.kernel import journal
from mediation.kernel.calendar import today
from mediation.kernel.errors import InvalidInput

from .. import policies
from ..forms.grants import LENDABLE
from ..models import Organization, OrganizationGrant, User
from ..roles import Role
from .appointing import keep_roles_apart
from .checking import require

LONGEST = timedelta(days=30)


@transaction.atomic
def lend_duty(
    *,
    by: User,
    user: User,
    organization: Organization,
    role: Role,
    valid_from: date,
    last_day: date,
    reason: str,
) -> OrganizationGrant:
    """Let `user` stand in for a role of one organization from a Beijing day to a last day (included).

    Raises `InvalidInput` for a role that the organization cannot give, a time over 30 days or in the past, oneself,
    or an administrator, who reads no case.
    """
    require(policies.can_manage_grants(by))
    valid_until = last_day + timedelta(days=1)
    if user.pk == by.pk:
        raise InvalidInput({"person": [_("不能给自己授权。")]})
    if role.code not in LENDABLE or organization.kind not in role.kinds:
        sentence = _("“%(organization)s”没有“%(role)s”这个职责。")
        raise InvalidInput({"role": [sentence % {"organization": organization.name, "role": role.name}]})
    if valid_from < today():
        raise InvalidInput({"valid_from": [_("起始日期不能早于今天。")]})
    if last_day < valid_from:
        raise InvalidInput({"last_day": [_("最后一天不能早于起始日期。")]})
    if valid_until - valid_from > LONGEST:
        raise InvalidInput({"last_day": [_("一次最长 30 天，需要更久请安排任职。")]})
    keep_roles_apart(user.person, role, valid_from, valid_until)
    if organization in user.organizations_as(role):
        raise InvalidInput({"person": [_("这个人在这里已经有这个职责。")]})
    grant = OrganizationGrant.objects.create(
        user=user,
        permission=ModelPermission.objects.get(
            codename=f"act_as_{role.code}", content_type__app_label="organizations"
        ),
        content_object=organization,
        valid_from=valid_from,
        valid_until=valid_until,
        reason=reason,
        granted_by_id=by.pk,
    )
    _record(
        "duty.lend", grant, by, reason=reason, since=valid_from.isoformat(), until=valid_until.isoformat()
    )
    return grant


@transaction.atomic
def revoke_duty(*, by: User, grant: OrganizationGrant) -> None:
    """End a lent duty at once: from today on it does not hold. One that began today or later is removed."""
    require(policies.can_manage_grants(by))
    locked = OrganizationGrant.objects.select_for_update(of=("self",)).get(pk=grant.pk)
    if locked.has_ended:
        return
    if locked.valid_from >= today():
        locked.delete()
    else:
        locked.valid_until = today()
        locked.save(update_fields=["valid_until"])
    _record("duty.revoke", grant, by)


def _record(action: str, grant: OrganizationGrant, by: User, reason: str = "", **detail: Any) -> None:
    journal.record(
        action,
        actor_id=by.pk,
        object_type="organization",
        object_id=grant.content_object.uuid,
        organization_id=grant.content_object_id,
        reason=reason,
        person=str(grant.user.person.uuid),
        role=grant.permission.codename.removeprefix("act_as_"),
        **detail,
    )
