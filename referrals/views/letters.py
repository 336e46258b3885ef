"""The letters of one's own body, or of one's own organization."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cases.views.acting import require
from mediation.kernel import drafts
from mediation.kernel.paging import paginate
from organizations.permissions import Permission

from .. import policies
from ..models import Referral
from ..presenting import LetterRow

ORDERING = ("-sent_on", "-id")


@login_required
@require_GET
def letters(request: HttpRequest) -> HttpResponse:
    """Newest first; `?unread=1` shows answers that nobody has opened."""
    require(policies.can_see_letters(request.user))
    visible = Referral.objects.visible_to(request.user)
    writes = request.user.may(Permission.SEND_REFERRAL)
    only_unread = writes and request.GET.get("unread") == "1"
    page = paginate((visible.unread() if only_unread else visible).for_list(), request.GET, ordering=ORDERING)
    context = {
        "page": page,
        "rows": [LetterRow(referral) for referral in page.items],
        "writes": writes,
        "only_unread": only_unread,
        "unfinished": drafts.unfinished(request.user) if writes else [],
        "unread": visible.unread().count() if writes else 0,
    }
    return render(request, "referrals/letters.html", context)
