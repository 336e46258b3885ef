"""The case: one dispute, counted once, whoever handles it."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organizations.enums import Regime
from organizations.models import Division, Organization

from ..enums import (
    AGREEMENTS,
    CaseStatus,
    DeclineReason,
    DisputeSubtype,
    DisputeType,
    Entruster,
    LegalMode,
    Outcome,
    Source,
    TerminationGround,
)
from ..querysets import CaseQuerySet

UNNUMBERED = (CaseStatus.REGISTERED, CaseStatus.DECLINED)


def _ancestor(label: object) -> models.ForeignKey:
    return models.ForeignKey(
        Division,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
        db_index=False,
    )


class Case(models.Model):
    """One dispute from registration to its closed file.

    Three organizations: `accepted_by` is who is counted, frozen at acceptance together with its ancestor divisions;
    `holder` handles and sees, and its ancestors follow it; `handled_at` is the room or studio where people sat down.
    All days are Beijing days that somebody entered, never taken from a moment. Status changes only in cases/workflow/.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    registration_no = models.CharField(_("登记号"), max_length=20, unique=True)
    official_no = models.CharField(_("案号"), max_length=60, null=True, blank=True, unique=True)
    regime = models.CharField(_("调解性质"), max_length=24, choices=Regime, default=Regime.PEOPLES)
    status = models.CharField(_("状态"), max_length=12, choices=CaseStatus, default=CaseStatus.REGISTERED)
    version = models.PositiveIntegerField(default=1)

    dispute_type = models.CharField(_("纠纷类型"), max_length=24, choices=DisputeType)
    dispute_subtype = models.CharField(_("细分类型"), max_length=24, choices=DisputeSubtype, blank=True)
    source = models.CharField(_("案件来源"), max_length=12, choices=Source, default=Source.APPLICATION)
    entruster = models.CharField(_("委托移送单位"), max_length=14, choices=Entruster, blank=True)
    legal_mode = models.CharField(_("委托移送方式"), max_length=12, choices=LegalMode, blank=True)
    # Privacy (涉隐私) and needing help (重大) are two things.
    is_protected = models.BooleanField(_("涉及隐私"), default=False)
    is_major = models.BooleanField(_("重大疑难复杂"), default=False)

    accepted_by = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="accepted_cases",
        verbose_name=_("受理组织"),
        db_index=False,
    )
    accepted_town = _ancestor(_("受理地乡镇"))
    accepted_county = _ancestor(_("受理地县市"))
    accepted_prefecture = _ancestor(_("受理地州市"))
    accepted_province = _ancestor(_("受理地省区"))
    holder = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="held_cases",
        verbose_name=_("承办组织"),
        db_index=False,
    )
    holder_town = _ancestor(_("承办地乡镇"))
    holder_county = _ancestor(_("承办地县市"))
    holder_prefecture = _ancestor(_("承办地州市"))
    holder_province = _ancestor(_("承办地省区"))
    handled_at = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="handled_cases",
        verbose_name=_("调解地点所属组织"),
    )
    # The guidance committee that placed the case; it keeps seeing what it placed.
    placed_by = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="placed_cases",
        verbose_name=_("分派的指导委员会"),
    )

    applied_on = models.DateField(_("申请日期"))
    accepted_on = models.DateField(_("受理日期"), null=True, blank=True)
    agreed_on = models.DateField(_("达成协议日期"), null=True, blank=True)
    effective_on = models.DateField(_("协议生效日期"), null=True, blank=True)
    # The day of the first agreement that binds (oral: agreed; written: effective), once a case; and its amount in yuan.
    succeeded_on = models.DateField(_("调解成功日期"), null=True, blank=True)
    succeeded_amount = models.DecimalField(
        _("协议涉及金额（元）"), max_digits=14, decimal_places=2, default=0
    )
    # The term in calendar days from acceptance, and its last day while mediation runs (cases/clocks.py writes it).
    term_days = models.PositiveSmallIntegerField(_("调解期限（天）"), default=30)
    due_on = models.DateField(_("调解期限届满日"), null=True, blank=True)
    # The rest days of a year that this term reaches into are not published yet.
    due_is_provisional = models.BooleanField(default=False)
    # The day on which mediation ended, with or without agreement.
    concluded_on = models.DateField(_("调解结束日期"), null=True, blank=True)
    performed_on = models.DateField(_("履行完毕日期"), null=True, blank=True)
    closed_on = models.DateField(_("结案日期"), null=True, blank=True)
    filed_on = models.DateField(_("归档日期"), null=True, blank=True)

    outcome = models.CharField(_("调解结果"), max_length=18, choices=Outcome, blank=True)
    termination_ground = models.CharField(_("终止原因"), max_length=14, choices=TerminationGround, blank=True)
    # The other ways that the parties were told of (Route, separated by commas), when mediation came to nothing.
    routes_told = models.CharField(_("已告知的其他途径"), max_length=40, blank=True)
    decline_reason = models.CharField(_("不予受理原因"), max_length=18, choices=DeclineReason, blank=True)
    party_count = models.PositiveIntegerField(_("当事人数"), default=0)
    # A dispute that came back is a case of its own, tied to its first one. When that one had succeeded it is the same
    # dispute, counted already: a continuation has its number and is in no total.
    first_case = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reopenings",
        verbose_name=_("原案件"),
    )
    is_continuation = models.BooleanField(_("原案件已经计数"), default=False)

    import_batch = models.ForeignKey(
        "cases.ImportBatch", on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    registered_by_id = models.BigIntegerField(null=True)
    registered_at = models.DateTimeField(auto_now_add=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_number_with_acceptance",
                condition=Q(status__in=UNNUMBERED, official_no__isnull=True, accepted_on__isnull=True)
                | Q(official_no__isnull=False, accepted_on__isnull=False, accepted_by__isnull=False)
                | Q(status=CaseStatus.VOIDED),
                violation_error_message=_("受理的案件要有案号和受理日期。"),
            ),
            models.CheckConstraint(
                name="case_dates_in_order",
                condition=(Q(accepted_on__isnull=True) | Q(accepted_on__gte=F("applied_on")))
                & (Q(concluded_on__isnull=True) | Q(concluded_on__gte=F("accepted_on")))
                & (Q(effective_on__isnull=True) | Q(effective_on__gte=F("agreed_on")))
                & (Q(closed_on__isnull=True) | Q(closed_on__gte=F("concluded_on")))
                & (Q(filed_on__isnull=True) | Q(filed_on__gte=F("closed_on"))),
                violation_error_message=_("日期的先后顺序不对。"),
            ),
            models.CheckConstraint(
                name="case_success_is_an_agreement",
                condition=Q(succeeded_on__isnull=True, succeeded_amount=0)
                | Q(succeeded_on__isnull=False, outcome__in=sorted(AGREEMENTS), succeeded_amount__gte=0),
                violation_error_message=_("达成协议的案件才算调解成功。"),
            ),
            models.CheckConstraint(
                name="case_outcome_with_conclusion",
                condition=Q(outcome="", concluded_on__isnull=True)
                | (~Q(outcome="") & Q(concluded_on__isnull=False)),
                violation_error_message=_("调解结果和调解结束日期要一起填写。"),
            ),
            models.CheckConstraint(
                name="case_entruster_with_source",
                condition=(Q(source=Source.ENTRUSTED) & ~Q(entruster=""))
                | (~Q(source=Source.ENTRUSTED) & Q(entruster="")),
                violation_error_message=_("接受委托移送的案件要写明委托移送单位。"),
            ),
        ]
        indexes = [
            # Lists of a holder at any level, newest first; the key of keyset paging.
            *(
                models.Index(
                    fields=[f"holder{suffix}", "-applied_on", "-id"], name=f"case_holder{suffix or '_org'}"
                )
                for suffix in ("", "_town", "_county", "_prefecture")
            ),
            models.Index(fields=["handled_at", "-applied_on", "-id"], name="case_handled"),
            models.Index(fields=["placed_by", "-applied_on", "-id"], name="case_placed"),
            models.Index(fields=["-applied_on", "-id"], name="case_newest"),
            # What is due, by the organization that handles it.
            models.Index(fields=["handled_at", "due_on"], name="case_due", condition=Q(due_on__isnull=False)),
            # Figures by acceptance and by success, answered from the index alone.
            *(
                models.Index(
                    fields=[f"accepted_{scope}", day],
                    include=[
                        "status",
                        "regime",
                        "is_continuation",
                        "dispute_type",
                        "source",
                        "succeeded_amount",
                    ],
                    name=f"case_{scope}_{day.removesuffix('_on')}",
                )
                for scope in ("by", "town", "county", "prefecture", "province")
                for day in ("accepted_on", "succeeded_on")
            ),
            # Figures by their other days, of a prefecture and of a county alike: the columns between are skipped over.
            *(
                models.Index(
                    fields=["accepted_prefecture", "accepted_county", f"{day}_on"], name=f"case_area_{day}"
                )
                for day in ("concluded", "performed", "closed")
            ),
        ]
        permissions = [("advise_case", "Advise on one case"), ("help_case", "Help to mediate one case")]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The official number, or the registration number before acceptance."""
        return self.official_no or self.registration_no


class CaseText(models.Model):
    """What people told: apart from the case row, so that lists and figures stay narrow."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True, related_name="text")
    summary = models.TextField(_("纠纷简要情况"))
    claims = models.TextField(_("申请事项"), blank=True)
    # What the parties of a dispute that was not taken in were told to do instead.
    decline_advice = models.CharField(_("告知的其他途径"), max_length=200, blank=True, default="")
    # "马某甲等120人": written by cases.services.refresh_labels, for lists.
    applicants = models.CharField(max_length=80, blank=True)
    respondents = models.CharField(max_length=80, blank=True)
    # "mmj wmy": the initials of the parties' names, typed to find a case.
    initials = models.TextField(blank=True)
    # Bigrams of summary, parties' names and initials (kernel.search.tokens): searched inside what the reader may see.
    tokens = ArrayField(models.CharField(max_length=2), default=list)

    class Meta:
        default_permissions = ()
        indexes = [GinIndex(fields=["tokens"], name="case_text_tokens")]

    def __str__(self) -> str:
        return f"{self.applicants} / {self.respondents}"
