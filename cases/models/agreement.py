"""Agreements and their judicial confirmation."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization

from ..enums import ConfirmationResult, Outcome, RefusalGround
from .case import Case
from .party import Party


class Agreement(models.Model):
    """One agreement of a case.

    Oral ones bind when agreed (人民调解法 30), written ones when all parties and the mediator have signed and the
    committee's seal is on them (29). Amount in yuan.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="agreements")
    form = models.CharField(
        _("协议形式"),
        max_length=18,
        choices=[
            (Outcome.ORAL_AGREEMENT.value, Outcome.ORAL_AGREEMENT.label),
            (Outcome.WRITTEN_AGREEMENT.value, Outcome.WRITTEN_AGREEMENT.label),
        ],
    )
    agreed_on = models.DateField(_("达成协议日期"))
    effective_on = models.DateField(_("生效日期"), null=True, blank=True)
    amount = models.DecimalField(_("涉及金额（元）"), max_digits=14, decimal_places=2, default=0)
    content = models.TextField(_("协议内容"))
    manner = models.CharField(_("履行方式和期限"), max_length=200, blank=True)
    # What made a written one bind: how many parties signed, the mediator's signature, the seal.
    party_signatures = models.PositiveIntegerField(_("签名的当事人数"), default=0)
    mediator_signed_on = models.DateField(_("调解员签名日期"), null=True, blank=True)
    sealed_on = models.DateField(_("盖章日期"), null=True, blank=True)

    class Meta:
        ordering = ["agreed_on", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="agreement_effective_after_agreed",
                condition=Q(effective_on__isnull=True) | Q(effective_on__gte=F("agreed_on")),
            ),
            models.CheckConstraint(name="agreement_amount_not_negative", condition=Q(amount__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.form}"


class ProxySignature(models.Model):
    """A representative who signed an agreement for a party: 法定代理人 of a minor, 委托代理人, or who acts for a firm."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="proxy_signatures")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="proxy_signatures")
    signed_by = models.CharField(_("代签人"), max_length=60)

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["agreement", "party"], name="one_proxy_a_party"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}:{self.party_id}"


class Confirmation(models.Model):
    """A joint application for judicial confirmation (人民调解法 33; 民事诉讼法 205–206) and the court's ruling."""

    agreement = models.OneToOneField(Agreement, on_delete=models.CASCADE, related_name="confirmation")
    court = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="confirmations")
    # Why this court and not the one that the file suggests.
    court_reason = models.CharField(_("由这个法院管辖的理由"), max_length=200, blank=True)
    applied_on = models.DateField(_("申请日期"))
    ruled_on = models.DateField(_("裁定日期"), null=True, blank=True)
    result = models.CharField(
        _("结果"), max_length=10, choices=ConfirmationResult, default=ConfirmationResult.PENDING
    )
    ruling_no = models.CharField(_("裁定书号"), max_length=60, blank=True)
    refusal_ground = models.CharField(_("驳回的情形"), max_length=12, choices=RefusalGround, blank=True)
    refusal_reason = models.CharField(_("驳回理由"), max_length=200, blank=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["ruled_on"], name="confirmation_ruled")]
        constraints = [
            models.CheckConstraint(
                name="confirmation_ruling_after_application",
                condition=Q(ruled_on__isnull=True) | Q(ruled_on__gte=F("applied_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.result}"
