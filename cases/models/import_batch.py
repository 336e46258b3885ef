"""Files of cases that were loaded, and can be undone as a whole."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization

from ..enums import IMPORT_WAITING, ImportState
from ..querysets import ImportBatchQuerySet


class ImportBatch(models.Model):
    """One file, loaded wholly or not at all.

    `content` is the file itself; it stays only until it was loaded, found faulty or given up. `errors` are sentences with
    row and column, `summary` counts and sums of what would be or was loaded.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="import_batches")
    state = models.CharField(
        _("状态"), max_length=10, choices=ImportState, default=ImportState.CHECKING, editable=False
    )
    file_name = models.CharField(_("文件名"), max_length=120)
    digest = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    rows = models.PositiveIntegerField(_("行数"))
    errors = models.JSONField(default=list)
    summary = models.JSONField(default=dict)
    loaded_by_id = models.BigIntegerField()
    loaded_by_name = models.CharField(max_length=60)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    loaded_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by_id = models.BigIntegerField(null=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="import_content_only_while_waiting",
                condition=Q(content__isnull=True) | Q(state__in=IMPORT_WAITING),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
