"""Where an organization stands, by dated placements."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from mediation.kernel import journal
from mediation.kernel.calendar import today
from mediation.kernel.errors import InvalidInput

from .. import policies
from ..models import Division, Organization, Placement, User
from .checking import require

Reaction = Callable[[Organization], None]
_reactions: list[Reaction] = []


def on_moved(reaction: Reaction) -> Reaction:
    """Run `reaction(organization)` in the transaction of a move: higher apps rewrite what follows the organization.

    `organization.division` is the new one then.
    """
    if reaction not in _reactions:
        _reactions.append(reaction)
    return reaction


@transaction.atomic
def place(*, by: User, organization: Organization, division: Division, moved_on: date) -> Organization:
    """Move an organization to a division from a Beijing day on, today at the latest. What it did before stays there.

    Both divisions lie in the officer's area. Raises `InvalidInput` for a day not after the last move.
    """
    locked = (
        Organization.objects.select_for_update(of=("self",))
        .select_related("division")
        .get(pk=organization.pk)
    )
    require(policies.can_edit_organization(by, locked))
    require(policies.can_keep_register_in(by, division))
    if division.pk == locked.division_id:
        raise InvalidInput({"division": [_("它已经在这里。")]})
    current = locked.placements.get(valid_until__isnull=True)
    if not current.valid_from < moved_on <= today():
        raise InvalidInput({"moved_on": [_("迁移日期要晚于上一次迁移或成立的日期，不能晚于今天。")]})
    current.valid_until = moved_on
    current.save(update_fields=["valid_until"])
    Placement.objects.create(organization=locked, division=division, valid_from=moved_on)
    before = locked.division
    locked.division = division
    locked.version += 1
    locked.save(update_fields=["division", "version"])
    journal.record(
        "organization.move",
        actor_id=by.pk,
        object_type="organization",
        object_id=locked.uuid,
        organization_id=locked.pk,
        before=before.code,
        after=division.code,
        on=moved_on.isoformat(),
    )
    for reaction in _reactions:
        reaction(locked)
    return locked
