"""What became of an agreement: what was performed, who was urged, and where it was broken."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization

from ..enums import BreachKind, ContactWay
from .case import Case
from .obligation import Obligation
from .party import Party


class Performance(models.Model):
    """One act of performance: the whole of an obligation, an amount (yuan), or what one person of a group got."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="performances")
    party = models.ForeignKey(
        Party, on_delete=models.RESTRICT, null=True, blank=True, related_name="performances"
    )
    performed_on = models.DateField(_("履行日期"))
    amount = models.DecimalField(_("金额（元）"), max_digits=14, decimal_places=2, null=True, blank=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    recorded_by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["performed_on", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="performance_amount_positive", condition=Q(amount__isnull=True) | Q(amount__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obligation_id} {self.performed_on}"


class Urging(models.Model):
    """The committee urged somebody to perform (人民调解法 31). Without an obligation the whole agreement is meant."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="urgings")
    obligation = models.ForeignKey(
        Obligation, on_delete=models.CASCADE, null=True, blank=True, related_name="urgings"
    )
    urged_on = models.DateField(_("催促日期"))
    way = models.CharField(_("方式"), max_length=8, choices=ContactWay, default=ContactWay.PHONE)
    note = models.CharField(_("情况"), max_length=200, blank=True)
    recorded_by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["-urged_on", "-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.case_id} {self.urged_on}"


class Breach(models.Model):
    """A party went to court because the agreement was not kept: sued on it (人民调解法 32), or had it enforced (33)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="breaches")
    kind = models.CharField(_("怎样处理"), max_length=12, choices=BreachKind)
    court = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="breaches")
    court_no = models.CharField(_("法院案号"), max_length=60, blank=True)
    filed_on = models.DateField(_("起诉或者申请日期"))
    note = models.CharField(_("没有履行的情况"), max_length=200, blank=True)
    recorded_by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["filed_on", "id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"
