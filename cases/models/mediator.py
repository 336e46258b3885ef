"""Who mediates a case (人民调解法 19: one or several, chosen by the committee or the parties)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Person

from .case import Case


class CaseMediator(models.Model):
    """One mediator of one case, from a day until released; one presides."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="mediators")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mediations")
    is_presiding = models.BooleanField(_("首席"), default=False)
    assigned_on = models.DateField(_("指派日期"))
    released_on = models.DateField(_("退出日期"), null=True, blank=True)

    class Meta:
        ordering = ["-is_presiding", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"], name="mediator_once_a_case", condition=Q(released_on__isnull=True)
            ),
            models.UniqueConstraint(
                fields=["case"],
                name="one_presiding_mediator",
                condition=Q(released_on__isnull=True, is_presiding=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}@{self.case_id}"
