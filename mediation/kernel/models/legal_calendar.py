"""Which days are rest days and which weekend days are worked, as the State Council says each year."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class LegalCalendar(models.Model):
    """One version of one calendar year. The newest version holds; older ones stay.

    `scope` is empty for the whole country; else the first digits of a division's code (65 for Xinjiang), for local
    holidays such as 肉孜节 and 古尔邦节. Rows are added, never changed.
    """

    append_only = True

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    year = models.PositiveSmallIntegerField(_("年份"))
    scope = models.CharField(_("地区"), max_length=12, blank=True)
    version = models.PositiveSmallIntegerField(_("版本"))
    # The notice from which it is taken.
    source = models.CharField(_("依据"), max_length=200)
    loaded_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    loaded_by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["-year", "scope", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["year", "scope", "version"], name="calendar_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.year}{self.scope and f'/{self.scope}'} v{self.version}"


class CalendarDay(models.Model):
    """A day that is not what its weekday says, or a weekend day inside a holiday."""

    append_only = True

    calendar = models.ForeignKey(LegalCalendar, on_delete=models.CASCADE, related_name="days")
    day = models.DateField(_("日期"))
    is_rest = models.BooleanField(_("休息"))
    name = models.CharField(_("节日"), max_length=40, blank=True)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["calendar", "day"], name="calendar_day_once")]

    def __str__(self) -> str:
        return f"{self.day} {'rest' if self.is_rest else 'work'}"
