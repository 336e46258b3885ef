"""The history of a case."""

from django.db import models

from mediation.kernel.workflow import EventBase

from .case import Case


class CaseEvent(EventBase):
    """One step of one case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")

    class Meta:
        ordering = ["-occurred_on", "-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.case_id} {self.transition}"
