"""Dashboards computed ahead by a job."""

from django.db import models


class ComputedDashboard(models.Model):
    """The figures of one scope and period, as computed at a moment.

    Exact while no change mark is visible (kernel.models.ChangeMark): the job removes the marks and stores the figures
    in one snapshot. Otherwise the page computes anew. Ratios keep numerator and denominator.
    """

    scope = models.CharField(max_length=40)
    period = models.CharField(max_length=30)
    figures = models.JSONField()
    computed_at = models.DateTimeField()
    wanted_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "period"], name="dashboard_once")]

    def __str__(self) -> str:
        return f"{self.scope} {self.period}"
