"""What was checked before a case was taken in."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..intake_rules import VenueGround
from .case import Case


class IntakeCheck(models.Model):
    """The checks of one acceptance (人民调解工作若干规定 20–22, or the regime's own rules). Only passed ones exist."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True, related_name="intake_check")
    in_scope = models.BooleanField(_("属于受理范围"))
    venue_ground = models.CharField(_("由这里受理的依据"), max_length=12, choices=VenueGround)
    elsewhere = models.BooleanField(_("其他机关已经受理"))
    entrusted_by_organ = models.BooleanField(_("由该机关委托移送"))
    note = models.CharField(_("说明"), max_length=200, blank=True)
    checked_by_id = models.BigIntegerField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="intake_check_passed",
                condition=Q(in_scope=True) & (Q(elsewhere=False) | Q(entrusted_by_organ=True)),
            )
        ]

    def __str__(self) -> str:
        return self.get_venue_ground_display()
