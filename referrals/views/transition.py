"""One page for every step of a letter."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.views.acting import act_once, read_version, refill
from mediation.kernel.errors import DomainError, InvalidInput
from mediation.kernel.workflow import Transition

from ..models import Referral
from ..workflow import referral_workflow
from .acting import address, find
from .detail import place_panel


@login_required
@require_http_methods(["GET", "POST"])
def transition(request: HttpRequest, uuid: UUID, name: str) -> HttpResponse:
    """Ask, do. Who comes second reads who was first."""
    referral = find(request, uuid)
    step = referral_workflow.transitions.get(name)
    if step is None or not step.on_page:
        raise Http404
    if request.method == "GET":
        decision = referral_workflow.can(name, referral, request.user)
        form = step.form(record=referral, actor=request.user) if decision else None
        return _page(request, referral, step, form, refusal=decision.reason, status=200 if decision else 409)
    return _perform(request, referral, step)


def _perform(request: HttpRequest, referral: Referral, step: Transition[Referral]) -> HttpResponse:
    def act() -> str:
        referral_workflow.perform(
            step.name, referral, actor=request.user, data=request.POST, version=read_version(request)
        )
        messages.success(request, _("已办理：%(step)s。") % {"step": step.label})
        return address(referral)

    try:
        return act_once(request, act)
    except InvalidInput as error:
        form = step.form(request.POST, record=referral, actor=request.user)
        refill(form, error)
        return _page(request, referral, step, form, status=422)
    except DomainError as error:
        referral.refresh_from_db()
        return _page(request, referral, step, None, refusal=error.message, status=error.status)


def _page(
    request: HttpRequest,
    referral: Referral,
    step: Transition[Referral],
    form: Any,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {"referral": referral, "step": step, "form": form, "refusal": refusal}
    if form is not None and "organization" in form.fields:
        context |= place_panel(request, referral, form)
    return render(request, "referrals/transition.html", context, status=status)
