"""Appraisal of organizations (绩效考核): the schemes, each version a row, and the sheets that were confirmed.

All of it is about organizations and nodes; no row names a mediator's work.
"""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mediation.kernel.rounding import Rounding

from .signed import SignedTable


class NothingCounted(models.TextChoices):
    """What becomes of an item where there is nothing to divide by: no case, no letter in the period."""

    SPREAD = "spread", _("不参加考核，分值按比例加到其余各项")
    FULL = "full", _("不扣分，按满分计")


class AppraisalScheme(models.Model):
    """One version of the scheme (考核办法). A period follows the newest version that was valid on its last day.

    `items` is a list of {"indicator": code, "heading", "weight": points, "none", "full"}: at `none` the figure earns
    nothing, at `full` all points, in between in proportion; numbers are texts of decimals. Rows are added, never changed.
    """

    append_only = True

    version = models.PositiveSmallIntegerField(_("版本"), unique=True)
    title = models.CharField(_("办法名称"), max_length=60)
    valid_from = models.DateField(_("从哪一天起用"))
    items = models.JSONField()
    nothing_counted = models.CharField(
        _("期内没有可考核的"), max_length=10, choices=NothingCounted, default=NothingCounted.SPREAD
    )
    rounding = models.CharField(_("取位方式"), max_length=10, choices=Rounding, default=Rounding.CUT)
    places = models.PositiveSmallIntegerField(_("得分小数位"), default=2)
    # Why there is this version; empty for what comes with the product.
    reason = models.CharField(_("修改原因"), max_length=100, blank=True)
    # Nobody: it came with the product.
    made_by_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-version"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"


class ConfirmedAppraisal(models.Model):
    """A sheet that was confirmed (定稿). Its figures, with their lists and hash, are a signed table of their own.

    `lines` are the marks that followed: a list of {"label", "scope", "is_total", "marks": [{"indicator", "out_of",
    "points"}], "total", "adjustment"}; points are exact fractions as text, null where nothing was counted. `adjustment` is
    what the node above had added by then, beside `total`.
    """

    append_only = True

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    signed = models.OneToOneField(SignedTable, on_delete=models.PROTECT, related_name="appraisal")
    scheme = models.ForeignKey(AppraisalScheme, on_delete=models.PROTECT, related_name="confirmed")
    lines: Any = models.JSONField()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.signed_id}"


class AppraisalEntry(models.Model):
    """Points that the node above adds or takes (加分、扣分), or a remark of the appraised (申辩: no points).

    `scope` is a division's or an organization's, wherever that stands. Rows are added, never changed: an adjustment is
    taken back by its opposite.
    """

    append_only = True

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scope = models.CharField(max_length=60)
    period = models.CharField(max_length=40)
    points = models.DecimalField(_("加分或扣分"), max_digits=4, decimal_places=2, null=True)
    text = models.CharField(_("说明"), max_length=300)
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["period", "scope"], name="appraisal_entry_by_scope")]
        constraints = [
            models.CheckConstraint(
                name="appraisal_entry_moves_or_remarks", condition=Q(points__isnull=True) | ~Q(points=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.period}"
