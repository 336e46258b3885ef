"""Mediation sessions and their records (人民调解法 27)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import SessionMode
from .case import Case


class MediationSession(models.Model):
    """One sitting: when, where, who came, what was said."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="sessions")
    held_on = models.DateField(_("调解日期"))
    mode = models.CharField(_("方式"), max_length=8, choices=SessionMode, default=SessionMode.ON_SITE)
    place = models.CharField(_("地点"), max_length=80)
    attendance = models.CharField(_("到场人员"), max_length=200, blank=True)
    record = models.TextField(_("调解记录"))
    recorded_by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["held_on", "id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.case_id} {self.held_on}"
