"""Completing and correcting what was registered."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mediation.kernel.errors import Conflict, InvalidInput, Refused

from .. import policies, services
from ..enums import Side
from ..forms import EditCaseForm
from ..models import Case
from .acting import act_once, address, find, read_version, refill, refused


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Phones, addresses, type, privacy. Nothing that a signed figure rests on."""
    case = find(request, uuid)
    decision = policies.can_edit_case(request.user, case)
    if not decision:
        return refused(request, case, Refused(decision.reason))
    form = EditCaseForm(request.POST or None, initial=present(case))
    if request.method == "GET":
        return _page(request, case, form)

    def act() -> str:
        services.edit_case(case, form, by=request.user, version=read_version(request))
        messages.success(request, _("已保存。"))
        return address(case)

    try:
        return act_once(request, act)
    except InvalidInput as error:
        refill(form, error)
        return _page(request, case, form, status=422)
    except (Refused, Conflict) as error:
        return refused(request, case, error)


def present(case: Case) -> dict[str, Any]:
    """What the case holds now, by the names of the form."""
    values = {
        "dispute_type": case.dispute_type,
        "dispute_subtype": case.dispute_subtype,
        "summary": case.text.summary,
        "claims": case.text.claims,
        "is_protected": case.is_protected,
        "is_major": case.is_major,
    }
    for side in Side:
        first = case.parties.filter(side=side).first()
        if first is not None:
            values |= {f"{side}_phone": first.phone, f"{side}_address": first.address}
    return values


def _page(request: HttpRequest, case: Case, form: EditCaseForm, *, status: int = 200) -> HttpResponse:
    version = request.POST.get("version", case.version)
    return render(request, "cases/edit.html", {"case": case, "form": form, "version": version}, status=status)
