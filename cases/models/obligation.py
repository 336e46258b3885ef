"""What an agreement obliges whom to, item by item, and what of it was done."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..enums import ObligationKind, Side
from .agreement import Agreement
from .party import Party


class Obligation(models.Model):
    """One item of an agreement: who owes whom what, how much (yuan), until when and how (人民调解法 29).

    A side that is empty means both, each to the other; a party narrows a side to one person. With `each_person` every
    creditor gets an amount of his own (`Party.award_amount`), and `amount` is their sum.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="obligations")
    position = models.PositiveSmallIntegerField(default=1)
    debtor_side = models.CharField(_("谁"), max_length=10, choices=Side, blank=True)
    debtor = models.ForeignKey(Party, on_delete=models.RESTRICT, null=True, blank=True, related_name="debts")
    creditor_side = models.CharField(_("向谁"), max_length=10, choices=Side, blank=True)
    creditor = models.ForeignKey(Party, on_delete=models.RESTRICT, null=True, blank=True, related_name="dues")
    kind = models.CharField(_("做什么"), max_length=10, choices=ObligationKind)
    # Empty when the agreement was taken over as a whole: its content says it.
    text = models.CharField(_("内容"), max_length=200, blank=True)
    amount = models.DecimalField(_("金额（元）"), max_digits=14, decimal_places=2, null=True, blank=True)
    due_on = models.DateField(_("履行期限"), null=True, blank=True)
    manner = models.CharField(_("履行方式"), max_length=200, blank=True)
    each_person = models.BooleanField(_("每人各有金额"), default=False)
    # The day on which nothing of it was left to do.
    performed_on = models.DateField(_("履行完毕日期"), null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["due_on"], name="obligation_due", condition=Q(performed_on__isnull=True)),
            models.Index(fields=["due_on", "agreement"], name="obligation_due_any"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "position"], name="obligation_position_once"),
            models.CheckConstraint(
                name="obligation_amount_of_money",
                condition=Q(amount__isnull=True) | Q(kind=ObligationKind.PAY, amount__gt=0),
            ),
            models.CheckConstraint(
                name="obligation_between_two",
                condition=Q(debtor_side="", creditor_side="") | ~Q(debtor_side=F("creditor_side")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}#{self.position}"
