"""One figure, opened: its definition, its operands, and the list of what it counts."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mediation.kernel import journal
from mediation.kernel.errors import InvalidInput
from mediation.kernel.spreadsheets import XLSX_TYPE, attachment

from .. import drilldown, entered, exporting, indicators, policies, presenting
from ..indicators import Indicator
from ..models import EnteredTotal
from ..scopes import Scope
from .asking import cut_of, period_of, permitted, scope_of
from .known import as_asked, known_on


@login_required
@require_safe
@known_on
def figure(request: HttpRequest, scope: str, period: str, code: str) -> HttpResponse:
    """A page of the list behind a figure; `?part=1` opens the second list of a ratio."""
    whose, when, what = scope_of(scope), period_of(period), _indicator(code)
    permitted(policies.can_open_lists(request.user, whose))
    part, cut = _part(request), cut_of(request)
    try:
        opened = drilldown.drill_down_rows(
            request.user, what, whose, when, part=part, cut=cut, params=request.GET
        )
    except indicators.UnknownIndicator as error:
        raise Http404 from error
    context = {
        "opened": opened,
        "rows": presenting.list_rows(opened),
        "scope": whose,
        "period": when,
        "cut": cut,
        "cell": presenting.cell(opened.figure, whose, when),
        "entries": _entries(opened, whose),
        "lists": _lists(request, opened),
        "may_export": bool(policies.can_export_figures(request.user, whose)),
        "export_query": request.GET.urlencode(),
    }
    return render(request, "reports/figure.html", context)


@login_required
@require_safe
def export_figure(request: HttpRequest, scope: str, period: str, code: str) -> HttpResponse:
    """The whole list as .xlsx, sealed rows sealed; who took it away is journalled."""
    whose, when, what = scope_of(scope), period_of(period), _indicator(code)
    permitted(policies.can_export_figures(request.user, whose))
    listings = what.lists(whose, when, cut_of(request))
    part = _part(request)
    if part >= len(listings):
        raise Http404
    response = HttpResponse(content_type=XLSX_TYPE)
    response["Content-Disposition"] = attachment(f"{what.label} {whose.label} {when.label}.xlsx")
    with as_asked(request):
        listing = what.lists(scope_of(scope), when, cut_of(request))[part]
        rows = exporting.write_list(response, request.user, listing, whose.label)
    journal.record_reading(
        "figure.exported",
        actor_id=request.user.pk,
        object_type="figure",
        object_id=code[:40],
        scope=whose.code,
        period=when.code,
        rows=rows,
    )
    return response


def _indicator(code: str) -> Indicator:
    try:
        return indicators.get(code)
    except InvalidInput as error:
        raise Http404 from error


def _part(request: HttpRequest) -> int:
    typed = request.GET.get("part", "0")
    if not (typed.isascii() and typed.isdigit() and len(typed) == 1):
        raise Http404
    return int(typed)


def _entries(opened: drilldown.OpenedList, scope: Scope) -> list[EnteredTotal]:
    """What was entered where nothing could be counted: shown instead of a list."""
    if not entered.is_entered(opened.figure.operands[opened.part]):
        return []
    return entered.entries_behind(opened.listing.measure, scope, opened.listing.period)


def _lists(request: HttpRequest, opened: drilldown.OpenedList) -> list[dict[str, object]]:
    """The lists behind the figure, each with what it adds up to."""
    query = request.GET.copy()
    for name in ("after", "before"):
        query.pop(name, None)
    lists = []
    for part, (listing, operand) in enumerate(zip(opened.listings, opened.figure.operands, strict=True)):
        query["part"] = str(part)
        shown, unit = presenting.shown_value(indicators.Figure(listing.measure, (operand,)))
        lists.append(
            {
                "label": listing.label,
                "value": shown,
                "unit": unit,
                "url": f"?{query.urlencode()}",
                "is_current": part == opened.part,
            }
        )
    return lists
