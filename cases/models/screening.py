"""Dispute screening (排查): rounds are about places, never about people."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization

from ..querysets import ScreeningQuerySet


class ScreeningRound(models.Model):
    """One round of one organization: a zero report (found 0) is a record too, unlike "not done"."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="screening_rounds")
    held_on = models.DateField(_("排查日期"))
    place = models.CharField(_("排查范围"), max_length=80)
    visits = models.PositiveIntegerField(_("走访户数"), default=0)
    found = models.PositiveIntegerField(_("发现纠纷（件）"), default=0)
    recorded_by_id = models.BigIntegerField(null=True)

    objects = ScreeningQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-id"]
        default_permissions = ()
        indexes = [models.Index(fields=["organization", "held_on"], name="screening_by_day")]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.held_on}"
