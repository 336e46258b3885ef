"""What every page of figures asks first: whose figures, of which period, and whether this person may see them."""

from django.http import Http404, HttpRequest

from mediation.kernel.calendar import today
from mediation.kernel.decisions import Decision
from mediation.kernel.errors import InvalidInput

from .. import dashboards, periods, policies, scopes
from ..indicators import Cut, parse_cut
from ..periods import Period
from ..scopes import Scope


def permitted(decision: Decision) -> None:
    """Figures that a person may not see answer like figures that do not exist."""
    if not decision:
        raise Http404(decision.reason)


def scope_of(code: str) -> Scope:
    """The scope of an address, or 404."""
    try:
        return scopes.parse(code)
    except InvalidInput as error:
        raise Http404 from error


def period_of(code: str) -> Period:
    """The period of an address, or 404."""
    try:
        return periods.parse(code)
    except InvalidInput as error:
        raise Http404 from error


def cut_of(request: HttpRequest) -> Cut | None:
    """The part of a figure that an address names, or 404."""
    if "by" not in request.GET:
        return None
    try:
        return parse_cut(request.GET["by"], request.GET.get("is", ""))
    except InvalidInput as error:
        raise Http404 from error


def home_or(request: HttpRequest) -> Scope:
    """The scope of `?scope=`, else the reader's own area or organization."""
    permitted(policies.can_view_any_figures(request.user))
    if request.GET.get("scope"):
        scope = scope_of(request.GET["scope"])
    else:
        scope = policies.home_scope(request.user)
        if scope is None:
            raise Http404
    permitted(policies.can_view_figures(request.user, scope))
    return scope


def default_or(request: HttpRequest, scope: Scope) -> Period:
    """The period of `?period=`, else the last complete one with figures."""
    if request.GET.get("period"):
        return period_of(request.GET["period"])
    return dashboards.default_period(scope, today())
