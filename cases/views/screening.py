"""Rounds of dispute screening (排查)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mediation.kernel.errors import InvalidInput
from mediation.kernel.paging import paginate

from .. import policies, services
from ..forms import ScreeningForm
from ..models import ScreeningRound
from .acting import act_once, refill, require
from .tabs import screening_tabs


@login_required
@require_http_methods(["GET", "POST"])
def screening(request: HttpRequest) -> HttpResponse:
    """The rounds of one's organizations, and the form for the next; nothing found is one button."""
    require(policies.can_log_screening(request.user))
    form = ScreeningForm(_typed(request), actor=request.user)
    if request.method == "GET":
        return _page(request, form)

    def act() -> str:
        done = services.log_screening(form, by=request.user)
        if not done.found:
            messages.success(request, _("已登记零报告：%(place)s。") % {"place": done.place})
            return reverse("cases:screening")
        messages.success(request, _("已登记。发现的情况可以一件一件记成线索，也可以直接记成纠纷。"))
        return f"{reverse('cases:leads')}?round={done.uuid}"

    try:
        return act_once(request, act)
    except InvalidInput as error:
        refill(form, error)
        return _page(request, form, status=422)


def _typed(request: HttpRequest) -> dict[str, str] | None:
    """What was filled in. The one button says: today, all of the organization's area, nothing found."""
    if request.method == "GET":
        return None
    if "nothing_found" not in request.POST:
        return request.POST
    form = ScreeningForm(actor=request.user)
    area = form.default_organization.division.name if form.default_organization else ""
    return {"place": area, "found": "0"}


def _page(request: HttpRequest, form: ScreeningForm, status: int = 200) -> HttpResponse:
    rounds = ScreeningRound.objects.visible_to(request.user).select_related("organization")
    context = {
        "form": form,
        "page": paginate(rounds, request.GET, ordering=("-held_on", "-id"), size=20),
        "several": "organization" in form.fields,
        "tabs": screening_tabs(request.user, "screening"),
    }
    return render(request, "cases/screening.html", context, status=status)
