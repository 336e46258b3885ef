"""The clause library (条款库): wordings that a committee uses again and again, with blanks to fill in."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization

from ..enums import DisputeType


class Clause(models.Model):
    """One wording of one committee; the rooms that work under its seal use it too. Blanks are written ______."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="clauses")
    # For every type when it is empty.
    dispute_type = models.CharField(_("纠纷类型"), max_length=24, choices=DisputeType, blank=True)
    title = models.CharField(_("名称"), max_length=40)
    text = models.CharField(_("条款"), max_length=200)
    written_by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["title", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["organization", "title"], name="clause_title_once"),
        ]

    def __str__(self) -> str:
        return self.title
