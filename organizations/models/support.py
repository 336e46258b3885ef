"""What stands behind mediation and belongs to no case: trainings, and the money of a budget year."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import FundHead
from .organization import Organization


class Training(models.Model):
    """One training of mediators that an organization held; `people` counts who came (人次), nobody by name."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="trainings", verbose_name=_("举办单位")
    )
    held_on = models.DateField(_("培训日期"))
    topic = models.CharField(_("培训内容"), max_length=80)
    people = models.PositiveIntegerField(_("参加人次"))
    version = models.PositiveIntegerField(default=1, editable=False)
    recorded_by_id = models.BigIntegerField(null=True, editable=False)

    class Meta:
        ordering = ["-held_on", "-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.organization_id} {self.held_on}"


class Fund(models.Model):
    """What an organization's budget of a calendar year gives to people's mediation under one head, in yuan."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="funds", verbose_name=_("列支单位")
    )
    year = models.PositiveSmallIntegerField(_("预算年度"))
    head = models.CharField(_("经费项目"), max_length=12, choices=FundHead)
    amount = models.DecimalField(_("金额（元）"), max_digits=14, decimal_places=2)
    version = models.PositiveIntegerField(default=1, editable=False)
    recorded_by_id = models.BigIntegerField(null=True, editable=False)

    class Meta:
        ordering = ["-year", "organization", "head"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year", "head"],
                name="fund_head_once_a_year",
                violation_error_message=_("这个单位这一年的这项经费已经登记过，请修改那一条。"),
            ),
            models.CheckConstraint(
                name="fund_amount_not_negative",
                condition=models.Q(amount__gte=0),
                violation_error_message=_("金额不能是负数。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.year} {self.head}"
