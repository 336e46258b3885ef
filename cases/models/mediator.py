"""Who mediates a case (人民调解法 19: one or several, chosen by the committee or the parties)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Person

from ..enums import ChosenBy, Conflict, RecusalGround, ReleaseReason, Side
from ..querysets import CaseMediatorQuerySet
from .case import Case


class CaseMediator(models.Model):
    """One mediator of one case, from a day until released; one presides.

    Before work starts each declares whether anything keeps him from being impartial: `declared_on` with an empty
    `conflict` says that nothing does. Who declares a conflict leaves, unless both sides agree that he goes on
    (`overridden_on`).
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="mediators")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mediations")
    is_presiding = models.BooleanField(_("首席"), default=False)
    assigned_on = models.DateField(_("指派日期"))
    released_on = models.DateField(_("退出日期"), null=True, blank=True)
    release_reason = models.CharField(_("退出原因"), max_length=10, choices=ReleaseReason, blank=True)
    chosen_by = models.CharField(_("由谁选定"), max_length=10, choices=ChosenBy, default=ChosenBy.COMMITTEE)
    declared_on = models.DateField(_("声明日期"), null=True, blank=True)
    # Who entered the declaration: himself as a rule, or a clerk to whom it was said.
    declared_by_id = models.BigIntegerField(null=True)
    conflict = models.CharField(_("利害关系"), max_length=12, choices=Conflict, blank=True)
    conflict_note = models.CharField(_("情况说明"), max_length=200, blank=True)
    # Named, or going on, although something spoke against it: the day and the reason.
    overridden_on = models.DateField(_("仍由其调解的日期"), null=True, blank=True)
    override_reason = models.CharField(_("仍由其调解的理由"), max_length=200, blank=True)

    objects = CaseMediatorQuerySet.as_manager()

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
            models.CheckConstraint(
                name="mediator_conflict_is_declared",
                condition=Q(conflict="") | Q(declared_on__isnull=False),
            ),
            models.CheckConstraint(
                name="mediator_override_with_reason",
                condition=Q(overridden_on__isnull=True, override_reason="")
                | (Q(overridden_on__isnull=False) & ~Q(override_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}@{self.case_id}"


class Recusal(models.Model):
    """A party asked for another mediator. Who asked is for those who handle the case alone."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="recusals")
    mediator = models.OneToOneField(CaseMediator, on_delete=models.CASCADE, related_name="recusal")
    side = models.CharField(_("哪一方提出"), max_length=10, choices=Side)
    ground = models.CharField(_("理由"), max_length=12, choices=RecusalGround)
    note = models.CharField(_("情况说明"), max_length=200, blank=True)
    asked_on = models.DateField(_("提出日期"))
    recorded_by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["asked_on", "id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.case_id} {self.asked_on}"
