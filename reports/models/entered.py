"""Totals of the years before the system (补录的往年总数), and how each came to be what it is."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Division


class EnteredTotal(models.Model):
    """One indicator's total of a division for a month or a year, from a paper that `source` names.

    It is used only while the system has no records of the division's own in the period (reports.entered).
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    indicator = models.CharField(max_length=60)
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="entered_totals")
    period = models.CharField(max_length=10)
    first_day = models.DateField()
    # The first day after the period.
    end = models.DateField()
    # A count, or yuan.
    value = models.DecimalField(_("数值"), max_digits=16, decimal_places=2)
    source = models.CharField(_("来源文件"), max_length=120)
    version = models.PositiveIntegerField(default=1)
    entered_by_id = models.BigIntegerField(null=True)
    entered_on = models.DateField()

    class Meta:
        ordering = ["first_day", "-end", "indicator"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["indicator", "division", "period"], name="entered_total_once"),
            models.CheckConstraint(name="entered_total_has_days", condition=Q(end__gt=F("first_day"))),
            models.CheckConstraint(name="entered_total_not_negative", condition=Q(value__gte=0)),
        ]
        indexes = [models.Index(fields=["indicator", "first_day"], name="entered_by_indicator")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.division_id} {self.period}"


class EnteredChange(models.Model):
    """A total was entered, corrected or removed (`after` empty)."""

    append_only = True

    indicator = models.CharField(max_length=60)
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=10)
    before = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    after = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    source = models.CharField(max_length=120)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        default_permissions = ()
        indexes = [models.Index(fields=["division", "-id"], name="entered_change_by_division")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period}"
