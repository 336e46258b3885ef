"""Team and funds (队伍和经费): organizations, posts and persons, and what was paid."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from organizations.enums import OrganizationKind

from ..indicators import Indicator, people, register, support
from .board import Block, Board


def _by_kind(found: Mapping[OrganizationKind, Indicator]) -> tuple[Indicator, ...]:
    """In the order of the official list of kinds."""
    return tuple(found[kind] for kind in OrganizationKind if kind in found)


BOARD = Board(
    headline=(
        register.ORGANIZATIONS,
        people.MEDIATORS,
        people.MEDIATORS_FULL_TIME,
        support.SUBSIDY_PAID,
    ),
    blocks=(
        Block(_("组织，按类别"), _by_kind(register.ORGANIZATIONS_BY_KIND), is_chart=True),
        Block(
            _("调解员的职务，按组织类别"),
            _by_kind(register.POSTS_BY_KIND),
            note=_("一人在两处任职计两次，所以各类之和不等于人数。"),
            is_chart=True,
        ),
        Block(
            _("此外的队伍"),
            (
                register.GUIDANCE_STAFF,
                people.EXPERTS,
                people.INFORMATION_VOLUNTEERS,
                support.EXPERT_PARTICIPATIONS,
            ),
        ),
        Block(_("一案一补"), (support.SUBSIDY_AMOUNT, support.SUBSIDY_PAID)),
    ),
    table=(
        register.ORGANIZATIONS,
        people.MEDIATORS,
        people.MEDIATORS_FULL_TIME,
        people.EXPERTS,
        people.INFORMATION_VOLUNTEERS,
        support.SUBSIDY_AMOUNT,
        support.SUBSIDY_PAID,
    ),
)
