"""The history of a letter."""

from django.db import models

from mediation.kernel.workflow import EventBase

from .referral import Referral


class ReferralEvent(EventBase):
    """One step of one letter."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="events")

    class Meta:
        ordering = ["-occurred_on", "-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.referral_id} {self.transition}"
