"""What a letter does when its case moves, in the case's own transaction."""

from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext_lazy

from cases.courts import register_inviting
from cases.models import Case
from cases.workflow import case_workflow
from mediation.kernel import legal_calendar, outbox
from mediation.kernel.legal_calendar import Moved
from organizations.enums import OrganizationKind
from organizations.models import Organization

from . import terms
from .enums import ReferralStatus
from .models import Referral
from .notifications import PLACED
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


@case_workflow.on("resume", "extend_term")
def follow_the_clock(case: Case, event: Any, actor: Any) -> None:
    """The letter shows the last day of its case. While an appraisal stops the clock, the last day known stays."""
    if case.due_on is not None:
        Referral.objects.filter(case=case).update(mediation_due_on=case.due_on)


@legal_calendar.on_load
def reckon_letters() -> Moved:
    """A year was loaded: the last days for answering letters, and the terms of those whose cases moved."""
    moved = settled = 0
    waiting = Referral.objects.filter(status=ReferralStatus.SENT).select_for_update(of=("self",))
    for referral in waiting.select_related("receiver__division"):
        due = terms.answer_due(referral.sent_on, referral.receiver.division.code)
        if (due.day, due.provisional) == (referral.answer_due_on, referral.due_is_provisional):
            continue
        moved += due.day != referral.answer_due_on
        settled += referral.due_is_provisional and not due.provisional
        referral.answer_due_on, referral.due_is_provisional = due.day, due.provisional
        referral.save(update_fields=["answer_due_on", "due_is_provisional"])
    placed = Referral.objects.filter(
        status__in=(ReferralStatus.PLACED, ReferralStatus.MEDIATING), case__due_on__isnull=False
    ).exclude(mediation_due_on=F("case__due_on"))
    now = Case.objects.filter(pk=OuterRef("case")).values("due_on")
    moved += placed.update(mediation_due_on=Subquery(now))
    return Moved(gettext_lazy("来函的期限"), moved, settled)


@case_workflow.on("answer_support")
def follow_the_case(case: Case, event: Any, actor: Any) -> None:
    """Taken over by the next tier, the case keeps its letter; the letter says with whom it is now."""
    running = (ReferralStatus.PLACED, ReferralStatus.MEDIATING)
    for referral in Referral.objects.filter(case=case, status__in=running).exclude(
        placed_with=case.handled_at_id
    ):
        referral.placed_with = case.handled_at
        referral.version += 1
        referral.save(update_fields=["placed_with", "version"])
        outbox.post(
            PLACED,
            f"{referral.uuid}:{case.handled_at.uuid}:{referral.version}",
            referral_id=referral.pk,
            organization_id=case.handled_at_id,
        )


@register_inviting
def inviting_court(case: Case) -> Organization | None:
    """The court whose letter brought the case."""
    letter = Referral.objects.filter(case=case, sender__kind=OrganizationKind.COURT).select_related("sender")
    found = letter.first()
    return found.sender if found else None
