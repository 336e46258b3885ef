"""Where somebody mediated although something spoke against it: numbers for the bureau, no names and no reasons."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mediation.kernel.paging import paginate

from .. import policies
from ..models import CaseMediator
from .acting import require


@login_required
@require_GET
def overrides(request: HttpRequest) -> HttpResponse:
    """Number, organization and day of each override in the bureau's area, newest first."""
    require(policies.can_see_overrides(request.user))
    rows = CaseMediator.objects.overridden_in_area_of(request.user).select_related("case__holder")
    page = paginate(rows, request.GET, ordering=("-overridden_on", "-id"), size=20)
    return render(request, "cases/overrides.html", {"page": page})
