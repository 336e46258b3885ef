"""One person on one case until a day: guardian's row with dates and a reason, written only by cases/sharing.py."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from organizations.models.dated import Dated
from organizations.querysets import DatedQuerySet

from .case import Case


class CaseGrant(UserObjectPermissionBase, Dated):
    """An expert, or a mediator of another committee, sees one case from a day until a day."""

    content_object = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="grants")
    reason = models.CharField(_("原因"), max_length=200)
    granted_by_id = models.BigIntegerField()
    granted_at = models.DateTimeField(auto_now_add=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        unique_together = ()
        default_permissions = ()
        indexes = [models.Index(fields=["user", "content_object"], name="grant_by_user")]

    def __str__(self) -> str:
        return f"{self.user_id}@{self.content_object_id}"
