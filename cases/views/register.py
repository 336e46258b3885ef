"""Logging a dispute on one screen."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mediation.kernel.errors import InvalidInput

from .. import policies, registering
from ..enums import COMMON_TYPES
from ..forms import RegisterCaseForm
from .acting import act_once, address, refill, require


@login_required
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Five fields; the number stands on the page that follows."""
    require(policies.can_register_somewhere(request.user))
    if request.method == "GET":
        return _page(request, RegisterCaseForm(actor=request.user))
    form = RegisterCaseForm(request.POST, actor=request.user)

    def act() -> str:
        case = registering.register(form, by=request.user)
        messages.success(request, _("已登记，号码是 %(number)s。") % {"number": case.number})
        return address(case)

    try:
        return act_once(request, act)
    except InvalidInput as error:
        refill(form, error)
        return _page(request, form, status=422)


def _page(request: HttpRequest, form: RegisterCaseForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "common": len(COMMON_TYPES)}
    return render(request, "cases/register.html", context, status=status)
