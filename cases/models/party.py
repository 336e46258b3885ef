"""Parties of a dispute. Nothing about them is kept that the dispute does not need."""

import uuid

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import Consent, PartyKind, Side
from .case import Case


class Party(models.Model):
    """One person or organization on one side of one case. Amounts in yuan."""

    uuid = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID(), unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parties")
    side = models.CharField(_("哪一方"), max_length=10, choices=Side)
    kind = models.CharField(_("类别"), max_length=8, choices=PartyKind, default=PartyKind.NATURAL)
    name = models.CharField(_("姓名或名称"), max_length=60)
    phone = models.CharField(_("电话"), max_length=30, blank=True)
    address = models.CharField(_("住址"), max_length=120, blank=True)
    # Of an organization: who answers for it. A minor cannot sign; a statutory representative does (民法典 23).
    contact_name = models.CharField(_("联系人"), max_length=60, blank=True, default="")
    is_minor = models.BooleanField(_("未成年人"), default=False, db_default=False)
    consent = models.CharField(_("是否同意调解"), max_length=10, choices=Consent, default=Consent.UNASKED)
    consented_on = models.DateField(_("答复日期"), null=True, blank=True)
    claim_amount = models.DecimalField(
        _("请求金额（元）"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    award_amount = models.DecimalField(
        _("协议金额（元）"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    # Somebody of a group who withdrew: stays in the file, asks for and gets nothing.
    left_on = models.DateField(_("退出日期"), null=True, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["side", "position", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="party_consent_with_day",
                condition=Q(consent=Consent.UNASKED, consented_on__isnull=True)
                | (~Q(consent=Consent.UNASKED) & Q(consented_on__isnull=False)),
                violation_error_message=_("同意或不同意要写明答复日期。"),
            ),
            models.CheckConstraint(
                name="party_amounts_not_negative",
                condition=(Q(claim_amount__isnull=True) | Q(claim_amount__gte=0))
                & (Q(award_amount__isnull=True) | Q(award_amount__gte=0)),
                violation_error_message=_("金额不能是负数。"),
            ),
            models.CheckConstraint(
                name="party_minor_is_a_person",
                condition=Q(is_minor=False) | Q(kind=PartyKind.NATURAL),
                violation_error_message=_("只有自然人才有是不是未成年人。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name
