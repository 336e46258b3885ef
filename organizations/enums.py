"""Fixed lists of the register."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Levels of administrative divisions (行政区划)."""

    PROVINCE = "province", _("省（自治区）")
    PREFECTURE = "prefecture", _("州（市）")
    COUNTY = "county", _("县（市）")
    TOWN = "town", _("乡镇（街道）")
    VILLAGE = "village", _("村（社区）")


class OrganizationKind(models.TextChoices):
    """Kinds of organizations: those of the prefecture's report, and the partners."""

    BUREAU = "bureau", _("司法局")
    GUIDANCE_COMMITTEE = "guidance_committee", _("人民调解工作指导委员会")
    TOWNSHIP = "township", _("乡镇（街道）人民调解委员会")
    VILLAGE = "village", _("村（社区）人民调解委员会")
    ENTERPRISE = "enterprise", _("企事业单位人民调解委员会")
    INDUSTRY = "industry", _("行业性专业性人民调解委员会")
    STUDIO = "studio", _("个人调解室")
    STATIONED_ROOM = "stationed_room", _("派驻调解室")
    PARK_MARKET = "park_market", _("园区、集贸市场人民调解组织")
    LAWYER_ROOM = "lawyer_room", _("律师调解室")
    ADMIN_ROOM = "admin_room", _("行政调解室")
    ADMIN_DISPUTE_CENTRE = "admin_dispute_centre", _("行政争议调解中心")
    EXPERT_BANK = "expert_bank", _("专家库")
    COURT = "court", _("人民法院")
    PROCURATORATE = "procuratorate", _("人民检察院")
    POLICE = "police", _("公安机关")
    PETITION_OFFICE = "petition_office", _("信访部门")
    CONSUMER_ASSOCIATION = "consumer_association", _("消费者协会")
    OTHER_AGENCY = "other_agency", _("其他部门")


class Regime(models.TextChoices):
    """Under which rules an organization mediates; only people's mediation enters the official totals."""

    PEOPLES = "peoples", _("人民调解")
    ADMINISTRATIVE = "administrative", _("行政调解")
    ADMINISTRATIVE_DISPUTE = "administrative_dispute", _("行政争议调解")
    LAWYER = "lawyer", _("律师调解")


class Sector(models.TextChoices):
    """Fields of industry committees (行业性专业性)."""

    MEDICAL = "medical", _("医疗")
    TRAFFIC = "traffic", _("道路交通")
    LABOUR = "labour", _("劳动争议")
    PROPERTY = "property", _("物业")
    CONSUMER = "consumer", _("消费")
    FINANCE = "finance", _("金融")
    OTHER = "other", _("其他")


# Organizations that mediate, and with the guidance committees the 978 that the report counts as taking part.
MEDIATING_KINDS = frozenset(
    {
        OrganizationKind.TOWNSHIP,
        OrganizationKind.VILLAGE,
        OrganizationKind.ENTERPRISE,
        OrganizationKind.INDUSTRY,
        OrganizationKind.STUDIO,
        OrganizationKind.STATIONED_ROOM,
        OrganizationKind.PARK_MARKET,
        OrganizationKind.LAWYER_ROOM,
        OrganizationKind.ADMIN_ROOM,
        OrganizationKind.ADMIN_DISPUTE_CENTRE,
    }
)
# Committees in the sense of the law (人民调解法 8): rooms and studios act under one of them.
COMMITTEE_KINDS = frozenset(
    {
        OrganizationKind.VILLAGE,
        OrganizationKind.TOWNSHIP,
        OrganizationKind.ENTERPRISE,
        OrganizationKind.INDUSTRY,
        OrganizationKind.PARK_MARKET,
    }
)
PARTICIPATING_KINDS = MEDIATING_KINDS | {OrganizationKind.GUIDANCE_COMMITTEE}

# Organizations that send letters and hear only of their own.
PARTNER_KINDS = frozenset(
    {
        OrganizationKind.COURT,
        OrganizationKind.PROCURATORATE,
        OrganizationKind.POLICE,
        OrganizationKind.PETITION_OFFICE,
        OrganizationKind.CONSUMER_ASSOCIATION,
        OrganizationKind.OTHER_AGENCY,
    }
)

# A room or studio acts under a committee's name and seal (人民调解法 29: the agreement carries the committee's seal).
ROOM_KINDS = frozenset({OrganizationKind.STUDIO, OrganizationKind.STATIONED_ROOM})


class EmploymentKind(models.TextChoices):
    FULL_TIME = "full_time", _("专职")
    PART_TIME = "part_time", _("兼职")


class Tenure(models.TextChoices):
    """How a mediator came to a committee: elected or named into it, or engaged by it (人民调解法 9, 13)."""

    MEMBER = "member", _("委员")
    ENGAGED = "engaged", _("聘任")


class Sex(models.TextChoices):
    """The register tells it for one column of the table, and because a committee has a woman member (人民调解法 8)."""

    FEMALE = "female", _("女")
    MALE = "male", _("男")


class Education(models.TextChoices):
    """The highest schooling that was finished."""

    BELOW = "below", _("初中以下")
    HIGH_SCHOOL = "high_school", _("高中、中专")
    COLLEGE = "college", _("大专")
    BACHELOR = "bachelor", _("大学本科")
    GRADUATE = "graduate", _("研究生")


class Background(models.TextChoices):
    """What somebody has studied or practised that helps in mediation."""

    LAW = "law", _("法律专业")
    PROFESSION = "profession", _("其他相关专业（医疗、交通、物业等）")
    NONE = "none", _("没有")


class FundHead(models.TextChoices):
    """What the budget for people's mediation is for (财行〔2007〕179号)."""

    GUIDANCE = "guidance", _("司法行政机关指导人民调解工作经费")
    COMMITTEES = "committees", _("人民调解委员会补助经费")
    MEDIATORS = "mediators", _("人民调解员补贴经费")


class Grade(models.TextChoices):
    """Grades of mediators; other places use other schemes, so the code is only a word."""

    FIRST = "first", _("一级")
    SECOND = "second", _("二级")
    THIRD = "third", _("三级")
    FOURTH = "fourth", _("四级")


class TextSize(models.TextChoices):
    STANDARD = "standard", _("标准")
    LARGE = "large", _("大字")
    EXTRA = "xlarge", _("特大")
