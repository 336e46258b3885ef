"""How far a long piece of work has come, so that a page can show it."""

from django.db import models


class Progress(models.Model):
    """One piece of work: `step` of `steps`, a sentence, and when it ended or why it failed."""

    name = models.CharField(max_length=40, unique=True)
    step = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=1)
    label = models.CharField(max_length=120, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.name} {self.step}/{self.steps}"

    @property
    def percent(self) -> int:
        """How much is done, in whole percent."""
        return 100 if self.finished_at else min(99, self.step * 100 // max(self.steps, 1))
