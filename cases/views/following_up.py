"""Performance and return visits (履行和回访): what is due under the agreements of one's desk."""

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from mediation.kernel.calendar import today
from mediation.kernel.paging import paginate

from .. import following_up, policies, presenting
from .acting import require
from .tabs import Tab

SIZE = 20


@login_required
@require_GET
def performance(request: HttpRequest) -> HttpResponse:
    """One list at a time: overdue, due soon, later, without a day; and cases to visit again."""
    require(policies.can_follow_up(request.user))
    day = today()
    found = following_up.open_obligations(request.user)
    conditions = following_up.conditions(day)
    counts = found.aggregate(**{name: Count("pk", filter=q) for name, q in conditions.items()})
    visits = following_up.visits_due(request.user, day)
    counts[following_up.VISITS] = visits.count()
    shown = request.GET.get("show", "")
    if shown not in counts:
        shown = next((name for name in counts if counts[name]), following_up.OVERDUE)
    context = {"tabs": _tabs(counts, shown), "shown": shown}
    if shown == following_up.VISITS:
        page = paginate(
            visits.for_list(request.user), request.GET, ordering=("effective_on", "id"), size=SIZE
        )
        context["visits"] = [(presenting.row(one), following_up.visit_due_on(one)) for one in page.items]
    else:
        rows = found.filter(conditions[shown]).select_related("agreement__case", "debtor", "creditor")
        ordering = ("id",) if shown == following_up.UNDATED else ("due_on", "id")
        page = paginate(rows, request.GET, ordering=ordering, size=SIZE)
        context["rows"] = following_up.obligation_rows(page.items, request.user)
    return render(request, "cases/performance.html", {**context, "page": page})


def _tabs(counts: dict[str, int], shown: str) -> list[Tab]:
    labels = {
        following_up.OVERDUE: _("逾期未履行（%(count)d）"),
        following_up.SOON: _("快到期（%(count)d）"),
        following_up.LATER: _("还没到期（%(count)d）"),
        following_up.UNDATED: _("没写期限（%(count)d）"),
        following_up.VISITS: _("该回访（%(count)d）"),
    }
    here = reverse("cases:performance")
    return [
        Tab(label % {"count": counts[name]}, f"{here}?show={name}", name == shown)
        for name, label in labels.items()
    ]
