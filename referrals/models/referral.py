"""A letter (委派、委托、邀请、移送函) from a partner to a guidance committee, and what came with it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.enums import DisputeType, LegalMode, PartyKind, Side
from cases.models import Case
from mediation.kernel.calendar import today
from organizations.models import Division, Organization

from ..enums import Answer, Procedure, ReferralDeclineReason, ReferralStatus
from ..querysets import ReferralQuerySet

LETTER_MODES = [(mode.value, mode.label) for mode in LegalMode if mode != LegalMode.GUIDED]


class Referral(models.Model):
    """One letter. Its sender sees `status` and the answer; what happens in the case is the case's.

    Days are Beijing days. `answer_due_on` is the third working day after `sent_on` (法释〔2021〕23号 第十二条).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    letter_no = models.CharField(_("函号"), max_length=60)
    mode = models.CharField(_("方式"), max_length=12, choices=LETTER_MODES)
    sender = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="sent_referrals", verbose_name=_("来函单位")
    )
    receiver = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="received_referrals",
        verbose_name=_("接收的指导委员会"),
    )
    # The receiver's county when it was sent: masked rows of the county start here.
    county = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(_("状态"), max_length=12, choices=ReferralStatus, default=ReferralStatus.SENT)
    version = models.PositiveIntegerField(default=1)

    sender_case_no = models.CharField(_("来函单位案号"), max_length=60, blank=True)
    procedure = models.CharField(_("审理程序"), max_length=10, choices=Procedure, blank=True)
    cause = models.CharField(_("案由"), max_length=60)
    dispute_type = models.CharField(_("纠纷类型"), max_length=24, choices=DisputeType)
    summary = models.TextField(_("纠纷简要情况"))
    claim_amount = models.DecimalField(_("请求金额（元）"), max_digits=14, decimal_places=2, default=0)
    # What the letter says of the parties' consent; consent itself is recorded in the case.
    consent_evidence = models.CharField(_("当事人同意调解的依据"), max_length=200)
    contact_name = models.CharField(_("承办人"), max_length=60)
    contact_phone = models.CharField(_("承办人电话"), max_length=30, blank=True)

    sent_on = models.DateField(_("发函日期"))
    answer_due_on = models.DateField(_("应当接收或退回的期限"))
    # True while the term runs into a year whose holidays are not published yet.
    due_is_provisional = models.BooleanField(default=False)
    received_on = models.DateField(_("接收日期"), null=True, blank=True)
    # The day by which mediation should end: 30, 15 or 7 days from acceptance (法释〔2016〕14号 第二十七条).
    mediation_due_on = models.DateField(_("调解期限"), null=True, blank=True)
    decline_reason = models.CharField(_("退回原因"), max_length=14, choices=ReferralDeclineReason, blank=True)
    decline_note = models.CharField(_("退回说明"), max_length=200, blank=True)

    placed_with = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="placed_referrals",
        verbose_name=_("分派到"),
    )
    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="referral"
    )

    answer = models.CharField(_("答复"), max_length=12, choices=Answer, blank=True)
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    answer_agreement_no = models.CharField(_("协议书编号"), max_length=60, blank=True)
    answer_effective_on = models.DateField(_("协议生效日期"), null=True, blank=True)
    answer_amount = models.DecimalField(
        _("协议金额（元）"), max_digits=14, decimal_places=2, null=True, blank=True
    )

    written_by_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_on", "-id"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["sender", "letter_no"],
                name="letter_number_once_a_sender",
                violation_error_message=_("本单位已经发过这个函号的来函。"),
            ),
            models.CheckConstraint(
                name="letter_answer_with_day",
                condition=Q(answer="", answered_on__isnull=True)
                | (~Q(answer="") & Q(answered_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="letter_placed_has_case",
                condition=Q(placed_with__isnull=True, case__isnull=True)
                | Q(placed_with__isnull=False, case__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["receiver", "status", "answer_due_on"], name="letter_queue"),
            models.Index(fields=["sender", "-sent_on", "-id"], name="letter_by_sender"),
            models.Index(fields=["county", "-sent_on", "-id"], name="letter_by_county"),
        ]

    def __str__(self) -> str:
        return self.letter_no

    @property
    def was_late(self) -> bool:
        """Whether the committee took it in, or still has not, after its three working days."""
        return (self.received_on or today()) > self.answer_due_on


class ReferralParty(models.Model):
    """A party as the letter names it. Amounts in yuan."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="parties")
    side = models.CharField(_("哪一方"), max_length=10, choices=Side)
    kind = models.CharField(_("类别"), max_length=8, choices=PartyKind, default=PartyKind.NATURAL)
    name = models.CharField(_("姓名或名称"), max_length=60)
    phone = models.CharField(_("电话"), max_length=30, blank=True)
    claim_amount = models.DecimalField(
        _("请求金额（元）"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["side", "position", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="letter_claim_not_negative",
                condition=Q(claim_amount__isnull=True) | Q(claim_amount__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EarlierAttempt(models.Model):
    """What another body already tried."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="earlier_attempts")
    body = models.CharField(_("单位"), max_length=60)
    result = models.CharField(_("情况"), max_length=200)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.body


class ReferralMaterial(models.Model):
    """One item of the list of materials that came with the letter."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="materials")
    name = models.CharField(_("材料名称"), max_length=80)
    copies = models.PositiveSmallIntegerField(_("份数"), default=1)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
