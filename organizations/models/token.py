"""Personal API tokens: shown once, stored hashed."""

import hashlib

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mediation.kernel.calendar import today


def digest(token: str) -> str:
    """SHA-256 of a token: what is stored. Tokens are 256 random bits, so a slow hash adds nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


class ApiToken(models.Model):
    """One token of one account. `digest` is SHA-256 of the token; `tail` its last four characters, to tell it by."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    label = models.CharField(_("用途"), max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    tail = models.CharField(max_length=4)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField(_("有效期至"))
    revoked_at = models.DateTimeField(null=True)
    last_used_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.label

    @property
    def works(self) -> bool:
        """Neither revoked nor past its day; whether the account is in use is another question."""
        return self.revoked_at is None and self.expires_on >= today()
