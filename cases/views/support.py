"""What other organizations ask of one's own, without the case itself; and the answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from mediation.kernel.errors import Conflict, InvalidInput, Refused
from mediation.kernel.paging import paginate
from organizations.enums import MEDIATING_KINDS

from .. import policies
from ..enums import SupportResult
from ..forms import AnswerSupportForm
from ..models import Case, SupportRequest
from ..workflow import case_workflow
from .acting import act_once, address, refill, require

STEP = "answer_support"
SHOWN = 50


@login_required
@require_GET
def requests(request: HttpRequest) -> HttpResponse:
    """Those to answer, those answered, and those that one's own side asked."""
    require(policies.can_see_support(request.user))
    related = ("asking", "asked", "helping", "case__handled_at")
    received = SupportRequest.objects.asked_of(request.user).select_related(*related)
    own = list(
        SupportRequest.objects.asked_by(request.user)
        .select_related(*related)
        .order_by("-asked_on", "-id")[:SHOWN]
    )
    readable = set(
        Case.objects.visible_to(request.user)
        .filter(pk__in={r.case_id for r in own})
        .values_list("pk", flat=True)
    )
    context = {
        "waiting": received.waiting().order_by("answer_due", "id")[:SHOWN],
        "answered": paginate(
            received.exclude(result__in=["", SupportResult.WITHDRAWN]),
            request.GET,
            ordering=("-answered_on", "-id"),
            size=20,
        ),
        "own": own,
        "readable": readable,
    }
    return render(request, "cases/support.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One question: number, kind, number of people, place. Never the parties or the story."""
    asked = get_object_or_404(
        SupportRequest.objects.asked_of(request.user)
        .exclude(result=SupportResult.WITHDRAWN)
        .select_related("asking", "asked__division", "helping", "case__handled_at", "case__holder"),
        uuid=uuid,
    )
    case = asked.case
    decision = case_workflow.can(STEP, case, request.user)
    if not decision or asked.result:
        return _page(request, asked, None, status=200 if asked.result else 409)
    form = AnswerSupportForm(
        request.POST if request.method == "POST" else None,
        record=case,
        actor=request.user,
        initial={"organization": request.GET.get("organization", "")},
    )
    if request.method == "GET":
        return _page(request, asked, form)

    def act() -> str:
        if policies.waiting_request(case) != asked:
            raise Conflict
        case_workflow.perform(STEP, case, actor=request.user, data=request.POST)
        messages.success(request, _("已答复%(organization)s。") % {"organization": asked.asking.name})
        seen = Case.objects.visible_to(request.user).filter(pk=case.pk).exists()
        return address(case) if seen else reverse("cases:support")

    try:
        return act_once(request, act)
    except InvalidInput as error:
        refill(form, error)
        return _page(request, asked, form, status=422)
    except (Refused, Conflict) as error:
        asked.refresh_from_db()
        return _page(request, asked, None, status=error.status)


def _page(
    request: HttpRequest, asked: SupportRequest, form: AnswerSupportForm | None, *, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"asked": asked, "form": form, "step": case_workflow.transitions[STEP]}
    if form is not None:
        context["chosen"] = form.organization
        chooses = asked.parties_agree and asked.asked.kind not in MEDIATING_KINDS
        context["organizations"] = form.organizations if chooses else []
    return render(request, "cases/support_answer.html", context, status=status)
