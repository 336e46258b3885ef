"""Leads of screening (排查线索): a place, a kind and a sentence."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mediation.kernel.errors import InvalidInput, Refused
from mediation.kernel.paging import paginate

from .. import leads as leading
from .. import policies
from ..forms import LeadForm
from ..models import Lead, ScreeningRound
from .acting import act_once, refill, require
from .tabs import screening_tabs


@login_required
@require_http_methods(["GET", "POST"])
def leads(request: HttpRequest) -> HttpResponse:
    """The leads of one's organizations that still hold, and the form for the next."""
    require(policies.can_log_screening(request.user))
    if request.method == "GET":
        return _page(request, LeadForm(actor=request.user, initial=_of_round(request)))
    form = LeadForm(request.POST, actor=request.user)

    def act() -> str:
        lead = leading.log_lead(form, by=request.user)
        messages.success(request, _("已登记线索。"))
        address = reverse("cases:leads")
        return f"{address}?round={lead.round.uuid}" if lead.round else address

    try:
        return act_once(request, act)
    except InvalidInput as error:
        refill(form, error)
        return _page(request, form, status=422)


@login_required
@require_POST
def close_lead(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Nothing came of it, or nothing more is needed."""
    lead = find_lead(request, uuid)

    def act() -> str:
        leading.close_lead(lead, by=request.user)
        messages.success(request, _("线索已了结，内容已清除。"))
        return reverse("cases:leads")

    try:
        return act_once(request, act)
    except Refused as error:
        messages.warning(request, error.message)
        return _page(request, LeadForm(actor=request.user), status=error.status)


def find_lead(request: HttpRequest, uuid: UUID) -> Lead:
    """The lead of one's own organization; else 404."""
    found = Lead.objects.visible_to(request.user).select_related("organization")
    return get_object_or_404(found, uuid=uuid)


def _of_round(request: HttpRequest) -> dict[str, object]:
    """A lead that a round just found begins with the round's place and day."""
    try:
        uuid = UUID(request.GET.get("round", ""))
    except ValueError:
        return {}
    round_ = ScreeningRound.objects.visible_to(request.user).filter(uuid=uuid).first()
    return {"round": round_.uuid, "place": round_.place, "found_on": round_.held_on} if round_ else {}


def _page(request: HttpRequest, form: LeadForm, status: int = 200) -> HttpResponse:
    found = Lead.objects.visible_to(request.user).select_related("organization")
    ended = request.GET.get("show") == "ended"
    shown = found.exclude(pk__in=found.live()) if ended else found.live()
    ordering = ("-found_on", "-id") if ended else ("expires_on", "id")
    context = {
        "form": form,
        "page": paginate(shown, request.GET, ordering=ordering, size=20),
        "several": "organization" in form.fields,
        "ended": ended,
        "tabs": screening_tabs(request.user, "leads"),
    }
    return render(request, "cases/leads.html", context, status=status)
