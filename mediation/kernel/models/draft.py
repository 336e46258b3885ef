"""Forms that somebody has begun and not sent."""

from django.db import models


class Draft(models.Model):
    """What one person typed into the form of one page. Nobody else ever reads it; sending the form deletes it."""

    user_id = models.BigIntegerField()
    # The name of the view and its address: steps and random ids, nothing personal.
    view_name = models.CharField(max_length=80)
    path = models.CharField(max_length=200)
    # Field name → the values typed, as a form posts them.
    data = models.JSONField()
    # Of the record that the form changes, as the person saw it.
    version = models.PositiveIntegerField(null=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_id", "path"], name="draft_once")]
        indexes = [models.Index(fields=["saved_at"], name="draft_by_age")]

    def __str__(self) -> str:
        return self.view_name
