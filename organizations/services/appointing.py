"""Posts: given and ended. Roles come from them and from nothing else."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from mediation.kernel import journal
from mediation.kernel.calendar import today
from mediation.kernel.errors import InvalidInput, Refused
from mediation.kernel.search import pinyin_key

from .. import policies
from ..models import Organization, Person, Post, User
from ..roles import ROLES, Role
from .checking import require, save_checked


@transaction.atomic
def appoint(
    *,
    by: User,
    organization: Organization,
    role: Role,
    valid_from: date,
    person: Person | None = None,
    name: str = "",
    phone: str = "",
    title: str = "",
    valid_until: date | None = None,
) -> Post:
    """Give a person a post from a Beijing day until another (not included); without `person` a new one of this `name`.

    Refused for a role that `by` may not give there, for oneself, and where 等保 8.1.5 keeps roles apart.
    """
    require(policies.can_appoint(by, organization))
    if role not in policies.appointable_roles(by, organization):
        sentence = _("您不能在“%(organization)s”安排“%(role)s”。")
        raise InvalidInput({"role": [sentence % {"organization": organization.name, "role": role.name}]})
    if valid_from < organization.valid_from:
        raise InvalidInput({"valid_from": [_("任职日期不能早于组织成立的日期。")]})
    if person is None:
        person = Person(name=name, phone=phone, sort_key=pinyin_key(name, person=True).sort_key)
        save_checked(person)
    else:
        # Two appointments of one person at once must see each other.
        person = Person.objects.select_for_update().get(pk=person.pk)
        if person.pk == by.person_id:
            raise Refused(_("不能给自己安排职务，请由别人办理。"))
        if phone and phone != person.phone:
            person.phone = phone
            person.save(update_fields=["phone"])
    keep_roles_apart(person, role, valid_from, valid_until)
    post = Post(
        person=person,
        organization=organization,
        role_code=role.code,
        title=title,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    save_checked(post)
    _record("post.appoint", post, by, since=valid_from.isoformat())
    return post


@transaction.atomic
def end_post(*, by: User, post: Post, ended_on: date) -> None:
    """End a post from a Beijing day on, today at the latest; one that has not begun by then is taken back."""
    locked = (
        Post.objects.select_for_update(of=("self",)).select_related("organization__division").get(pk=post.pk)
    )
    require(policies.can_end_post(by, locked))
    if locked.valid_from >= today():
        _record("post.cancel", locked, by)
        locked.delete()
        return
    if not locked.valid_from < ended_on <= today():
        raise InvalidInput({"ended_on": [_("离任日期要晚于任职日期，不能晚于今天。")]})
    locked.valid_until = ended_on
    save_checked(locked)
    _record("post.end", locked, by, on=ended_on.isoformat())


def keep_roles_apart(person: Person, role: Role, valid_from: date, valid_until: date | None) -> None:
    """等保 8.1.5: raise `InvalidInput` when the person holds a role in this time that must not be held beside it."""
    overlapping = person.posts.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=valid_from))
    if valid_until:
        overlapping = overlapping.filter(valid_from__lt=valid_until)
    for code in set(overlapping.values_list("role_code", flat=True)) - {role.code}:
        decision = policies.may_be_held_together(ROLES[code], role)
        if not decision:
            raise InvalidInput({"role": [decision.reason]})


def _record(action: str, post: Post, by: User, **detail: Any) -> None:
    journal.record(
        action,
        actor_id=by.pk,
        object_type="organization",
        object_id=post.organization.uuid,
        organization_id=post.organization_id,
        person=str(post.person.uuid),
        role=post.role_code,
        **detail,
    )
