"""The comparison: places, years or months side by side, one small chart a figure."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from .. import computing, policies, showing
from ..dashboards import comparison
from ..dashboards.comparison import Side
from ..period_form import PeriodForm
from .asked import Asked, asked, one_of, opens, pickers
from .known import known_on

PAGE = "reports:compare"
PLACES, YEARS, MONTHS = "places", "years", "months"
BYS = {PLACES: _("各地各组织"), YEARS: _("历年同期"), MONTHS: _("逐月")}
# More bars in a small chart cannot be read; the table has them all.
MOST_DRAWN = 12


@login_required
@require_safe
@known_on
def compare(request: HttpRequest) -> HttpResponse:
    """Children of a scope, or those that `node` names; the same period in four years; the months of a period."""
    by = one_of(request, "by", BYS)
    chosen = request.GET.getlist("node") if by == PLACES else []
    choice = asked(request, PAGE, {"by": by if by != PLACES else "", "node": chosen})
    form = PeriodForm(request.GET or None)
    if form.is_bound and form.is_valid() and (period := form.period()):
        return redirect(choice.address(period=period.code))
    with computing.one_moment(may_lag=True):
        moment, freshness = computing.told_at()
        sides = _sides(choice, by, chosen)
    drawn = [side for side in sides if not side.is_total]
    children = [side.scope for side in drawn] if by == PLACES else []
    context = pickers(choice, form, BYS) | {
        "computed_at": moment,
        "freshness": freshness,
        "by": by,
        "nodes": _nodes(choice, chosen) if by == PLACES else [],
        "too_many": len(drawn) > MOST_DRAWN,
        "most": MOST_DRAWN,
        "multiples": showing.multiples(drawn, choice.against) if len(drawn) <= MOST_DRAWN else [],
        "table": showing.side_by_side(str(BYS[by]), sides, opens(choice, children)),
        "is_empty": not any(any(any(f.operands) for f in side.figures) for side in sides),
    }
    return render(request, "reports/compare.html", context, status=422 if form.errors else 200)


def _sides(choice: Asked, by: str, chosen: Sequence[str]) -> list[Side]:
    if by == YEARS:
        return comparison.years(choice.scope, choice.period)
    if by == MONTHS:
        return comparison.months(choice.scope, choice.period)
    return comparison.places(choice.scope, choice.period, choice.against.period, chosen)


def _nodes(choice: Asked, chosen: Sequence[str]) -> list[dict[str, Any]]:
    """The places that can be ticked."""
    return [
        {"code": child.code, "label": child.label, "is_chosen": child.code in chosen}
        for child in choice.scope.children(choice.period.as_of)
        if child.stands and policies.can_view_figures(choice.user, child)
    ]
