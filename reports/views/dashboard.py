"""The overview: four figures beside their changes, a line by month, bars by type and source, a table, each with its lists."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cases.enums import Source
from mediation.kernel.spreadsheets import XLSX_TYPE, attachment

from .. import computing, exporting, figures, policies, presenting, showing
from ..against import Compared, compared
from ..dashboards import Dashboard, overview
from ..indicators import DIMENSIONS
from ..indicators.caseload import CASES_BY_SOURCE
from ..indicators.cuts import DISPUTE_TYPE, KIND, SOURCE
from ..period_form import PeriodForm
from ..showing import Grid, Line
from .asked import Asked, asked, one_of, opens, pickers
from .asking import period_of, permitted, scope_of
from .known import as_asked, known_on

PAGE = "reports:dashboard"
PLACES = "places"
BYS = {
    PLACES: gettext_lazy("各地各组织"),
    DISPUTE_TYPE.code: DISPUTE_TYPE.label,
    SOURCE.code: SOURCE.label,
    KIND.code: KIND.label,
}


@login_required
@require_safe
@known_on
def dashboard(request: HttpRequest) -> HttpResponse:
    """A scope and a period in the address; without them the reader's own area and the last complete period."""
    by = one_of(request, "by", BYS)
    choice = asked(request, PAGE, {"by": by if by != PLACES else ""})
    form = PeriodForm(request.GET or None)
    if form.is_bound and form.is_valid() and (chosen := form.period()):
        return redirect(choice.address(period=chosen.code))
    with computing.one_moment(may_lag=True):
        now = computing.dashboard(choice.scope, choice.period)
        before = computing.dashboard(choice.scope, choice.against.period) if choice.against.period else None
    shown, earlier = now.dashboard, before.dashboard if before else None
    moments = [one.computed_at for one in (now, before) if one]

    def beside(indicators) -> list[Compared]:  # type: ignore[no-untyped-def]
        return [
            compared(
                shown.figures[i.code],
                earlier.figures[i.code] if earlier else None,
                choice.scope,
                choice.period,
                choice.against,
            )
            for i in indicators
        ]

    context = pickers(choice, form, BYS) | {
        "computed_at": min(moments),
        "freshness": now.freshness,
        "cards": beside(overview.HEADLINE),
        "other_rates": beside(overview.OTHER_RATES),
        "groups": [showing.group(block, beside(block.indicators)) for block in overview.BLOCKS],
        "line": showing.months(
            _("逐月受理和成功"), shown.trend, earlier.trend if earlier else [], choice.scope, choice.against
        ),
        "types": _types(choice, shown, earlier),
        "sources": _sources(choice, shown, earlier),
        "table": _table(choice, shown, by),
        "is_empty": not any(any(shown.figures[i.code].operands) for i in overview.HEADLINE),
        "may_export": bool(policies.can_export_figures(request.user, choice.scope)),
        "may_hang": bool(policies.can_hang_any_wall(request.user)),
    }
    return render(request, "reports/dashboard.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def export_dashboard(request: HttpRequest, scope: str, period: str) -> HttpResponse:
    """The dashboard's table as .xlsx."""
    whose, when = scope_of(scope), period_of(period)
    permitted(policies.can_export_figures(request.user, whose))
    response = HttpResponse(content_type=XLSX_TYPE)
    response["Content-Disposition"] = attachment(f"{whose.label} {when.label}.xlsx")
    with as_asked(request):
        exporting.write_table(response, computing.dashboard(scope_of(scope), when).dashboard.table)
    return response


def _types(choice: Asked, shown: Dashboard, earlier: Dashboard | None) -> Grid:
    """The types that occur in either period, most frequent first."""
    before = {part.cut.label: part.figure for part in earlier.by_type} if earlier else {}
    found = [
        (part.cut.label, part.figure, part.cut)
        for part in shown.by_type
        if part.figure.value or (part.cut.label in before and before[part.cut.label].value)
    ]
    found.sort(key=lambda part: -int(part[1].value or 0))
    return showing.parts(
        _("受理案件的纠纷类型"),
        str(DISPUTE_TYPE.label),
        found,
        before,
        choice.scope,
        choice.period,
        choice.against,
    )


def _sources(choice: Asked, shown: Dashboard, earlier: Dashboard | None) -> Grid:
    """Applied for, taken up, and entrusted by whom: together all that was accepted."""
    own = [(str(source.label), i) for source, i in CASES_BY_SOURCE.items() if source != Source.ENTRUSTED]

    def of(held: Dashboard) -> list[tuple]:  # type: ignore[type-arg]
        return [
            *((label, held.figures[i.code], None) for label, i in own),
            *((_entrusted(part.cut.label), part.figure, part.cut) for part in held.by_entruster),
        ]

    before = {label: figure for label, figure, _cut in of(earlier)} if earlier else {}
    return showing.parts(
        _("受理案件的来源"), str(SOURCE.label), of(shown), before, choice.scope, choice.period, choice.against
    )


def _entrusted(by: str) -> str:
    return _("%(body)s委托移送") % {"body": by}


def _table(choice: Asked, shown: Dashboard, by: str) -> Grid:
    """The children, or the parts of the whole by a dimension, counted now."""
    if by == PLACES:
        return showing.children(shown.table, opens(choice, [row.scope for row in shown.table.rows]))
    dimension = DIMENSIONS[by]
    lines = [
        Line(
            cut.label,
            [
                presenting.cell(figure, choice.scope, choice.period, cut=cut) if figure.operands else None
                for figure in found
            ],
        )
        for cut, found in figures.cross(overview.TABLE, choice.scope, choice.period, dimension)
        if any(any(figure.operands) for figure in found)
    ]
    total = Line(
        _("合计"),
        [presenting.cell(figure, choice.scope, choice.period) for figure in shown.table.total.figures],
        is_total=True,
    )
    heads = [showing.head(indicator) for indicator in overview.TABLE]
    return Grid(str(BYS[by]), heads, [total, *lines], first=str(dimension.label))
