"""Return visits (回访): how a dispute stands some time after, and what people say of the service."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import ContactWay, Satisfaction, VisitFinding
from .case import Case
from .party import Party


class ReturnVisit(models.Model):
    """One return visit of one case. Satisfaction is with the mediation, never a mark of a person."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="return_visits")
    visited_on = models.DateField(_("回访日期"))
    way = models.CharField(_("方式"), max_length=8, choices=ContactWay, default=ContactWay.PHONE)
    # Nobody in particular: both sides were asked.
    party = models.ForeignKey(
        Party, on_delete=models.RESTRICT, null=True, blank=True, related_name="return_visits"
    )
    finding = models.CharField(_("现在的情况"), max_length=10, choices=VisitFinding)
    satisfaction = models.CharField(_("对调解工作"), max_length=14, choices=Satisfaction)
    risk = models.CharField(_("纠纷还有什么苗头"), max_length=200, blank=True)
    measures = models.CharField(_("采取的措施"), max_length=200, blank=True)
    recorded_by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["visited_on", "id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.case_id} {self.visited_on}"
