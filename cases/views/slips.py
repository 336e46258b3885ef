"""Papers that are handed to the parties at once."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from .. import reading
from ..enums import CaseStatus
from .acting import find


@login_required
@require_GET
def decline_slip(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Why a dispute was not taken in, and where the parties can turn (人民调解工作若干规定 24); for printing."""
    case = find(request, uuid)
    if case.status != CaseStatus.DECLINED:
        raise Http404
    reading.record(case, by=request.user)
    event = case.events.filter(transition="decline").first()
    context = {"case": case, "declined_on": event.occurred_on if event else None}
    return render(request, "cases/decline_slip.html", context)
