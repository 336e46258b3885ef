"""One page for every step of a case: what the law asks, the form, and where it is read once more the answers."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mediation.kernel.errors import Conflict, InvalidInput, Refused
from mediation.kernel.workflow import Transition
from mediation.templatetags.figures import date_words, money_yuan

from ..fields import YuanField
from ..forms import StepForm
from ..models import Case
from ..obligations import written_out
from ..workflow import case_workflow
from .acting import act_once, address, conflict, find, read_version, refill, refused

SHOWN_LINES = 5
# Steps whose paper is signed at once: the form that is printed by the button that confirms the step.
PRINTED = {"agree_in_writing": "agreement", "agree_orally": "oral"}


@login_required
@require_http_methods(["GET", "POST"])
def transition(request: HttpRequest, uuid: UUID, name: str) -> HttpResponse:
    """Ask, check, do. A step made by somebody else in between is told, never overwritten."""
    case = find(request, uuid)
    step = case_workflow.transitions.get(name)
    if step is None or not step.on_page:
        raise Http404
    if request.method == "POST":
        return _perform(request, case, step)
    decision = case_workflow.can(name, case, request.user)
    form = None
    if decision:
        initial = step.form.prefilled(case, request.GET)  # type: ignore[attr-defined]
        form = step.form(record=case, actor=request.user, initial=initial)
    return _page(request, case, step, form, decision=decision, status=200 if decision else 409)


def _perform(request: HttpRequest, case: Case, step: Transition[Case]) -> HttpResponse:
    form = step.form(request.POST, record=case, actor=request.user)
    if (values := form.helped()) is not None and case_workflow.can(step.name, case, request.user):
        # Nothing is done yet: the form comes back with what the button added.
        form = step.form(record=case, actor=request.user, initial=values)
        return _page(request, case, step, form)
    if getattr(form, "check_answers", False) and "checked" not in request.POST:
        decision = case_workflow.can(step.name, case, request.user)
        if decision and "back" not in request.POST and form.is_valid():
            return _page(request, case, step, form, answers=answers(form))
        if decision:
            return _page(request, case, step, form, status=200 if "back" in request.POST else 422)

    def act() -> str:
        case_workflow.perform(
            step.name, case, actor=request.user, data=request.POST, version=read_version(request)
        )
        messages.success(request, _("已办理：%(step)s。") % {"step": step.label})
        if request.POST.get("checked") == "print" and step.name in PRINTED:
            return reverse("cases:print", kwargs={"uuid": case.uuid, "form": PRINTED[step.name]})
        return address(case)

    try:
        return act_once(request, act)
    except InvalidInput as error:
        refill(form, error)
        return _page(request, case, step, form, status=422)
    except Refused as error:
        return refused(request, case, error, lost=form)
    except Conflict as error:
        return _told(request, case, step, error)


def _told(request: HttpRequest, case: Case, step: Transition[Case], error: Conflict) -> HttpResponse:
    """Somebody was faster: what was done meanwhile; what was typed comes back while the step is still possible."""
    now = find(request, case.uuid)
    form = step.form(request.POST, record=now, actor=request.user)
    if not case_workflow.can(step.name, now, request.user):
        return refused(request, now, error, lost=form)
    both = conflict(now, form, {}, error, read_version(request), now.version)
    context = {"case": now, "step": step, "form": form, "version": now.version, "conflict": both}
    return render(request, "cases/transition.html", context, status=error.status)


def answers(form: forms.Form) -> list[dict[str, Any]]:
    """What was filled in, as it will be stored, to be read once more."""
    shown = []
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        if isinstance(field, YuanField):
            value = money_yuan(value)
        elif name == "clause":
            value = ""
        elif name == "obligations":
            text = written_out(form.cleaned_data["items"])
            value = "" if form.cleaned_data["content"] == text else text
        elif name == "awards":
            value = _shortened(form.cleaned_data["awards_by_party"], value)
        elif isinstance(field, forms.BooleanField):
            value = _("是") if value and field.label else ""
        elif isinstance(field, forms.DateField):
            value = date_words(value)
        if value:
            shown.append({"term": field.label, "value": value})
    return shown


def _shortened(awards: dict[int, Decimal], typed: str) -> str:
    """The first lines of a long list of people, their number and their sum."""
    lines = typed.splitlines()
    summary = _("共 %(count)d 人，合计 %(total)s。") % {
        "count": len(awards),
        "total": money_yuan(sum(awards.values(), Decimal(0))),
    }
    return (
        "\n".join([*lines[:SHOWN_LINES], *(["……"] if len(lines) > SHOWN_LINES else []), summary])
        if awards
        else ""
    )


def _page(
    request: HttpRequest,
    case: Case,
    step: Transition[Case],
    form: StepForm | Any,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "case": case,
        "step": step,
        "printed": PRINTED,
        "form": form,
        "version": request.POST.get("version", case.version),
        **more,
    }
    return render(request, "cases/transition.html", context, status=status)
