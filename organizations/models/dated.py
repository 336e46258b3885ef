"""Rows that hold for a time."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mediation.kernel.calendar import today


class Dated(models.Model):
    """valid_from ≤ day < valid_until, in Beijing days; an open end holds for ever."""

    valid_from = models.DateField(_("起始日期"))
    valid_until = models.DateField(_("截止日期（不含）"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_interval",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                violation_error_message=_("截止日期要晚于起始日期。"),
            ),
        ]

    @property
    def has_ended(self) -> bool:
        """Whether the row no longer holds today, in Beijing."""
        return self.valid_until is not None and self.valid_until <= today()

    @property
    def holds_today(self) -> bool:
        return self.valid_from <= today() and not self.has_ended
