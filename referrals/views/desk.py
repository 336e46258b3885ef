"""The coordinator's desk: letters by where they stand, the most urgent first."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from cases import supervising
from cases.models import MajorReport, SupportRequest
from cases.views.acting import require
from mediation.kernel import drafts
from mediation.kernel.calendar import today
from mediation.kernel.paging import paginate

from .. import policies
from ..enums import ReferralStatus
from ..models import Referral
from ..presenting import LetterRow
from ..querysets import WAITING, urgent

MOST_URGENT = ("due_on", "id")
NEWEST = ("-sent_on", "-id")


@dataclass(frozen=True)
class Tab:
    """One heap of letters: its word in the address, its label, its order and why it may be empty."""

    name: str
    label: Any
    ordering: tuple[str, str]
    empty: Any
    count: int = 0


TABS = (
    Tab("waiting", _("待接收"), MOST_URGENT, _("没有等待接收的来函。新的来函会出现在这里。")),
    Tab("urgent", _("快超期"), MOST_URGENT, _("没有快到期的来函，一切都在期限内。")),
    Tab("placed", _("已分派"), MOST_URGENT, _("没有等调解组织指派调解员的来函。")),
    Tab("mediating", _("调解中"), MOST_URGENT, _("没有正在调解的来函。")),
    Tab("answered", _("已答复"), NEWEST, _("还没有答复过来函。")),
    Tab("declined", _("已退回"), NEWEST, _("没有退回过来函。")),
    Tab("withdrawn", _("已撤回"), NEWEST, _("来函单位没有撤回过来函。")),
)


@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """One tab at a time, each with its count."""
    require(policies.can_keep_desk(request.user))
    letters = Referral.objects.visible_to(request.user)
    heaps = _heaps()
    counts = letters.aggregate(**{name: Count("pk", filter=heap) for name, heap in heaps.items()})
    tab = next((t for t in TABS if t.name == request.GET.get("tab")), TABS[0])
    page = paginate(
        letters.filter(heaps[tab.name]).for_list(),
        request.GET,
        ordering=tab.ordering,
        total=counts[tab.name],
    )
    context = {
        "unfinished": drafts.unfinished(request.user),
        "tab": tab,
        "tabs": [(t, counts[t.name]) for t in TABS],
        "page": page,
        "rows": [LetterRow(referral) for referral in page.items],
        "support": SupportRequest.objects.asked_of(request.user).waiting().count(),
        "major": MajorReport.objects.received_by(request.user).open().count(),
        "escalated": supervising.escalated_to(request.user),
        "overdue": letters.overdue().count() if tab.name in ("waiting", "urgent") else 0,
    }
    return render(request, "referrals/desk.html", context)


def _heaps() -> dict[str, Q]:
    """The condition of each tab; 快超期 repeats letters of other tabs."""
    return {
        "waiting": WAITING,
        "urgent": urgent(today()),
        **{status.value: Q(status=status) for status in ReferralStatus if status != ReferralStatus.SENT},
    }
