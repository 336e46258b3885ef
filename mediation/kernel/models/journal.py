"""Who did what, and who saw what. Rows are added, never changed: the site's database role cannot."""

from django.db import models


class JournalEntry(models.Model):
    """One act of one person on one object. `detail` holds codes and ids, never personal data."""

    append_only = True

    at = models.DateTimeField(auto_now_add=True)
    actor_id = models.BigIntegerField(null=True)
    organization_id = models.BigIntegerField(null=True)
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=40, blank=True)
    object_id = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["object_type", "object_id", "-id"], name="journal_by_object"),
            models.Index(fields=["actor_id", "-id"], name="journal_by_actor"),
            models.Index(fields=["at"], name="journal_by_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.object_type}:{self.object_id}"
