"""Founding, changing and closing organizations."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mediation.kernel import journal
from mediation.kernel.calendar import today
from mediation.kernel.errors import Conflict, InvalidInput

from .. import policies
from ..enums import MEDIATING_KINDS, ROOM_KINDS, OrganizationKind, Regime
from ..models import Division, Organization, OrganizationGrant, Placement, Post, User
from ..querysets import valid_on
from .checking import require, save_checked

# Lawyers' rooms, parks and studios mediate under 人民调解法 as the report counts them; only these do not.
REGIMES = {
    OrganizationKind.ADMIN_ROOM: Regime.ADMINISTRATIVE,
    OrganizationKind.ADMIN_DISPUTE_CENTRE: Regime.ADMINISTRATIVE_DISPUTE,
}

Check = Callable[[Organization, date], None]
_before_closing: list[Check] = []


def before_closing(check: Check) -> Check:
    """Ask `check(organization, day)` before an organization is closed; it raises a DomainError to say no."""
    if check not in _before_closing:
        _before_closing.append(check)
    return check


@transaction.atomic
def found_organization(
    *, by: User, name: str, kind: str, division: Division, founded_on: date, **facts: Any
) -> Organization:
    """A new organization, placed in its division from the Beijing day of its founding.

    `facts`: short_name, sector, sealed_by, host, phone, address. Raises `Refused` outside the officer's area.
    """
    require(policies.can_keep_register_in(by, division))
    if founded_on > today():
        raise InvalidInput({"founded_on": [_("成立日期不能晚于今天。")]})
    organization = Organization(
        name=name,
        kind=kind,
        regime=REGIMES.get(OrganizationKind(kind), Regime.PEOPLES),
        division=division,
        valid_from=founded_on,
        **facts,
    )
    _check_short_name(organization)
    _check_seal(organization)
    save_checked(organization)
    Placement.objects.create(organization=organization, division=division, valid_from=founded_on)
    _record("organization.found", organization, by)
    return organization


@transaction.atomic
def edit_organization(*, by: User, organization: Organization, version: int, **facts: Any) -> Organization:
    """Change name, short_name, sector, sealed_by, host, phone, address.

    Raises `Conflict` when the organization was changed since `version` was read.
    """
    locked = _lock(organization)
    require(policies.can_edit_organization(by, locked))
    if locked.version != version:
        raise Conflict
    changed = [name for name, value in facts.items() if getattr(locked, name) != value]
    for name in changed:
        setattr(locked, name, facts[name])
    if changed:
        _check_short_name(locked)
        _check_seal(locked)
        locked.version += 1
        save_checked(locked)
        _record("organization.edit", locked, by, fields=changed)
    return locked


@transaction.atomic
def close_organization(*, by: User, organization: Organization, closed_on: date, reason: str) -> Organization:
    """End an organization from a Beijing day on: its posts, its place and lent duties end the same day.

    Refused while a room uses its seal, and when a higher app objects (`before_closing`).
    """
    locked = _lock(organization)
    require(policies.can_edit_organization(by, locked))
    if not locked.valid_from < closed_on <= today():
        raise InvalidInput({"closed_on": [_("撤销日期要晚于成立日期，不能晚于今天。")]})
    room = locked.rooms.filter(valid_on(closed_on)).first()
    if room:
        sentence = _("“%(room)s”还在用它的印章，请先给那里换用别的调委会。")
        raise InvalidInput({"closed_on": [sentence % {"room": room.name}]})
    for check in _before_closing:
        check(locked, closed_on)
    locked.valid_until = closed_on
    locked.version += 1
    save_checked(locked)
    for model, owner in (
        (Post, "organization"),
        (Placement, "organization"),
        (OrganizationGrant, "content_object"),
    ):
        _end_all(model, owner, locked, closed_on)
    _record("organization.close", locked, by, reason=reason, on=closed_on.isoformat())
    return locked


def _end_all(model: Any, owner: str, organization: Organization, day: date) -> None:
    rows = model.objects.filter(**{owner: organization})
    rows.filter(valid_from__gte=day).delete()
    rows.filter(valid_on(day)).update(valid_until=day)


def _lock(organization: Organization) -> Organization:
    return (
        Organization.objects.select_for_update(of=("self",))
        .select_related("division")
        .get(pk=organization.pk)
    )


def _check_short_name(organization: Organization) -> None:
    """Two committees of one short name would give two cases one official number."""
    name = organization.short_name
    if name and Organization.objects.filter(short_name=name).exclude(pk=organization.pk).exists():
        raise InvalidInput({"short_name": [_("这个案号简称已经有别的组织在用。")]})


def _check_seal(organization: Organization) -> None:
    """人民调解法 29: an agreement carries a committee's seal; so a room or studio names the committee whose it uses."""
    kind = OrganizationKind(organization.kind)
    if kind in ROOM_KINDS and organization.sealed_by is None:
        raise InvalidInput({"sealed_by": [_("派驻调解室、个人调解室要写明用哪个调委会的印章。")]})
    if kind == OrganizationKind.STATIONED_ROOM and organization.host is None:
        raise InvalidInput({"host": [_("派驻调解室要写明派驻在哪个单位。")]})
    if kind in MEDIATING_KINDS and organization.sealed_by is None and not organization.short_name:
        raise InvalidInput({"short_name": [_("自己用印的调解组织要有案号简称。")]})


def _record(action: str, organization: Organization, by: User, reason: str = "", **detail: Any) -> None:
    journal.record(
        action,
        actor_id=by.pk,
        object_type="organization",
        object_id=organization.uuid,
        organization_id=organization.pk,
        reason=reason,
        **detail,
    )
