"""A duty lent for some days: guardian's row with dates and a reason, written only by organizations/services.py."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from ..querysets import DatedQuerySet
from .dated import Dated
from .organization import Organization


class OrganizationGrant(UserObjectPermissionBase, Dated):
    """One account stands in for a role of one organization from a day until a day."""

    content_object = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="grants")
    reason = models.CharField(_("原因"), max_length=200)
    granted_by_id = models.BigIntegerField()
    granted_at = models.DateTimeField(auto_now_add=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        unique_together = ()

    def __str__(self) -> str:
        return f"{self.user_id}:{self.permission_id}@{self.content_object_id}"
