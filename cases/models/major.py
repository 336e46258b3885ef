"""Major disputes (重大疑难复杂): rules that suggest, and reports up the line."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from organizations.models.dated import Dated
from organizations.querysets import DatedQuerySet

from ..enums import DisputeType
from ..querysets import MajorReportQuerySet
from .case import Case


class MajorRule(Dated):
    """When a dispute may be a major one; all conditions that are filled must hold. It suggests, a person decides."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("名称"), max_length=40)
    people = models.PositiveIntegerField(_("当事人数不少于"), null=True, blank=True)
    amount = models.DecimalField(
        _("请求金额不少于（元）"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    dispute_types = ArrayField(
        models.CharField(max_length=24, choices=DisputeType),
        verbose_name=_("纠纷类型"),
        default=list,
        blank=True,
    )
    kept_by_id = models.BigIntegerField(null=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="major_rule_has_a_condition",
                condition=Q(people__isnull=False) | Q(amount__isnull=False) | ~Q(dispute_types=[]),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MajorReport(models.Model):
    """One report (重大纠纷报告), due some hours after the case was marked; written without names or attitudes.

    The county's guidance committee and the officers of county and prefecture read it; none of them reads the case.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="major_reports")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="major_reports")
    marked_on = models.DateField(_("认定日期"))
    reason = models.CharField(_("认定理由"), max_length=200)
    due_at = models.DateTimeField(_("报告期限"))
    what = models.CharField(_("发生了什么"), max_length=200, blank=True)
    measures = models.CharField(_("已经做了什么"), max_length=200, blank=True)
    needs = models.CharField(_("需要什么支援"), max_length=200, blank=True)
    reported_at = models.DateTimeField(_("报告时间"), null=True, blank=True)
    reported_on = models.DateField(_("报告日期"), null=True, blank=True)
    closed_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    result = models.CharField(_("办结情况"), max_length=200, blank=True)

    objects = MajorReportQuerySet.as_manager()

    class Meta:
        ordering = ["-due_at", "-id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["case"], name="major_report_one_open", condition=Q(closed_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}"


class MajorNote(models.Model):
    """What came after the report: a follow-up (续报), or that a recipient has read it (签收)."""

    report = models.ForeignKey(MajorReport, on_delete=models.CASCADE, related_name="notes")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    is_receipt = models.BooleanField(default=False)
    text = models.CharField(max_length=200, blank=True)
    told_at = models.DateTimeField(auto_now_add=True)
    told_by_id = models.BigIntegerField()

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["report", "organization"],
                name="major_receipt_once",
                condition=Q(is_receipt=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}@{self.organization_id}"
