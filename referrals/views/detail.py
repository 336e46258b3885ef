"""One letter at one address; what is shown depends on who reads it."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cases.models import Case
from cases.workflow import case_workflow
from mediation.kernel.workflow import Available
from organizations.models import User

from .. import policies, presenting, reading
from ..enums import ReferralStatus
from ..forms import PlaceForm
from ..models import Referral
from ..suggesting import candidates
from ..workflow import PLACE, referral_workflow
from .acting import find

FIRST_CANDIDATES = 8


@login_required
@require_GET
def detail(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The sender reads the letter, its state and the answer; the committee places it; the organization takes it up."""
    referral = find(request, uuid)
    reading.record(referral, by=request.user)
    return render(request, "referrals/detail.html", context_of(request, referral))


def context_of(request: HttpRequest, referral: Referral) -> dict[str, Any]:
    """What the page shows to this person; nothing of the case unless placing is theirs to see."""
    user = request.user
    whole = bool(policies.can_see_placing(user, referral))
    steps = _steps(referral, user)
    context = {
        "referral": referral,
        "tone": presenting.STATUS_TONES[ReferralStatus(referral.status)],
        "clock": presenting.clock(referral),
        "facts": presenting.facts(referral),
        "groups": presenting.party_groups(referral),
        "attempts": list(referral.earlier_attempts.all()),
        "materials": list(referral.materials.all()),
        "answer": presenting.answer(referral),
        "timeline": presenting.timeline(referral, whole=whole),
        "steps": [step for step in steps if step.transition is not PLACE],
        "whole": whole,
        "is_desk": policies.receives(user, referral),
    }
    if any(step.transition is PLACE and step.decision for step in steps):
        context |= place_panel(request, referral)
    if whole and referral.case:
        context["case"] = Case.objects.visible_to(user).filter(pk=referral.case_id).first()
        context["can_assign"] = bool(context["case"] and case_workflow.can("assign", context["case"], user))
    return context


def place_panel(request: HttpRequest, referral: Referral, form: PlaceForm | None = None) -> dict[str, Any]:
    """Where the letter could go: the fitting organizations first; words or 显示全部 bring the others."""
    words = "".join(c for c in request.GET.get("words", "")[:40] if c.isprintable()).strip()
    found = candidates(referral, words)
    shown = found if words or "all" in request.GET else found[:FIRST_CANDIDATES]
    return {
        "candidates": shown,
        "hidden": len(found) - len(shown),
        "words": words,
        "place_form": form or PlaceForm(record=referral, actor=request.user),
        "place": PLACE,
    }


def _steps(referral: Referral, user: User) -> list[Available[Referral]]:
    """What can be done here: a denied step only where the committee should know why."""
    available = referral_workflow.available(referral, user)
    receives = policies.receives(user, referral)
    return [step for step in available if step.decision or (receives and step.transition.name == "reassign")]
