"""Mediation sessions and their records (人民调解法 27), and what was said to the mediator alone."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..enums import SessionMode, Side
from .case import Case
from .party import Party


class MediationSession(models.Model):
    """One sitting: when, where, who came, what was said.

    Times are Beijing wall times of `held_on`. Of a group only how many of each side came is kept, of few parties who.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="sessions")
    held_on = models.DateField(_("调解日期"))
    started_at = models.TimeField(_("开始时间"), null=True, blank=True)
    ended_at = models.TimeField(_("结束时间"), null=True, blank=True)
    mode = models.CharField(_("方式"), max_length=8, choices=SessionMode, default=SessionMode.ON_SITE)
    identity_check = models.CharField(_("怎样核对身份"), max_length=120, blank=True)
    place = models.CharField(_("地点"), max_length=80)
    came = models.ManyToManyField(Party, related_name="sessions", verbose_name=_("到场的当事人"))
    applicants_came = models.PositiveIntegerField(_("甲方到场人数"), null=True, blank=True)
    respondents_came = models.PositiveIntegerField(_("乙方到场人数"), null=True, blank=True)
    attendance = models.CharField(_("到场人员"), max_length=200, blank=True)
    others_present = models.CharField(_("邀请参加的人"), max_length=200, blank=True)
    record = models.TextField(_("调解记录"))
    recorded_by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["held_on", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="session_ends_after_start",
                condition=Q(started_at__isnull=True)
                | Q(ended_at__isnull=True)
                | Q(ended_at__gt=F("started_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.held_on}"


class CaucusNote(models.Model):
    """What one side told the mediator alone (背靠背): read by the case's mediators and the holder's clerk, by nobody else.

    It is in no list, search, figure, export, print or answer, and not in the API.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="caucus_notes")
    side = models.CharField(_("和哪一方谈"), max_length=10, choices=Side)
    noted_on = models.DateField(_("谈话日期"))
    text = models.TextField(_("谈话内容"))
    author_id = models.BigIntegerField()
    author_name = models.CharField(max_length=60)

    class Meta:
        ordering = ["noted_on", "id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.case_id} {self.noted_on}"
