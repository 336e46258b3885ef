"""What a letter does when its case moves, in the case's own transaction."""

from typing import Any

from cases.models import Case
from cases.workflow import case_workflow

from .enums import ReferralStatus
from .models import Referral
from .workflow import referral_workflow


@case_workflow.on("assign")
def start_mediation(case: Case, event: Any, actor: Any) -> None:
    """The sender reads 调解中 once mediators are named."""
    for referral in Referral.objects.filter(case=case, status=ReferralStatus.PLACED):
        referral_workflow.perform("start", referral, actor=actor)


@case_workflow.on("take_effect", "agree_orally", "not_reached", "refuse", "terminate")
def answer_letter(case: Case, event: Any, actor: Any) -> None:
    """How mediation ended goes back to the sender."""
    running = (ReferralStatus.PLACED, ReferralStatus.MEDIATING)
    for referral in Referral.objects.filter(case=case, status__in=running):
        referral_workflow.perform("answer", referral, actor=actor)
