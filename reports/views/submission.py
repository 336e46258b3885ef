"""The return of one node: its figures, what does not foot, who is missing, and its steps."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mediation.kernel.calendar import today
from mediation.kernel.errors import Conflict, InvalidInput, Refused
from mediation.kernel.idempotency import once
from mediation.kernel.workflow import Transition

from .. import policies as figure_policies
from .. import presenting
from ..closing import acting, checks, policies, reported, signature
from ..closing.workflow import SUBMIT, submission_workflow
from ..models import Submission
from .asking import permitted

SHOWN_CHILDREN = 300
SHOWN_EVENTS = 30


@login_required
@require_safe
def submission(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Everything about one return. Opened by the node above, it can no longer be taken back."""
    return _page(request, _find(request, uuid, look=True))


@login_required
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, uuid: UUID, name: str) -> HttpResponse:
    """Ask and do one step."""
    found = _find(request, uuid)
    transition = submission_workflow.transitions.get(name)
    if transition is None:
        raise Http404
    if request.method == "POST":
        return _perform(request, found, transition)
    decision = submission_workflow.can(name, found, request.user)
    if not decision:
        return _ask(request, found, transition, None, refusal=decision.reason, status=409)
    return _ask(request, found, transition, transition.form(record=found, actor=request.user))


def _perform(request: HttpRequest, found: Submission, transition: Transition[Submission]) -> HttpResponse:
    def act() -> str:
        submission_workflow.perform(
            transition.name, found, actor=request.user, data=request.POST, version=_version(request)
        )
        done = transition.label
        if request.POST.get("then") == SUBMIT.name:
            submission_workflow.perform(SUBMIT.name, found, actor=request.user)
            done = SUBMIT.label
        messages.success(request, _("已办理：%(step)s。") % {"step": done})
        return _address(found)

    try:
        return redirect(once(request.user.pk, request.POST.get("form_token"), act))
    except InvalidInput as error:
        form = transition.form(request.POST, record=found, actor=request.user)
        if form.is_valid():
            error.show_at(form)
        return _ask(request, found, transition, form, status=422)
    except (Refused, Conflict) as error:
        now = _find(request, found.uuid)
        return _ask(request, now, transition, None, refusal=error.message, status=error.status)


def _ask(
    request: HttpRequest,
    found: Submission,
    transition: Transition[Submission],
    form: Any,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    may_submit = transition.name == "close" and not found.is_root
    context = {
        "submission": found,
        "round": found.round,
        "step": transition,
        "form": form,
        "refusal": refusal,
        "missing": getattr(getattr(form, "found", None), "missing", []),
        "missing_count": getattr(getattr(form, "found", None), "missing_count", 0),
        "may_submit": may_submit and bool(policies.can_submit(request.user, found)),
        "back_url": _address(found),
    }
    return render(request, "reports/closing/step.html", context, status=status)


def _page(request: HttpRequest, found: Submission) -> HttpResponse:
    user, scope, period = request.user, reported.scope_of(found), found.round.when
    may_open = bool(figure_policies.can_open_lists(user, scope))
    looked = checks.check(found)
    rows = [
        {
            "label": row["indicator"].label,
            "now": presenting.cell(row["now"], scope, period),
            "reported": row["reported"] and presenting.cell(row["reported"], scope, period),
            "moved": row["moved"],
        }
        for row in reported.rows(found.figures, reported.now(found))
    ]
    children = found.children.select_related("organization", "division").order_by(
        "organization_id", "division__code", "pk"
    )
    context = {
        "submission": found,
        "round": found.round,
        "scope": scope,
        "rows": rows,
        "may_open": may_open,
        "checked": looked,
        "children": children[:SHOWN_CHILDREN],
        "steps": submission_workflow.available(found, user) if _takes_part(request, found) else [],
        "events": _told(found),
        "signed": _signed(request, found),
        "today": today(),
    }
    return render(request, "reports/closing/submission.html", context)


def _told(found: Submission) -> list[dict[str, Any]]:
    """What happened to it, the latest first."""
    return [
        {
            "title": submission_workflow.transitions[event.transition].label,
            "when": event.occurred_on,
            "by": event.actor_name,
            "text": event.note,
        }
        for event in found.events.order_by("-id")[:SHOWN_EVENTS]
    ]


def _signed(request: HttpRequest, found: Submission) -> list[Any]:
    """The signed tables of the node, for those who may see its figures."""
    if not figure_policies.can_view_figures(request.user, reported.scope_of(found)):
        return []
    return signature.of_submission(found)


def _takes_part(request: HttpRequest, found: Submission) -> bool:
    """Whether any step of it can be this person's; others read."""
    user = request.user
    return policies.keeps(user, found) or policies.stands_above(user, found) or policies.watches(user, found)


def _find(request: HttpRequest, uuid: UUID, *, look: bool = False) -> Submission:
    permitted(policies.can_see_closing(request.user))
    visible = Submission.objects.visible_to(request.user).select_related(
        "round__division", "division", "organization__division", "parent__division", "parent__organization"
    )
    found: Submission = get_object_or_404(visible, uuid=uuid)
    if look:
        acting.note_looked_at(found, request.user)
    return found


def _address(found: Submission) -> str:
    return reverse("reports:submission", args=[found.uuid])


def _version(request: HttpRequest) -> int | None:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else None
