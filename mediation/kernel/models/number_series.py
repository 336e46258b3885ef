"""Gap-free numbers: one row a series, one row a number that was given out."""

from django.db import models


class NumberSeries(models.Model):
    """The counter of one series, such as one committee's cases of one year. Locked while a number is taken."""

    code = models.CharField(max_length=80, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.code}={self.last}"


class IssuedNumber(models.Model):
    """A number that was given out. It may be voided (作废), never given again."""

    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="issued")
    value = models.PositiveIntegerField()
    object_id = models.UUIDField()
    issued_at = models.DateTimeField(auto_now_add=True)
    voided_at = models.DateTimeField(null=True)
    void_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "value"], name="number_once"),
            models.CheckConstraint(
                name="void_has_reason",
                condition=models.Q(voided_at__isnull=True, void_reason="")
                | (models.Q(voided_at__isnull=False) & ~models.Q(void_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series_id}/{self.value}"
