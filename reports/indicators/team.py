"""The table of organizations and people: committees by kind, rooms by host, mediators by what they are."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from organizations.enums import (
    COMMITTEE_KINDS,
    Background,
    Education,
    EmploymentKind,
    OrganizationKind,
    Sector,
    Sex,
    Tenure,
)
from organizations.models import Employment, GroupTally, Placement, Profile
from reports.enums import Unit

from .kinds import Distinct, Ratio, Stock, Total
from .people import MEDIATORS, MEDIATORS_FULL_TIME, with_badge
from .places import ByPlacement
from .register import REGISTER_TABLE, all_organizations, mediator_posts
from .registry import register
from .windows import Valid

_SERVING = Valid(("", "organization__"))


def group_tallies() -> QuerySet:
    """How many mediation groups committees say they have."""
    return GroupTally.objects.all()


def urban(day: date) -> Q:
    """Organizations that stand in a community (居、社区) or a sub-district (街道) on the day."""
    placed = Placement.objects.valid_on(day).filter(organization=OuterRef("pk"), division__is_urban=True)
    return Q(Exists(placed))


def _bodies(code: str, label: Any, definition: Any, where: Q | Callable[[date], Q]) -> Stock:
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


COMMITTEES = _bodies(
    "committees",
    _("人民调解委员会"),
    _("期末存在的各类人民调解委员会，调解室、工作室和指导委员会不计；按期末所在地归属。"),
    Q(kind__in=COMMITTEE_KINDS),
)
COMMITTEES_VILLAGE = _bodies(
    "committees_village",
    _("村人民调解委员会"),
    _("期末存在、设在村的人民调解委员会，设在居（社区）的另计；按期末所在地归属。"),
    lambda day: Q(kind=OrganizationKind.VILLAGE) & ~urban(day),
)
COMMITTEES_COMMUNITY = _bodies(
    "committees_community",
    _("居（社区）人民调解委员会"),
    _("期末存在、设在居（社区）的人民调解委员会；按期末所在地归属。"),
    lambda day: Q(kind=OrganizationKind.VILLAGE) & urban(day),
)
COMMITTEES_TOWNSHIP = _bodies(
    "committees_township",
    _("乡镇人民调解委员会"),
    _("期末存在、设在乡镇的人民调解委员会，设在街道的另计；按期末所在地归属。"),
    lambda day: Q(kind=OrganizationKind.TOWNSHIP) & ~urban(day),
)
COMMITTEES_STREET = _bodies(
    "committees_street",
    _("街道人民调解委员会"),
    _("期末存在、设在街道的人民调解委员会；按期末所在地归属。"),
    lambda day: Q(kind=OrganizationKind.TOWNSHIP) & urban(day),
)
COMMITTEES_ENTERPRISE = _bodies(
    "committees_enterprise",
    _("企事业单位人民调解委员会"),
    _("期末存在、由企业事业单位设立的人民调解委员会；按期末所在地归属。"),
    Q(kind=OrganizationKind.ENTERPRISE),
)
COMMITTEES_INDUSTRY = _bodies(
    "committees_industry",
    _("行业性专业性人民调解委员会"),
    _("期末存在的行业性专业性人民调解委员会；按期末所在地归属。"),
    Q(kind=OrganizationKind.INDUSTRY),
)
# They part the industry committees; one whose sector is not told is among the others.
COMMITTEES_BY_SECTOR = {
    sector: _bodies(
        f"committees_industry_{sector}",
        format_lazy(_("行业性专业性人民调解委员会：{sector}"), sector=sector.label),
        format_lazy(
            _("期末存在的行业性专业性人民调解委员会中，行业登记为“{sector}”的；按期末所在地归属。"),
            sector=sector.label,
        ),
        Q(kind=OrganizationKind.INDUSTRY, sector__in=("", sector) if sector == Sector.OTHER else (sector,)),
    )
    for sector in Sector
}
COMMITTEES_REGIONAL = _bodies(
    "committees_regional",
    _("区域性人民调解委员会"),
    _("期末存在、设在园区、集贸市场等区域的人民调解委员会；按期末所在地归属。"),
    Q(kind=OrganizationKind.PARK_MARKET),
)

_HOSTS = {
    OrganizationKind.COURT: _("派驻法院的调解室"),
    OrganizationKind.PROCURATORATE: _("派驻检察院的调解室"),
    OrganizationKind.POLICE: _("派驻公安机关的调解室"),
    OrganizationKind.PETITION_OFFICE: _("派驻信访部门的调解室"),
}
STATIONED_BY_HOST = {
    host: _bodies(
        f"stationed_{host}",
        label,
        format_lazy(_("期末存在的派驻调解室中，派驻单位为{host}的；按期末所在地归属。"), host=host.label),
        Q(kind=OrganizationKind.STATIONED_ROOM, host__kind=host),
    )
    for host, label in _HOSTS.items()
}
STATIONED_OTHER = _bodies(
    "stationed_other",
    _("派驻其他单位的调解室"),
    _("期末存在的派驻调解室中，派驻单位不是法院、检察院、公安机关和信访部门的；按期末所在地归属。"),
    Q(kind=OrganizationKind.STATIONED_ROOM) & ~Q(host__kind__in=_HOSTS),
)
MEDIATION_GROUPS = register(
    Total(
        code="mediation_groups",
        label=_("调解小组"),
        definition=_("期末存在的各调解组织登记的调解小组个数合计；按调解组织期末所在地归属。"),
        unit=Unit.BODIES,
        basis=REGISTER_TABLE,
        source=group_tallies,
        window=_SERVING,
        place=ByPlacement(),
        column_summed="groups",
    )
)


def _mediators(code: str, label: Any, definition: Any, where: Callable[[date], Q], basis: Any) -> Distinct:
    return register(
        Distinct(
            code=code,
            label=label,
            definition=definition,
            unit=Unit.PEOPLE,
            basis=basis,
            source=mediator_posts,
            window=_SERVING,
            place=ByPlacement(),
            where=where,
        )
    )


def _told(**wanted: Any) -> Callable[[date], Q]:
    """Posts whose person holds a badge on the day, and of whom the register tells this then."""

    def where(day: date) -> Q:
        profile = Profile.objects.valid_on(day).filter(person=OuterRef("person"), **wanted)
        return with_badge(day) & Q(Exists(profile))

    return where


def part_time(day: date) -> Q:
    """Posts whose person holds a badge and works part-time on the day."""
    employed = Employment.objects.valid_on(day).filter(
        kind=EmploymentKind.PART_TIME, person=OuterRef("person")
    )
    return with_badge(day) & Q(Exists(employed))


def _with_tenure(tenure: Tenure) -> Callable[[date], Q]:
    return lambda day: with_badge(day) & Q(tenure=tenure)


_COUNTRY = _("司发〔2018〕2号")
MEDIATORS_PART_TIME = _mediators(
    "mediators_part_time",
    _("兼职人民调解员"),
    _("期末担任调解员、持有有效证件、兼职从事调解的人员，一人只计一次；按任职组织期末所在地归属。"),
    part_time,
    _COUNTRY,
)
FULL_TIME_SHARE = register(
    Ratio(
        code="full_time_share",
        label=_("专职人民调解员占比"),
        definition=_("期末的专职人民调解员÷期末的人民调解员。"),
        basis=_COUNTRY,
        numerator=MEDIATORS_FULL_TIME,
        denominator=MEDIATORS,
    )
)
MEDIATORS_MEMBERS = _mediators(
    "mediators_members",
    _("人民调解员：委员"),
    _(
        "期末以委员身份担任调解员、持有有效证件的人员，一人只计一次，在别处受聘的在聘任里也计；"
        "按任职组织期末所在地归属。"
    ),
    _with_tenure(Tenure.MEMBER),
    _("人民调解法第九条、第十三条"),
)
MEDIATORS_ENGAGED = _mediators(
    "mediators_engaged",
    _("人民调解员：聘任"),
    _(
        "期末受聘担任调解员、持有有效证件的人员，一人只计一次，在别处任委员的在委员里也计；"
        "按任职组织期末所在地归属。"
    ),
    _with_tenure(Tenure.ENGAGED),
    _("人民调解法第九条、第十三条"),
)
MEDIATORS_WOMEN = _mediators(
    "mediators_women",
    _("女性人民调解员"),
    _("期末的人民调解员中登记为女性的，一人只计一次，没有登记的不计；按任职组织期末所在地归属。"),
    _told(sex=Sex.FEMALE),
    _("人民调解法第八条"),
)
MEDIATORS_MEN = _mediators(
    "mediators_men",
    _("男性人民调解员"),
    _("期末的人民调解员中登记为男性的，一人只计一次，没有登记的不计；按任职组织期末所在地归属。"),
    _told(sex=Sex.MALE),
    REGISTER_TABLE,
)
_COLLEGE = (Education.COLLEGE, Education.BACHELOR, Education.GRADUATE)
MEDIATORS_HIGH_SCHOOL = _mediators(
    "mediators_high_school",
    _("高中以上文化程度的人民调解员"),
    _(
        "期末的人民调解员中文化程度为高中、中专以上的，一人只计一次，没有登记的不计；按任职组织期末所在地归属。"
    ),
    _told(education__in=(Education.HIGH_SCHOOL, *_COLLEGE)),
    _("人民调解法第十四条"),
)
MEDIATORS_COLLEGE = _mediators(
    "mediators_college",
    _("大专以上文化程度的人民调解员"),
    _("期末的人民调解员中文化程度为大专以上的，一人只计一次，没有登记的不计；按任职组织期末所在地归属。"),
    _told(education__in=_COLLEGE),
    _COUNTRY,
)
MEDIATORS_LAW = _mediators(
    "mediators_law",
    _("有法律专业背景的人民调解员"),
    _("期末的人民调解员中登记为有法律专业背景的，一人只计一次，没有登记的不计；按任职组织期末所在地归属。"),
    _told(background=Background.LAW),
    _COUNTRY,
)
MEDIATORS_PROFESSION = _mediators(
    "mediators_profession",
    _("有其他相关专业背景的人民调解员"),
    _(
        "期末的人民调解员中登记为有医疗、交通、物业等相关专业背景的，一人只计一次，没有登记的不计；"
        "按任职组织期末所在地归属。"
    ),
    _told(background=Background.PROFESSION),
    _COUNTRY,
)
