"""Per-case subsidy (一案一补)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .case import Case


class SubsidyClaim(models.Model):
    """What was paid for one case, once. Amount in yuan; `year` is the budget year."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="subsidy")
    year = models.PositiveSmallIntegerField(_("年度"))
    amount = models.DecimalField(_("金额（元）"), max_digits=10, decimal_places=2)
    paid_on = models.DateField(_("发放日期"))

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["year"], name="subsidy_by_year"),
            models.Index(fields=["paid_on"], name="subsidy_paid"),
        ]
        constraints = [models.CheckConstraint(name="subsidy_positive", condition=Q(amount__gt=0))]

    def __str__(self) -> str:
        return f"{self.case_id} {self.amount}"
