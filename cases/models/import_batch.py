"""Files of cases that were loaded, and can be undone as a whole."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization


class ImportBatch(models.Model):
    """One file, loaded wholly or not at all."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="import_batches")
    file_name = models.CharField(_("文件名"), max_length=120)
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField(_("行数"))
    loaded_by_id = models.BigIntegerField()
    loaded_by_name = models.CharField(max_length=60)
    loaded_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)
    undone_by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.file_name
