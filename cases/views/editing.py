"""Completing and correcting what was registered."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mediation.kernel.conflicts import resolved
from mediation.kernel.errors import Conflict, InvalidInput, Refused

from .. import policies, services
from ..enums import Side
from ..forms import EditCaseForm
from ..models import Case
from .acting import act_once, address, conflict, find, read_version, refill, refused


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Phones, addresses, type, privacy. Nothing that a signed figure rests on."""
    case = find(request, uuid)
    decision = policies.can_edit_case(request.user, case)
    if not decision:
        return refused(request, case, Refused(decision.reason))
    stored = present(case)
    if request.method == "GET":
        return _page(request, case, EditCaseForm(initial=stored))
    form = EditCaseForm(resolved(request.POST, EditCaseForm(), stored), initial=stored)

    def act() -> str:
        services.edit_case(case, form, by=request.user, version=read_version(request))
        messages.success(request, _("已保存。"))
        return address(case)

    try:
        return act_once(request, act)
    except InvalidInput as error:
        refill(form, error)
        return _page(request, case, form, status=422)
    except Refused as error:
        return refused(request, case, error, lost=form)
    except Conflict as error:
        return _both_versions(request, case, error)


def _both_versions(request: HttpRequest, case: Case, error: Conflict) -> HttpResponse:
    """What was typed beside what is stored; the next sending is for the version that is shown."""
    now = find(request, case.uuid)
    if not policies.can_edit_case(request.user, now):
        return refused(request, now, error, lost=EditCaseForm(request.POST))
    stored = present(now)
    form = EditCaseForm(request.POST, initial=stored)
    context = {
        "case": now,
        "form": form,
        "version": now.version,
        "conflict": conflict(now, form, stored, error, read_version(request), now.version),
    }
    return render(request, "cases/edit.html", context, status=error.status)


def present(case: Case) -> dict[str, Any]:
    """What the case holds now, by the names of the form."""
    values = {
        "dispute_type": case.dispute_type,
        "dispute_subtype": case.dispute_subtype,
        "summary": case.text.summary,
        "claims": case.text.claims,
        "is_protected": case.is_protected,
    }
    for side in Side:
        first = case.parties.filter(side=side, left_on__isnull=True).first()
        if first is not None:
            values |= {f"{side}_phone": first.phone, f"{side}_address": first.address}
    return values


def _page(request: HttpRequest, case: Case, form: EditCaseForm, *, status: int = 200) -> HttpResponse:
    version = request.POST.get("version", case.version)
    return render(request, "cases/edit.html", {"case": case, "form": form, "version": version}, status=status)
