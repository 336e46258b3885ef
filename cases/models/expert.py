"""Experts invited to a case (人民调解法 20: with the parties' consent)."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization, Person

from ..enums import ExpertAnswer, ExpertGround
from .case import Case


class ExpertInvitation(models.Model):
    """One expert asked for advice on one case. One that took part counts one person-time (人次).

    Until the expert accepts, and after `answer_due` without an answer, nothing of the case is open to him but whom it is
    between, what kind it is, and the question: enough to see whether he may advise.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="expert_invitations")
    expert = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="invitations")
    bank = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="invitations")
    question = models.CharField(_("请教的问题"), max_length=200, blank=True)
    ground = models.CharField(_("为什么请专家"), max_length=12, choices=ExpertGround, blank=True)
    parties_agreed_on = models.DateField(_("当事人同意日期"), null=True, blank=True)
    invited_on = models.DateField(_("邀请日期"))
    ends_on = models.DateField(_("查看期限至（不含）"))
    answer_due = models.DateField(_("答复期限"), null=True, blank=True)
    answer = models.CharField(_("答复"), max_length=8, choices=ExpertAnswer, blank=True)
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    decline_reason = models.CharField(_("不能参加的原因"), max_length=200, blank=True)
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
            models.CheckConstraint(
                name="expert_answer_with_day",
                condition=models.Q(answer="", answered_on__isnull=True)
                | (~models.Q(answer="") & models.Q(answered_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expert_id}@{self.case_id}"

    def is_open(self, day: date) -> bool:
        """Whether an answer can still come on a Beijing day."""
        return self.answer == "" and self.answer_due is not None and day <= self.answer_due

    def has_expired(self, day: date) -> bool:
        """Whether nothing was answered in time."""
        return self.answer == "" and self.answer_due is not None and day > self.answer_due
