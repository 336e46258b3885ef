"""The desk of judicial confirmation (司法确认), and what the bureau learns from refusals."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from mediation.kernel.calendar import today
from mediation.kernel.paging import paginate

from .. import courts, policies, presenting
from ..enums import CaseStatus, ConfirmationResult, Outcome
from ..models import Case, Confirmation
from .acting import require
from .tabs import Tab

SIZE = 20
OPEN, APPLIED, CONFIRMED, REFUSED = "open", "applied", "confirmed", "refused"


@login_required
@require_GET
def confirmation(request: HttpRequest) -> HttpResponse:
    """Written agreements that may still be confirmed, those before a court, and what courts ruled."""
    require(policies.can_follow_up(request.user))
    conditions = _conditions()
    cases = Case.objects.visible_to(request.user).filter(
        outcome=Outcome.WRITTEN_AGREEMENT,
        effective_on__isnull=False,
        status__in=[CaseStatus.EFFECTIVE, CaseStatus.CLOSED],
    )
    counts = cases.aggregate(**{name: Count("pk", filter=q, distinct=True) for name, q in conditions.items()})
    shown = request.GET.get("show", "")
    if shown not in conditions:
        shown = next((name for name in (OPEN, APPLIED) if counts[name]), OPEN)
    # The next to run out first; of what is ruled the newest.
    ordering = ("effective_on", "id") if shown in (OPEN, APPLIED) else ("-effective_on", "-id")
    page = paginate(
        cases.filter(conditions[shown]).for_list(request.user), request.GET, ordering=ordering, size=SIZE
    )
    context = {"tabs": _tabs(counts, shown), "shown": shown, "page": page, "rows": _rows(page.items)}
    return render(request, "cases/confirmation.html", context)


def _conditions() -> dict[str, Q]:
    pending, confirmed, refused = (
        Q(agreements__confirmation__result=result)
        for result in (
            ConfirmationResult.PENDING,
            ConfirmationResult.CONFIRMED,
            ConfirmationResult.REFUSED,
        )
    )
    in_time = Q(effective_on__gte=courts.effective_since(today()))
    return {
        OPEN: in_time & Q(agreements__confirmation__isnull=True),
        APPLIED: pending,
        CONFIRMED: confirmed,
        REFUSED: refused,
    }


def _rows(cases: list[Case]) -> list[dict[str, Any]]:
    found = Confirmation.objects.filter(agreement__case__in=[case.pk for case in cases])
    by_case = {one.agreement.case_id: one for one in found.select_related("agreement", "court")}
    return [
        {
            "row": presenting.row(case),
            "confirmation": by_case.get(case.pk),
            "until": courts.apply_until(case.effective_on) if case.effective_on else None,
        }
        for case in cases
    ]


def _tabs(counts: dict[str, int], shown: str) -> list[Tab]:
    labels = {
        OPEN: _("还可以申请（%(count)d）"),
        APPLIED: _("等待裁定（%(count)d）"),
        CONFIRMED: _("裁定有效（%(count)d）"),
        REFUSED: _("裁定驳回（%(count)d）"),
    }
    here = reverse("cases:confirmation")
    return [
        Tab(label % {"count": counts[name]}, f"{here}?show={name}", name == shown)
        for name, label in labels.items()
    ]


@login_required
@require_GET
def refusals(request: HttpRequest) -> HttpResponse:
    """Agreements of the bureau's area that courts refused: number, organization and ground, nobody's name."""
    require(policies.can_review_refusals(request.user))
    page = paginate(
        policies.refusals_for(request.user), request.GET, ordering=("-ruled_on", "-id"), size=SIZE
    )
    return render(request, "cases/refusals.html", {"page": page})
