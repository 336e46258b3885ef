"""One case: what it is, what comes next, who may see it, what happened."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from mediation.kernel.calendar import today
from mediation.kernel.decisions import Decision
from mediation.kernel.workflow import Available
from organizations.models import User

from .. import audience, duties, papers, policies, presenting, reading, supervising
from ..clocks import CALENDAR_EVENT
from ..enums import CaseStatus, StepGroup
from ..models import Case
from ..workflow import case_workflow
from .acting import find
from .panels import panels

# Beside the next step; the rest folds away under its headings.
SHOWN_STEPS = 2


@dataclass(frozen=True)
class Act:
    """Something that can be done on this page, and whether this person may."""

    label: Any
    url: str
    decision: Decision
    group: str = StepGroup.MEDIATION


@login_required
@require_GET
def detail(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Everything about one case. Each view is journalled."""
    case = find(request, uuid)
    reading.record(case, by=request.user)
    supervising.opened(case, request.user)
    return render(request, "cases/detail.html", context_of(case, request.user))


def context_of(case: Case, user: User) -> dict[str, Any]:
    """What the page of a case shows to this person."""
    first, others, denied = _steps(case, user)
    acts = [act for act in _acts(case, user) if act.decision]
    if advises := bool(policies.can_advise(user, case)):
        # An expert is asked one thing only; the steps are other people's.
        first, denied, acts = acts[0], [], []
    return {
        "case": case,
        "sides": presenting.sides(case.text.applicants, case.text.respondents),
        "tone": presenting.tone(case),
        "due": case.due_on,
        "first": first,
        "others": others,
        "more_steps": _grouped([*others[SHOWN_STEPS:], *denied]),
        "finished": duties.next_step(case) is None,
        "acts": acts,
        "missing": [] if advises else _missing(case, user),
        "panels": panels(case, user),
        "papers": _papers(case, user),
        "custodies": list(case.custodies.select_related("organization")),
        "readers": list(audience.readers(case, today())),
        "timeline": _timeline(case, user),
        "shared_until": shared_until(case, user),
    }


def _papers(case: Case, user: User) -> dict[str, Any] | None:
    """What this person can print and has photographed; None for who does not handle the case."""
    if not policies.can_print(user, case):
        return None
    forms = papers.printable(case)
    return {
        "first": forms[0],
        "others": forms[1:],
        "documents": list(case.documents.defer("content").select_related("replaced_by").order_by("-id")),
        "attach": policies.can_attach_document(user, case),
    }


def shared_until(case: Case, user: User) -> date | None:
    """The first day on which this person no longer sees the case, when it is an exception."""
    current = case.grants.valid_on(today()).filter(user=user)  # type: ignore[attr-defined]
    return current.values_list("valid_until", flat=True).first()


def _steps(case: Case, user: User) -> tuple[Act | None, list[Act], list[Act]]:
    """The next step when this person may take it, the other steps, and those that are denied with their reason."""
    usual = duties.next_step(case)
    available = case_workflow.available(case, user)
    allowed = [a for a in available if a.decision]
    first = next((a for a in allowed if a.transition.name == usual), None)
    others = sorted(
        (_step(case, a) for a in allowed if a is not first),
        key=lambda act: act.group != StepGroup.MEDIATION,
    )
    denied = [_step(case, a) for a in available if not a.decision]
    return (_step(case, first) if first else None), others, denied


def _step(case: Case, available: Available[Case]) -> Act:
    transition = available.transition
    url = reverse("cases:transition", kwargs={"uuid": case.uuid, "name": transition.name})
    return Act(transition.label, url, available.decision, transition.group or StepGroup.MEDIATION)


def _grouped(acts: list[Act]) -> list[tuple[Any, list[Act]]]:
    """The steps under their headings; those that are denied come last in each."""
    groups = [(group.label, [act for act in acts if act.group == group]) for group in StepGroup]
    return [(label, sorted(own, key=lambda act: not act.decision)) for label, own in groups if own]


def _acts(case: Case, user: User) -> list[Act]:
    """What may be done beside the steps."""
    here = {"uuid": case.uuid}
    return [
        Act(_("提出意见"), reverse("cases:advise", kwargs=here), policies.can_advise(user, case)),
        Act(_("补充、修改"), reverse("cases:edit", kwargs=here), policies.can_edit_case(user, case)),
        Act(_("当事人"), reverse("cases:parties", kwargs=here), policies.can_edit_case(user, case)),
        Act(_("加当事人"), reverse("cases:parties_add", kwargs=here), policies.can_add_parties(user, case)),
        Act(_("请专家"), reverse("cases:invite_expert", kwargs=here), policies.can_invite_expert(user, case)),
        Act(_("请人协助"), reverse("cases:share", kwargs=here), policies.can_lend_case(user, case)),
        Act(_("移交"), reverse("cases:move", kwargs=here), policies.can_move_case(user, case)),
        Act(
            _("再记一件类似的"),
            f"{reverse('cases:register')}?like={case.uuid}",
            policies.can_register_somewhere(user),
        ),
    ]


def _missing(case: Case, user: User) -> list[dict[str, Any]]:
    """What the file still needs, each with a link where this person can do it now."""
    if case.status in (CaseStatus.DECLINED, CaseStatus.CLOSED):
        return []
    tasks = []
    for item in duties.checklist(case):
        if item.done:
            continue
        task = {"label": item.label, "status": _("还没有")}
        if url := _where_done(item, case, user):
            task["url"] = url
        tasks.append(task)
    return tasks


def _where_done(item: duties.Item, case: Case, user: User) -> str:
    """The page where this person can do it now, or nothing."""
    if item.step == "edit":
        allowed, name, more = policies.can_edit_case(user, case), "cases:edit", {}
    elif item.step:
        allowed, name, more = (
            case_workflow.can(item.step, case, user),
            "cases:transition",
            {"name": item.step},
        )
    else:
        return ""
    return reverse(name, kwargs={"uuid": case.uuid, **more}) if allowed else ""


def _timeline(case: Case, user: User) -> list[dict[str, Any]]:
    """What happened, newest first."""
    items = []
    for event in case.events.all():
        if event.transition == "report_danger" and not policies.can_read_danger(user, case):
            continue
        transition = case_workflow.transitions.get(event.transition)
        other = _("法定日历更新，期限重新计算") if event.transition == CALENDAR_EVENT else _("登记纠纷")
        items.append(
            {
                "title": transition.label if transition else other,
                "when": event.occurred_on,
                "by": event.actor_name,
                "text": event.note,
            }
        )
    return items
