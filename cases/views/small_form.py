"""The page of an act beside the steps: a sentence, a form, a button."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mediation.kernel.decisions import Decision
from mediation.kernel.errors import InvalidInput, Refused

from ..models import Case
from .acting import act_once, refill, refused


def small_form(
    request: HttpRequest,
    case: Case,
    form: forms.Form,
    act: Callable[[], str],
    *,
    decision: Decision,
    title: str,
    guidance: str,
    submit: str,
    **more: Any,
) -> HttpResponse:
    """Show the form, or act on it once; `act` gives the address of its result."""
    if not decision:
        return refused(request, case, Refused(decision.reason))
    context = {"case": case, "form": form, "title": title, "guidance": guidance, "submit": submit, **more}
    if request.method == "GET":
        return render(request, "cases/small_form.html", context)
    try:
        return act_once(request, act)
    except InvalidInput as error:
        refill(form, error)
        return render(request, "cases/small_form.html", context, status=422)
    except Refused as error:
        return refused(request, case, error)
