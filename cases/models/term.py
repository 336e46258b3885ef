"""What moves the term of a case: the time during which mediation stood still, and extensions that the parties agreed on."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..enums import SuspensionReason
from .case import Case


class Suspension(models.Model):
    """One time during which mediation stood still (中止), from a day until the day of its resumption (half-open)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="suspensions")
    reason = models.CharField(_("中止原因"), max_length=10, choices=SuspensionReason)
    started_on = models.DateField(_("中止日期"))
    ended_on = models.DateField(_("恢复日期"), null=True, blank=True)
    # Of a suspected sham this is what is reported to the committee that placed the case.
    note = models.TextField(_("情况说明"), blank=True)

    class Meta:
        ordering = ["started_on", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["case"], name="suspension_one_at_a_time", condition=Q(ended_on__isnull=True)
            ),
            models.CheckConstraint(
                name="suspension_days_in_order",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                violation_error_message=_("恢复日期不能早于中止日期。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.started_on}"

    @property
    def stops_clock(self) -> bool:
        """Whether its days are outside the term: the time of an appraisal is (法释〔2021〕23号 第二十六条)."""
        return self.reason == SuspensionReason.APPRAISAL


class Extension(models.Model):
    """Some days more, agreed by all parties before the term ended; `days` are calendar days."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="extensions")
    days = models.PositiveSmallIntegerField(_("延长天数"))
    agreed_on = models.DateField(_("各方同意的日期"))
    note = models.CharField(_("情况说明"), max_length=500, blank=True)

    class Meta:
        ordering = ["agreed_on", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="extension_has_days",
                condition=Q(days__gte=1, days__lte=30),
                violation_error_message=_("每次延长一到三十天。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} +{self.days}"
