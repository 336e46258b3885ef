"""Templates of the work report that a bureau wrote; those that come with the product are files (reports/brief/data)."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization

TITLE_LENGTH = 40
BODY_LENGTH = 20_000


class BriefTemplate(models.Model):
    """One version of a bureau's template: the newest holds. Rows are added, never changed."""

    append_only = True

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    bureau = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="brief_templates")
    # Permanent, the same for all versions.
    code = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField(_("版本"))
    title = models.CharField(_("模板名称"), max_length=TITLE_LENGTH)
    body = models.TextField(_("模板"), max_length=BODY_LENGTH)
    # A template that nobody needs any more is not offered.
    is_offered = models.BooleanField(default=True)
    made_by_id = models.BigIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["code", "-version"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["bureau", "code", "version"], name="brief_template_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"
