"""The report that 人民调解法 25 asks for: one case, one decider, one reason, one organ."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import DangerOrgan
from .case import Case


class DangerReport(models.Model):
    """That a dispute may become a matter of public order or a crime was told to an organ. Never sent by the product."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="danger_reports")
    organ = models.CharField(_("报告哪个机关"), max_length=10, choices=DangerOrgan)
    reason = models.CharField(_("可能激化的情形"), max_length=300)
    told_on = models.DateField(_("报告日期"))
    decided_by_id = models.BigIntegerField()
    decided_by_name = models.CharField(_("决定报告的人"), max_length=60)

    class Meta:
        ordering = ["-told_on", "-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.case_id}"
