"""What is told of a term: alerts that the nightly job derives, reminders that people send, and orders (督办)."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization

from ..enums import AlertKind
from .case import Case


class Alert(models.Model):
    """Somebody is told once that a term ends soon or has ended. `for_day` is the last day it is about."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="alerts")
    kind = models.CharField(max_length=10, choices=AlertKind)
    for_day = models.DateField()
    raised_at = models.DateTimeField(auto_now_add=True)
    recipient = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["case", "kind", "for_day"], name="alert_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.for_day}"


class OverdueReminder(models.Model):
    """A reminder of an overdue case, by its own clerk or the guidance committee; it stands until somebody opens the case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="overdue_reminders")
    sent_by_id = models.BigIntegerField()
    sender = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    sent_on = models.DateField(_("提醒日期"))
    opened_on = models.DateField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["case", "sender"], name="reminder_stands_once", condition=Q(opened_on__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.sent_on}"


class SupervisionOrder(models.Model):
    """A guidance committee asks the holder of an overdue case what is being done (督办), and lifts it in the end."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="supervision_orders")
    issued_by = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    issued_on = models.DateField(_("督办日期"))
    reason = models.CharField(_("督办事由"), max_length=300)
    answer_due = models.DateField(_("答复期限"))
    answer = models.CharField(_("答复"), max_length=500, blank=True)
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    lifted_on = models.DateField(_("解除日期"), null=True, blank=True)

    class Meta:
        ordering = ["-issued_on", "-id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["case"], name="supervised_once", condition=Q(lifted_on__isnull=True)
            ),
            models.CheckConstraint(
                name="order_answer_with_day",
                condition=Q(answer="", answered_on__isnull=True)
                | (~Q(answer="") & Q(answered_on__isnull=False)),
                violation_error_message=_("答复要写明日期。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.issued_on}"
