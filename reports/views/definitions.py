"""What every number means."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .. import policies
from ..indicators import REGISTRY
from .asking import permitted


@login_required
@require_safe
def definitions(request: HttpRequest) -> HttpResponse:
    """All indicators: label, sentence, unit, source, code and version."""
    permitted(policies.can_view_any_figures(request.user))
    return render(request, "reports/definitions.html", {"indicators": REGISTRY.values()})
