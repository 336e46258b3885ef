"""The register in numbers: organizations by kind, and the posts held in them."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from organizations.enums import MEDIATING_KINDS, PARTICIPATING_KINDS, OrganizationKind, Sector
from organizations.models import Organization, Post
from organizations.roles import MEDIATOR
from reports.enums import Unit

from .kinds import Stock
from .places import ByPlacement
from .registry import register
from .windows import Valid

REGISTER_TABLE = _("人民调解组织队伍经费保障情况统计表")


def all_organizations() -> QuerySet:
    """Every organization, mediating or not."""
    return Organization.objects.all()


def mediator_posts() -> QuerySet:
    """Posts of mediators; who also accepts and seals holds a clerk's post beside it, which counts nowhere."""
    return Post.objects.filter(role_code=MEDIATOR.code)


def guidance_posts() -> QuerySet:
    """Posts in guidance committees: their staff guides and refers, it does not mediate."""
    return Post.objects.filter(organization__kind=OrganizationKind.GUIDANCE_COMMITTEE)


def _organizations(code: str, label: Any, definition: Any, where: Q) -> Stock:
    return register(
        Stock(
            code=code,
            label=label,
            definition=definition,
            unit=Unit.BODIES,
            basis=REGISTER_TABLE,
            source=all_organizations,
            window=Valid(),
            place=ByPlacement(organization=""),
            where=where,
        )
    )


ORGANIZATIONS = _organizations(
    "organizations",
    _("参与调解的组织"),
    _("期末存在的调解组织和指导委员会，司法局、专家库和来函单位不计；按期末所在地归属。"),
    Q(kind__in=PARTICIPATING_KINDS),
)

# A kind's own name is the label of its figure.
ORGANIZATIONS_BY_KIND = {
    kind: _organizations(
        f"organizations_{kind}",
        kind.label,
        _("期末存在的这一类组织；按期末所在地归属。"),
        Q(kind=kind),
    )
    for kind in (*sorted(PARTICIPATING_KINDS), OrganizationKind.EXPERT_BANK)
}

FINANCE_CENTRES = _organizations(
    "organizations_finance",
    _("金融纠纷多元化解中心"),
    _("期末存在的行业性专业性人民调解委员会中，行业为金融的；按期末所在地归属。"),
    Q(kind=OrganizationKind.INDUSTRY, sector=Sector.FINANCE),
)
COURT_ROOMS = _organizations(
    "organizations_court_room",
    _("法院派驻人民调解工作室"),
    _("期末存在的派驻调解室中，派驻单位为人民法院的；按期末所在地归属。"),
    Q(kind=OrganizationKind.STATIONED_ROOM, host__kind=OrganizationKind.COURT),
)

_POSTS = {
    OrganizationKind.VILLAGE: _("村（社区）调委会调解员"),
    OrganizationKind.TOWNSHIP: _("乡镇（街道）调委会调解员"),
    OrganizationKind.ENTERPRISE: _("企事业单位调委会调解员"),
    OrganizationKind.INDUSTRY: _("行业性专业性调委会调解员"),
    OrganizationKind.STUDIO: _("个人调解室调解员"),
    OrganizationKind.STATIONED_ROOM: _("派驻调解室调解员"),
    OrganizationKind.PARK_MARKET: _("园区、集贸市场调解员"),
    OrganizationKind.LAWYER_ROOM: _("律师调解室调解员"),
    OrganizationKind.ADMIN_ROOM: _("行政调解室调解员"),
    OrganizationKind.ADMIN_DISPUTE_CENTRE: _("行政争议调解中心调解员"),
}
POSTS_BY_KIND = {
    kind: register(
        Stock(
            code=f"posts_{kind}",
            label=_POSTS[kind],
            definition=_(
                "期末在这一类组织担任调解员的职务数，一人在两处任职计两次，所以各类之和不等于人数；按组织期末所在地归属。"
            ),
            unit=Unit.PEOPLE,
            basis=REGISTER_TABLE,
            source=mediator_posts,
            window=Valid(("", "organization__")),
            place=ByPlacement(),
            where=Q(organization__kind=kind),
        )
    )
    for kind in sorted(MEDIATING_KINDS)
}

GUIDANCE_STAFF = register(
    Stock(
        code="guidance_staff",
        label=_("指导委员会工作人员"),
        definition=_("期末在人民调解工作指导委员会任职的职务数，不是调解员；按委员会期末所在地归属。"),
        unit=Unit.PEOPLE,
        basis=REGISTER_TABLE,
        source=guidance_posts,
        window=Valid(("", "organization__")),
        place=ByPlacement(),
    )
)
