"""One party: added, or corrected."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mediation.kernel.conflicts import resolved
from mediation.kernel.errors import Conflict, InvalidInput, Refused

from .. import parties as people
from .. import policies
from ..forms import PartyForm
from ..forms.parties import party_values
from ..models import Case, Party
from .acting import act_once, conflict, find, read_version, refill, refused
from .parties import address


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One more party, with everything that is known."""
    case = find(request, uuid)
    decision = policies.can_add_parties(request.user, case)
    if not decision:
        return refused(request, case, Refused(decision.reason))
    form = PartyForm(request.POST or None, case=case)
    if request.method == "GET":
        return _page(request, case, form)

    def act() -> str:
        people.add_one(case, form, by=request.user)
        messages.success(request, _("已加入。"))
        return address(case)

    try:
        return act_once(request, act)
    except InvalidInput as error:
        refill(form, error)
        return _page(request, case, form, status=422)
    except Refused as error:
        return refused(request, case, error)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, uuid: UUID, party: UUID) -> HttpResponse:
    """Name, phone, address, who answers for it. Before acceptance by who takes in, then by who mediates."""
    case = find(request, uuid)
    edited = get_object_or_404(Party.objects.select_related("case"), case=case, uuid=party)
    decision = policies.can_edit_case(request.user, case)
    if not decision or edited.left_on is not None:
        return refused(request, case, Refused(decision.reason or policies.party_left_sentence()))
    stored = party_values(edited)
    empty = PartyForm(case=case, party=edited, initial=stored)
    if request.method == "GET":
        return _page(request, case, empty, party=edited)
    form = PartyForm(resolved(request.POST, empty, stored), case=case, party=edited, initial=stored)

    def act() -> str:
        people.edit(edited, form, by=request.user, version=read_version(request))
        messages.success(request, _("已保存。"))
        return address(case)

    try:
        return act_once(request, act)
    except InvalidInput as error:
        refill(form, error)
        return _page(request, case, form, party=edited, status=422)
    except Refused as error:
        return refused(request, case, error, lost=form)
    except Conflict as error:
        return _both_versions(request, case, edited, error)


def _both_versions(request: HttpRequest, case: Case, edited: Party, error: Conflict) -> HttpResponse:
    """What was typed beside what is stored; the next sending is for the version that is shown."""
    edited.refresh_from_db()
    stored = party_values(edited)
    form = PartyForm(request.POST, case=case, party=edited, initial=stored)
    context = {
        "case": case,
        "form": form,
        "party": edited,
        "version": edited.version,
        "conflict": conflict(case, form, stored, error, read_version(request), edited.version),
    }
    return render(request, "cases/party.html", context, status=error.status)


def _page(
    request: HttpRequest, case: Case, form: PartyForm, *, party: Party | None = None, status: int = 200
) -> HttpResponse:
    context = {"case": case, "form": form, "party": party}
    if party is not None:
        context["version"] = request.POST.get("version", party.version)
    return render(request, "cases/party.html", context, status=status)
