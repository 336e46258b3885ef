"""Adding people by paste: look first, then save."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mediation.kernel.errors import InvalidInput, Refused

from .. import policies, services
from ..forms import PartiesForm
from ..models import Case
from .acting import act_once, address, find, refill, refused


@login_required
@require_http_methods(["GET", "POST"])
def parties(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """1 to 500 people at a time; a list with one bad line adds nobody."""
    case = find(request, uuid)
    decision = policies.can_add_parties(request.user, case)
    if not decision:
        return refused(request, case, Refused(decision.reason))
    form = PartiesForm(request.POST or None, case=case)
    if request.method == "GET" or "back" in request.POST:
        return _page(request, case, form)
    if not form.is_valid():
        return _page(request, case, form, status=422)
    if "checked" not in request.POST:
        return _page(request, case, form, preview=True)

    def act() -> str:
        count = services.join_parties(case, form, by=request.user)
        messages.success(request, _("已加入 %(count)d 名当事人。") % {"count": count})
        return address(case)

    try:
        return act_once(request, act)
    except InvalidInput as error:
        refill(form, error)
        return _page(request, case, form, status=422)
    except Refused as error:
        return refused(request, case, error)


def _page(
    request: HttpRequest, case: Case, form: PartiesForm, *, status: int = 200, preview: bool = False
) -> HttpResponse:
    context = {"case": case, "form": form, "preview": preview}
    if preview:
        rows = form.cleaned_data["rows"]
        context |= {
            "rows": rows,
            "total": sum((amount or 0) for _name, amount, _phone in rows),
            "repeated": form.cleaned_data["repeated"],
        }
    return render(request, "cases/parties.html", context, status=status)
