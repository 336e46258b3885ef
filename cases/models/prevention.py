"""Prevention totals (预防纠纷): sums that a committee enters for a month, linked to no case and to no person."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization

from ..querysets import PreventionQuerySet

# The columns of the case table 人民调解案件情况统计表 under 排查预防纠纷, in its order.
TOTALS = (
    "prevented",
    "suicide_cases",
    "suicide_people",
    "crime_cases",
    "crime_people",
    "petition_cases",
    "petition_people",
    "affray_cases",
    "affray_people",
)


class PreventionTotal(models.Model):
    """One organization's sums of one calendar month; `month` is its first day."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="prevention_totals")
    month = models.DateField(_("月份"))
    prevented = models.PositiveIntegerField(_("预防纠纷（件）"), default=0)
    suicide_cases = models.PositiveIntegerField(_("防止民间纠纷引起自杀（件）"), default=0)
    suicide_people = models.PositiveIntegerField(_("防止民间纠纷引起自杀（人）"), default=0)
    crime_cases = models.PositiveIntegerField(_("防止民间纠纷转化为刑事案件（件）"), default=0)
    crime_people = models.PositiveIntegerField(_("防止民间纠纷转化为刑事案件（人）"), default=0)
    petition_cases = models.PositiveIntegerField(_("防止群体性上访（件）"), default=0)
    petition_people = models.PositiveIntegerField(_("防止群体性上访（人）"), default=0)
    affray_cases = models.PositiveIntegerField(_("防止群体性械斗（件）"), default=0)
    affray_people = models.PositiveIntegerField(_("防止群体性械斗（人）"), default=0)
    version = models.PositiveIntegerField(default=1)
    recorded_by_id = models.BigIntegerField(null=True)

    objects = PreventionQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["organization", "month"], name="prevention_once_a_month"),
            models.CheckConstraint(name="prevention_of_a_month", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.month:%Y-%m}"
