"""The dashboard: four figures, a line by month, a bar by type, a table by organization, each with its lists."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from mediation.kernel.spreadsheets import XLSX_TYPE, attachment

from .. import computing, dashboards, exporting, policies, presenting
from ..period_form import PeriodForm, quick_choices
from ..periods import Period
from ..scopes import Scope
from .asking import default_or, home_or, period_of, permitted, scope_of


@login_required
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """A scope and a period in the address; without them the reader's own area and the last complete period."""
    scope = home_or(request)
    form = PeriodForm(request.GET or None)
    if form.is_bound and form.is_valid() and (chosen := form.period()):
        return redirect(_address(scope, chosen))
    period = default_or(request, scope)
    shown, computed_at = computing.dashboard(scope, period)
    figures = shown.figures
    context = {
        "form": form,
        "scope": scope,
        "period": period,
        "computed_at": computed_at,
        "quick": [
            {"label": label, "url": _address(scope, choice), "is_current": choice == period}
            for label, choice in quick_choices(period)
        ],
        "cards": [
            presenting.card(figures[value.code], figures[change.code], scope, period)
            for value, change in zip(dashboards.HEADLINE, dashboards.CHANGES, strict=True)
        ],
        "other_rates": [presenting.cell(figures[i.code], scope, period) for i in dashboards.OTHER_RATES],
        "beside": [presenting.cell(figures[i.code], scope, period) for i in dashboards.BESIDE],
        "trend_heads": [indicator.column for indicator in dashboards.TREND[:2]],
        "trend": presenting.trend_rows(shown.trend, scope),
        "types": presenting.type_rows(shown.by_type, scope, period),
        "table_heads": [indicator.label for indicator in dashboards.TABLE],
        "table": presenting.table_rows(shown.table),
        "may_export": bool(policies.can_export_figures(request.user, scope)),
        "opens": {
            row.scope.code for row in shown.table.rows if policies.can_view_figures(request.user, row.scope)
        },
    }
    return render(request, "reports/dashboard.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def export_dashboard(request: HttpRequest, scope: str, period: str) -> HttpResponse:
    """The dashboard's table as .xlsx."""
    whose, when = scope_of(scope), period_of(period)
    permitted(policies.can_export_figures(request.user, whose))
    table = computing.dashboard(whose, when).dashboard.table
    response = HttpResponse(content_type=XLSX_TYPE)
    response["Content-Disposition"] = attachment(f"{whose.label} {when.label}.xlsx")
    exporting.write_table(response, table)
    return response


def _address(scope: Scope, period: Period) -> str:
    return f"{reverse('reports:dashboard')}?{urlencode({'scope': scope.code, 'period': period.code})}"
