"""Experts invited to a case (人民调解法 20: with the parties' consent)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization, Person

from .case import Case


class ExpertInvitation(models.Model):
    """One expert asked for advice on one case. One that took part counts one person-time (人次)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="expert_invitations")
    expert = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="invitations")
    bank = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="invitations")
    question = models.CharField(_("请教的问题"), max_length=200, blank=True)
    invited_on = models.DateField(_("邀请日期"))
    ends_on = models.DateField(_("查看期限至（不含）"))
    took_part_on = models.DateField(_("参与日期"), null=True, blank=True)
    advice = models.TextField(_("专家意见"), blank=True)
    invited_by_id = models.BigIntegerField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["bank", "took_part_on"], name="expert_participation")]
        constraints = [
            models.CheckConstraint(
                name="expert_ends_after_invited", condition=models.Q(ends_on__gt=models.F("invited_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expert_id}@{self.case_id}"
