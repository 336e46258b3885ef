"""Tokens that make a doubled POST one act."""

from django.db import models


class FormToken(models.Model):
    """One submitted form of one person, and where its result is shown."""

    token = models.UUIDField()
    user_id = models.BigIntegerField()
    result_url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_id", "token"], name="form_token_once")]

    def __str__(self) -> str:
        return str(self.token)
