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

from .. import audience, duties, policies, presenting, reading
from ..enums import CaseStatus, Side
from ..models import Case
from ..workflow import case_workflow
from .acting import find

FIRST_PARTIES = 5
# Beside the next step; the rest folds away.
SHOWN_STEPS = 2


@dataclass(frozen=True)
class Act:
    """Something that can be done on this page, and whether this person may."""

    label: Any
    url: str
    decision: Decision


@login_required
@require_GET
def detail(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Everything about one case. Each view is journalled."""
    case = find(request, uuid)
    reading.record(case, by=request.user)
    return render(request, "cases/detail.html", context_of(case, request.user))


def context_of(case: Case, user: User) -> dict[str, Any]:
    """What the page of a case shows to this person."""
    first, others, denied = _steps(case, user)
    acts = [act for act in _acts(case, user) if act.decision]
    if advises := bool(policies.can_advise(user, case)):
        # An expert is asked one thing only; the steps are other people's.
        first, denied, acts = acts[0], [], []
    agreement = case.agreements.order_by("-id").first()
    return {
        "case": case,
        "sides": presenting.sides(case.text.applicants, case.text.respondents),
        "tone": presenting.tone(case),
        "due": duties.due_on(case),
        "first": first,
        "others": others,
        "more_steps": others[SHOWN_STEPS:],
        "denied": denied,
        "finished": duties.next_step(case) is None,
        "acts": acts,
        "missing": [] if advises else _missing(case, user),
        "party_groups": _party_groups(case, user),
        "mediators": list(case.mediators.filter(released_on__isnull=True).select_related("person")),
        "sessions": list(case.sessions.all()),
        "agreement": agreement,
        "confirmation": getattr(agreement, "confirmation", None),
        "custodies": list(case.custodies.select_related("organization")),
        "invitations": list(case.expert_invitations.select_related("expert", "bank")),
        "readers": list(audience.readers(case, today())),
        "timeline": _timeline(case),
        "facts": _facts(case),
        "shared_until": shared_until(case, user),
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
    others = [_step(case, a) for a in allowed if a is not first]
    denied = [_step(case, a) for a in available if not a.decision]
    return (_step(case, first) if first else None), others, denied


def _step(case: Case, available: Available[Case]) -> Act:
    transition = available.transition
    url = reverse("cases:transition", kwargs={"uuid": case.uuid, "name": transition.name})
    return Act(transition.label, url, available.decision)


def _acts(case: Case, user: User) -> list[Act]:
    """What may be done beside the steps."""
    here = {"uuid": case.uuid}
    return [
        Act(_("提出意见"), reverse("cases:advise", kwargs=here), policies.can_advise(user, case)),
        Act(_("补充、修改"), reverse("cases:edit", kwargs=here), policies.can_edit_case(user, case)),
        Act(_("加当事人"), reverse("cases:parties", kwargs=here), policies.can_add_parties(user, case)),
        Act(_("请专家"), reverse("cases:invite_expert", kwargs=here), policies.can_invite_expert(user, case)),
        Act(_("请人协助"), reverse("cases:share", kwargs=here), policies.can_lend_case(user, case)),
        Act(_("移交"), reverse("cases:move", kwargs=here), policies.can_move_case(user, case)),
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


def _party_groups(case: Case, user: User) -> list[dict[str, Any]]:
    parties = presenting.parties(case, user)
    groups = []
    for side in Side:
        own = [p for p in parties if p.side == side]
        if own:
            groups.append(
                {
                    "label": side.label,
                    "count": len(own),
                    "first": own[:FIRST_PARTIES],
                    "all": own if len(own) > FIRST_PARTIES else [],
                    "claims": sum((p.claim_amount or 0) for p in own),
                    "awards": sum((p.award_amount or 0) for p in own),
                }
            )
    return groups


def _facts(case: Case) -> list[dict[str, Any]]:
    """The registration's facts that have a value."""
    source = case.get_source_display()
    if case.entruster:
        source = _("%(source)s（%(entruster)s）") % {
            "source": source,
            "entruster": case.get_entruster_display(),
        }
    kind = case.get_dispute_type_display()
    if case.dispute_subtype:
        kind = _("%(type)s（%(subtype)s）") % {"type": kind, "subtype": case.get_dispute_subtype_display()}
    pairs = [
        (_("登记号"), case.registration_no),
        (_("案号"), case.official_no),
        (_("调解性质"), case.get_regime_display()),
        (_("纠纷类型"), kind),
        (_("案件来源"), source),
        (_("承办组织"), case.holder.name),
        (_("调解地点"), case.handled_at.name if case.handled_at_id != case.holder_id else ""),
        (_("简要情况"), case.text.summary),
        (_("申请事项"), case.text.claims),
        (_("调解结果"), case.get_outcome_display()),
        (_("终止原因"), case.get_termination_ground_display()),
        (_("不予受理原因"), case.get_decline_reason_display()),
    ]
    return [{"term": term, "value": value} for term, value in pairs if value]


def _timeline(case: Case) -> list[dict[str, Any]]:
    """What happened, newest first."""
    items = []
    for event in case.events.all():
        transition = case_workflow.transitions.get(event.transition)
        items.append(
            {
                "title": transition.label if transition else _("登记纠纷"),
                "when": event.occurred_on,
                "by": event.actor_name,
                "text": event.note,
            }
        )
    return items
