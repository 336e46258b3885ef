"""核对汇总数: what is added up ahead, how it compared with the source rows, and asking for another run."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mediation.kernel.idempotency import once
from mediation.kernel.paging import paginate

from .. import policies
from ..marginals import asking, telling
from ..models import DirtyMark, MarginalRefresh, MarginalRequest, MarginalWork, Reconciliation
from .asking import permitted

SHOWN_RUNS = 30
ORDER = ("id",)


@login_required
@require_safe
def marginals(request: HttpRequest) -> HttpResponse:
    """The latest comparison, or that of `?run=`, with each cell that differed."""
    permitted(policies.can_reconcile(request.user))
    runs = list(Reconciliation.objects.annotate(told=Count("differences")).order_by("-id")[:SHOWN_RUNS])
    run = _run(request, runs)
    page = paginate(run.differences.all(), request.GET, ordering=ORDER, total=run.told) if run else None  # type: ignore[attr-defined]
    context = {
        "refresh": MarginalRefresh.objects.first(),
        "waiting": DirtyMark.objects.count(),
        "asked": [one.get_work_display() for one in MarginalRequest.objects.order_by("at")],
        "works": [(work.value, work.label) for work in MarginalWork],
        "run": run,
        "runs": runs,
        "page": page,
        "differences": telling.tell(page.items) if page else [],
    }
    return render(request, "reports/marginals.html", context)


@login_required
@require_POST
def ask(request: HttpRequest, work: str) -> HttpResponse:
    """Ask for a comparison, or for everything to be counted anew; the job takes it up within seconds."""
    permitted(policies.can_reconcile(request.user))
    if work not in MarginalWork.values:
        raise Http404

    def act() -> str:
        if asking.ask(MarginalWork(work), by=request.user):  # type: ignore[arg-type]
            messages.success(request, _("已经交给后台，一般在半分钟内开始。做完以后刷新本页看结果。"))
        else:
            messages.info(request, _("已经有人要求了，正在等后台做。"))
        return reverse("reports:marginals")

    return redirect(once(request.user.pk, request.POST.get("form_token"), act))  # type: ignore[arg-type]


def _run(request: HttpRequest, runs: list[Any]) -> Any:
    """The comparison that is shown; None before the first one."""
    asked = request.GET.get("run")
    if asked is None:
        return runs[0] if runs else None
    found = next((run for run in runs if str(run.pk) == asked), None)
    if found is None:
        raise Http404
    return found
