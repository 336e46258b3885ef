"""Logging up to twenty similar disputes on one page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from mediation.kernel.errors import InvalidInput, Refused

from .. import policies, registering
from ..forms import Grid
from .acting import act_once, require
from .register import frame


@login_required
@require_http_methods(["GET", "POST"])
def register_many(request: HttpRequest) -> HttpResponse:
    """All rows or none; a wrong cell is named."""
    require(policies.can_register_somewhere(request.user))
    if request.method == "GET":
        return _page(request, Grid(actor=request.user, initial=frame(request)))
    grid = Grid(request.POST, actor=request.user)

    def act() -> str:
        cases = registering.register_together(grid, by=request.user)
        done = ngettext("已登记 %(count)d 件。", "已登记 %(count)d 件。", len(cases)) % {"count": len(cases)}
        messages.success(request, done)
        return reverse("cases:list")

    try:
        return act_once(request, act)
    except InvalidInput as error:
        if grid.is_valid():
            error.show_at(grid.frame)
        return _page(request, grid, status=422)
    except Refused as error:
        grid.frame.add_error(None, error.message)
        return _page(request, grid, status=422)


def _page(request: HttpRequest, grid: Grid, *, status: int = 200) -> HttpResponse:
    context = {"grid": grid, "form": grid.frame}
    return render(request, "cases/register_many.html", context, status=status)
