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
from organizations.permissions import Permission

from .. import policies, services
from ..forms import ScreeningForm
from ..models import ScreeningRound
from .acting import act_once, refill, require


@login_required
@require_http_methods(["GET", "POST"])
def screening(request: HttpRequest) -> HttpResponse:
    """The rounds of one's organizations, and the form for the next."""
    require(policies.can_log_screening(request.user))
    form = ScreeningForm(request.POST or None, actor=request.user)
    if request.method == "GET":
        return _page(request, form)

    def act() -> str:
        done = services.log_screening(form, by=request.user)
        messages.success(request, _("已登记。") if done.found else _("已登记零报告。"))
        return reverse("cases:screening")

    try:
        return act_once(request, act)
    except InvalidInput as error:
        refill(form, error)
        return _page(request, form, status=422)


def _page(request: HttpRequest, form: ScreeningForm, status: int = 200) -> HttpResponse:
    own = request.user.organizations_permitting(Permission.LOG_SCREENING)
    rounds = ScreeningRound.objects.filter(organization__in=own).select_related("organization")
    context = {
        "form": form,
        "page": paginate(rounds, request.GET, ordering=("-held_on", "-id"), size=20),
        "several": len(own) > 1,
    }
    return render(request, "cases/screening.html", context, status=status)
