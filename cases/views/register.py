"""Logging a dispute on one screen."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mediation.kernel.errors import InvalidInput

from .. import policies, presenting, registering
from ..enums import COMMON_TYPES
from ..forms import RegisterCaseForm, frame_of
from ..same_dispute import SameDispute
from .acting import act_once, address, find, refill, require


@login_required
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Five fields; the number stands on the page that follows."""
    require(policies.can_register_somewhere(request.user))
    if request.method == "GET":
        return _page(request, RegisterCaseForm(actor=request.user, initial=frame(request)))
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
    except SameDispute as error:
        context = {"form": form, "error": error, "rows": [presenting.row(case) for case in error.cases]}
        return render(request, "cases/same_dispute.html", context, status=error.status)


def frame(request: HttpRequest) -> dict[str, Any]:
    """What is taken over from the case that the address names, when this person may see it; else 404."""
    named = request.GET.get("like", "")
    if not named:
        return {}
    if not _is_uuid(named):
        raise Http404
    return frame_of(find(request, UUID(named)))


def _many(request: HttpRequest) -> str:
    """The page for many of the kind, with the same frame."""
    like = request.GET.get("like", "")
    return reverse("cases:register_many") + (f"?like={like}" if like else "")


def _is_uuid(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def _page(request: HttpRequest, form: RegisterCaseForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "common": len(COMMON_TYPES), "many_url": _many(request)}
    return render(request, "cases/register.html", context, status=status)
