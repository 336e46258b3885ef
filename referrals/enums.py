"""Fixed lists of a letter."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.enums import Entruster
from organizations.enums import OrganizationKind


class ReferralStatus(models.TextChoices):
    """Where a letter stands. The sender sees these words and the answer, nothing else of the case."""

    SENT = "sent", _("待接收")
    DECLINED = "declined", _("已退回")
    PLACED = "placed", _("已分派")
    MEDIATING = "mediating", _("调解中")
    ANSWERED = "answered", _("已答复")
    WITHDRAWN = "withdrawn", _("已撤回")


class ReferralDeclineReason(models.TextChoices):
    """Why a letter goes back (法释〔2021〕23号 第十二条: with its reason)."""

    NOT_CIVIL = "not_civil", _("不属于可以调解的民事纠纷")
    OUTSIDE_AREA = "outside_area", _("不在本县市范围内")
    NO_CONSENT = "no_consent", _("当事人不同意调解")
    INCOMPLETE = "incomplete", _("材料不齐，无法办理")
    DUPLICATE = "duplicate", _("同一纠纷已经在办理")
    OTHER = "other", _("其他原因")


class Procedure(models.TextChoices):
    """Decides the term of an entrusted case: 15 days ordinary, 7 days summary (法释〔2016〕14号 第二十七条)."""

    NONE = "", _("未立案")
    ORDINARY = "ordinary", _("普通程序")
    SUMMARY = "summary", _("简易程序")


class Answer(models.TextChoices):
    """What a partner hears: never which side refused."""

    AGREED = "agreed", _("达成调解协议")
    NOT_AGREED = "not_agreed", _("未达成调解协议")


# Who a sender is in the official list of sources.
ENTRUSTER_OF_KIND = {
    OrganizationKind.COURT: Entruster.COURT,
    OrganizationKind.PROCURATORATE: Entruster.PROCURATORATE,
    OrganizationKind.POLICE: Entruster.POLICE,
    OrganizationKind.PETITION_OFFICE: Entruster.PETITION,
    OrganizationKind.CONSUMER_ASSOCIATION: Entruster.OTHER,
    OrganizationKind.OTHER_AGENCY: Entruster.OTHER,
}
