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
