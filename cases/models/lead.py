"""Leads (排查线索) and invitations to mediation (邀请调解): what comes before a case, and mostly becomes none.

A lead tells of a place, a kind and one sentence, never of a person. Names stand in the invitation alone, and only while
it waits for answers.
"""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization

from ..enums import Consent, DisputeType, InvitationState, LeadState, Side
from ..querysets import InvitationQuerySet, LeadQuerySet
from .case import Case
from .screening import ScreeningRound

# How long a lead is kept, and the names of an invitation at the most.
LIFETIME = timedelta(days=90)


class Lead(models.Model):
    """One thing that may become a dispute. Its sentence is gone when the lead ends, whatever came of it.

    `expires_on` is the first day on which it no longer holds.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="leads")
    round = models.ForeignKey(
        ScreeningRound, on_delete=models.SET_NULL, null=True, blank=True, related_name="leads"
    )
    place = models.CharField(_("地点"), max_length=80)
    dispute_type = models.CharField(_("纠纷类型"), max_length=24, choices=DisputeType)
    sentence = models.CharField(_("一句话情况"), max_length=120, blank=True)
    found_on = models.DateField(_("发现日期"))
    expires_on = models.DateField(_("到期日期"))
    state = models.CharField(_("状态"), max_length=10, choices=LeadState, default=LeadState.OPEN)
    recorded_by_id = models.BigIntegerField(null=True)

    objects = LeadQuerySet.as_manager()

    class Meta:
        ordering = ["expires_on", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="lead_expires_in_time",
                condition=Q(expires_on__gt=F("found_on"), expires_on__lte=F("found_on") + LIFETIME),
            ),
            models.CheckConstraint(
                name="lead_ended_without_words",
                condition=Q(state__in=[LeadState.OPEN, LeadState.INVITED]) | Q(sentence=""),
            ),
        ]
        indexes = [models.Index(fields=["organization", "state", "expires_on"], name="lead_by_expiry")]

    def __str__(self) -> str:
        return self.place

    @property
    def is_live(self) -> bool:
        return self.state in (LeadState.OPEN, LeadState.INVITED)


def _answer_with_day(side: str) -> Q:
    unasked = Q(**{f"{side}_answer": Consent.UNASKED, f"{side}_answered_on__isnull": True})
    return unasked | Q(**{f"{side}_answer": Consent.GIVEN, f"{side}_answered_on__isnull": False})


class Invitation(models.Model):
    """Both sides asked whether they want mediation (人民调解法 17). A refusal is never stored: the invitation ends."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="mediation_invitations"
    )
    lead = models.ForeignKey(
        Lead, on_delete=models.SET_NULL, null=True, blank=True, related_name="invitations"
    )
    dispute_type = models.CharField(_("纠纷类型"), max_length=24, choices=DisputeType)
    summary = models.TextField(_("什么事"), blank=True)
    applicant_name = models.CharField(_("甲方姓名"), max_length=60, blank=True)
    applicant_phone = models.CharField(_("甲方电话"), max_length=30, blank=True)
    applicant_answer = models.CharField(
        _("甲方答复"), max_length=10, choices=Consent, default=Consent.UNASKED
    )
    applicant_answered_on = models.DateField(null=True, blank=True)
    respondent_name = models.CharField(_("乙方姓名"), max_length=60, blank=True)
    respondent_phone = models.CharField(_("乙方电话"), max_length=30, blank=True)
    respondent_answer = models.CharField(
        _("乙方答复"), max_length=10, choices=Consent, default=Consent.UNASKED
    )
    respondent_answered_on = models.DateField(null=True, blank=True)
    invited_on = models.DateField(_("邀请日期"))
    expires_on = models.DateField(_("到期日期"))
    state = models.CharField(
        _("状态"), max_length=10, choices=InvitationState, default=InvitationState.WAITING
    )
    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="invitation"
    )
    invited_by_id = models.BigIntegerField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_on", "-id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="invitation_ended_without_words",
                condition=Q(state=InvitationState.WAITING)
                | Q(
                    summary="",
                    **{f"{side}_{word}": "" for side in Side.values for word in ("name", "phone")},
                    **{f"{side}_answer": Consent.UNASKED for side in Side.values},
                ),
            ),
            models.CheckConstraint(
                name="invitation_case_when_converted",
                condition=Q(state=InvitationState.CONVERTED, case__isnull=False)
                | (~Q(state=InvitationState.CONVERTED) & Q(case__isnull=True)),
            ),
            *(
                models.CheckConstraint(name=f"invitation_{side}_answer", condition=_answer_with_day(side))
                for side in Side.values
            ),
        ]
        indexes = [models.Index(fields=["organization", "state", "expires_on"], name="invitation_by_expiry")]

    def __str__(self) -> str:
        return self.get_dispute_type_display()

    @property
    def is_waiting(self) -> bool:
        return self.state == InvitationState.WAITING
