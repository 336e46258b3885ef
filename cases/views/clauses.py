"""The clause library (条款库) of one's committee."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mediation.kernel.errors import InvalidInput

from .. import policies, services
from ..forms import ClauseForm
from ..models import Clause
from .acting import act_once, refill, require


@login_required
@require_http_methods(["GET", "POST"])
def clauses(request: HttpRequest) -> HttpResponse:
    """The clauses, and the form for the next."""
    require(policies.can_keep_clauses(request.user))
    form = ClauseForm(request.POST if request.method == "POST" else None, actor=request.user)
    if request.method == "GET":
        return _page(request, form)

    def act() -> str:
        services.add_clause(form, by=request.user)
        messages.success(request, _("已存入条款库。"))
        return reverse("cases:clauses")

    try:
        return act_once(request, act)
    except InvalidInput as error:
        refill(form, error)
        return _page(request, form, status=422)


@login_required
@require_POST
def remove_clause(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take one clause of one's committee out; agreements that used it keep their words."""
    found = Clause.objects.filter(organization__in=policies.clause_keepers(request.user))
    services.remove_clause(get_object_or_404(found, uuid=uuid), by=request.user)
    messages.success(request, _("已从条款库删去。"))
    return redirect("cases:clauses")


def _page(request: HttpRequest, form: ClauseForm, status: int = 200) -> HttpResponse:
    found = Clause.objects.filter(organization__in=policies.clause_keepers(request.user))
    context = {"form": form, "clauses": found.select_related("organization")}
    return render(request, "cases/clauses.html", context, status=status)
