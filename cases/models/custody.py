"""Which organization held a case when: the intervals behind clocks and attribution."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from organizations.models.organization import DateRange

from .case import Case


class Custody(models.Model):
    """One organization's hold on a case, from a day until it went on (half-open). Never two at once."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="custodies")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="custodies")
    held_from = models.DateField(_("自"))
    held_until = models.DateField(_("至（不含）"), null=True, blank=True)
    reason = models.CharField(_("移交原因"), max_length=200, blank=True)
    moved_by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["held_from", "id"]
        default_permissions = ()
        constraints = [
            ExclusionConstraint(
                name="custody_one_holder_a_day",
                expressions=[
                    (F("case"), RangeOperators.EQUAL),
                    (DateRange("held_from", "held_until", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
            ),
            models.UniqueConstraint(
                fields=["case"], name="custody_one_now", condition=models.Q(held_until__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}:{self.organization_id}"
