"""Asking the next tier: advice, mediating together, or taking the case over (人民调解若干规定 21)."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization

from ..enums import SupportKind, SupportResult
from ..querysets import SupportRequestQuerySet
from .case import Case


class SupportRequest(models.Model):
    """One question of the organization that holds a case to the one above it; waiting while `result` is empty.

    `question` and `answer` are read by people who do not see the case: no names, no story.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="support_requests")
    asking = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="support_asked", verbose_name=_("请求的组织")
    )
    asked = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="support_received",
        verbose_name=_("被请求的组织"),
    )
    kind = models.CharField(_("请求什么"), max_length=10, choices=SupportKind)
    question = models.CharField(_("想请上级做什么"), max_length=200)
    parties_agree = models.BooleanField(_("当事人同意"), default=False)
    asked_on = models.DateField(_("请求日期"))
    asked_by_id = models.BigIntegerField()
    answer_due = models.DateField(_("答复期限"))
    result = models.CharField(_("答复"), max_length=10, choices=SupportResult, blank=True)
    answer = models.CharField(_("答复内容"), max_length=500, blank=True)
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    answered_by_id = models.BigIntegerField(null=True)
    # Whose mediators joined, or who took the case over.
    helping = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="support_given"
    )

    objects = SupportRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["case"], name="support_one_waiting", condition=Q(result="")),
            models.CheckConstraint(
                name="support_answer_with_day",
                condition=Q(result="", answered_on__isnull=True)
                | (~Q(result="") & Q(answered_on__gte=F("asked_on"))),
            ),
            models.CheckConstraint(
                name="support_help_with_consent",
                condition=~Q(result__in=[SupportResult.JOINED, SupportResult.TAKEN_OVER])
                | Q(parties_agree=True, helping__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["asked", "result", "asked_on"], name="support_by_asked"),
            models.Index(fields=["asking", "asked_on"], name="support_by_asking"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}→{self.asked_id}"
