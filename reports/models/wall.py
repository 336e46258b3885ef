"""Screens on a wall that show figures to whoever passes by."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WallScreen(models.Model):
    """One screen: an address of its own that opens the wall display of one scope and nothing else.

    `digest` is SHA-256 of the secret in the address, which is shown once; `tail` its last four characters. A screen is no
    account: it has no password, no role and no session. A bureau takes it down with `revoked_at`.
    """

    scope = models.CharField(max_length=40)
    label = models.CharField(_("挂在哪里"), max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    tail = models.CharField(max_length=4)
    created_by_id = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)
    last_seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.label

    @property
    def works(self) -> bool:
        """Not taken down."""
        return self.revoked_at is None
