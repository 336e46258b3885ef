"""Fixed lists of figures."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """What a figure counts; 万元 is only a way to print 元."""

    CASES = "case", _("件")
    PEOPLE = "person", _("人")
    BODIES = "body", _("个")
    LETTERS = "letter", _("封")
    TIMES = "time", _("次")
    PERSON_TIMES = "person_time", _("人次")
    DAYS = "day", _("天")
    YUAN = "yuan", _("元")
    TEN_THOUSAND_YUAN = "ten_thousand_yuan", _("万元")
    PERCENT = "percent", _("%")
    POINTS = "points", _("个百分点")


class NodeKind(models.TextChoices):
    """Who hands in a return: a committee, or a division with all that stands in it."""

    ORGANIZATION = "organization", _("调解组织")
    TOWN = "town", _("乡镇（街道）")
    COUNTY = "county", _("县（市）")
    PREFECTURE = "prefecture", _("州（市）")
    PROVINCE = "province", _("省（自治区）")


class SubmissionStatus(models.TextChoices):
    """How far a return has come; only `signed` is for ever."""

    OPEN = "open", _("未结账")
    CLOSED = "closed", _("已结账")
    SUBMITTED = "submitted", _("已上报")
    RETURNED = "returned", _("已退回")
    SIGNED = "signed", _("已签署")


# Not with the node above: what a matrix calls 未上报.
NOT_IN = (SubmissionStatus.OPEN, SubmissionStatus.CLOSED, SubmissionStatus.RETURNED)
