"""The bureau's published report, row by row."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mediation.kernel.spreadsheets import XLSX_TYPE, attachment

from .. import exporting, policies, presenting, publication
from ..periods import Month
from .asking import default_or, home_or, permitted


@login_required
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """January to the last month of the chosen period, as the bureau prints it."""
    scope = home_or(request)
    last = _last_month(request, scope)
    rows = [
        {
            "label": reported.row.label,
            "key": reported.row.key,
            "text": reported.text,
            "unit": reported.row.unit.label,
            "period": reported.row.period.label,
            "parts": presenting.parts(reported.figure),
            "url": presenting.list_url(reported.figure, scope, reported.row.period),
            "definition_url": presenting.definition_url(reported.row.indicator.code),
        }
        for reported in publication.rows(scope, last)
    ]
    context = {
        "scope": scope,
        "last": last,
        "rows": rows,
        "may_export": bool(policies.can_export_figures(request.user, scope)),
    }
    return render(request, "reports/report.html", context)


@login_required
@require_safe
def export_report(request: HttpRequest) -> HttpResponse:
    """The report as .xlsx."""
    scope = home_or(request)
    permitted(policies.can_export_figures(request.user, scope))
    last = _last_month(request, scope)
    response = HttpResponse(content_type=XLSX_TYPE)
    response["Content-Disposition"] = attachment(f"{scope.label} {last.label}.xlsx")
    exporting.write_report(response, publication.rows(scope, last))
    return response


def _last_month(request: HttpRequest, scope) -> Month:  # type: ignore[no-untyped-def]
    day = default_or(request, scope).as_of
    return Month(day.year, day.month)
