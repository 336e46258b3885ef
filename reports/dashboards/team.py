"""Team and funds (队伍和经费): organizations, posts and persons, and what was paid."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from organizations.enums import OrganizationKind

from ..indicators import Indicator, funding, people, register, support, team
from .board import Block, Board


def _by_kind(found: Mapping[OrganizationKind, Indicator]) -> tuple[Indicator, ...]:
    """In the order of the official list of kinds."""
    return tuple(found[kind] for kind in OrganizationKind if kind in found)


BOARD = Board(
    headline=(
        register.ORGANIZATIONS,
        people.MEDIATORS,
        people.MEDIATORS_FULL_TIME,
        team.COMMITTEES,
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
            _("人民调解委员会"),
            (
                team.COMMITTEES,
                team.COMMITTEES_VILLAGE,
                team.COMMITTEES_COMMUNITY,
                team.COMMITTEES_TOWNSHIP,
                team.COMMITTEES_STREET,
                team.COMMITTEES_ENTERPRISE,
                team.COMMITTEES_INDUSTRY,
                team.COMMITTEES_REGIONAL,
            ),
            note=_("派驻调解室、个人调解工作室不是委员会，不在其中。"),
        ),
        Block(
            _("人民调解员"),
            (
                people.MEDIATORS,
                team.MEDIATORS_MEMBERS,
                team.MEDIATORS_ENGAGED,
                people.MEDIATORS_FULL_TIME,
                team.MEDIATORS_PART_TIME,
                team.FULL_TIME_SHARE,
                team.MEDIATORS_WOMEN,
                team.MEDIATORS_MEN,
                team.MEDIATORS_HIGH_SCHOOL,
                team.MEDIATORS_COLLEGE,
                team.MEDIATORS_LAW,
                team.MEDIATORS_PROFESSION,
            ),
            note=_("性别、文化程度和专业背景由本人或组织填报，未填的不计，所以各项之和可以少于人数。"),
        ),
        Block(
            _("此外的队伍"),
            (
                team.MEDIATION_GROUPS,
                register.GUIDANCE_STAFF,
                people.EXPERTS,
                people.INFORMATION_VOLUNTEERS,
                support.EXPERT_PARTICIPATIONS,
            ),
        ),
        Block(_("培训"), (funding.TRAINING_SESSIONS, funding.TRAINING_PEOPLE)),
        Block(
            _("经费"),
            (funding.FUNDS, funding.FUNDS_GUIDANCE, funding.FUNDS_COMMITTEES, funding.FUNDS_MEDIATORS),
            note=_("经费按年度填报，只计入包含整年的期间。"),
        ),
        Block(_("一案一补"), (support.SUBSIDY_AMOUNT, support.SUBSIDY_PAID)),
    ),
    table=(
        register.ORGANIZATIONS,
        people.MEDIATORS,
        people.MEDIATORS_FULL_TIME,
        people.EXPERTS,
        people.INFORMATION_VOLUNTEERS,
        funding.TRAINING_PEOPLE,
        funding.FUNDS,
        support.SUBSIDY_AMOUNT,
        support.SUBSIDY_PAID,
    ),
)
