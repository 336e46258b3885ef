"""What every page that changes something does alike: once, and back with errors at their fields."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from mediation.kernel import drafts
from mediation.kernel.decisions import Decision
from mediation.kernel.errors import DomainError, InvalidInput
from mediation.kernel.idempotency import once

from ..models import Case


def find(request: HttpRequest, uuid: UUID) -> Case:
    """The case, if this person may see it; else 404, like one that does not exist."""
    visible: QuerySet[Case] = Case.objects.visible_to(request.user)
    related = ("text", "holder__division", "handled_at", "accepted_by", "placed_by")
    return get_object_or_404(visible.select_related(*related), uuid=uuid)


def require(decision: Decision) -> None:
    """Stop with the 403 page when a policy says no in general."""
    if not decision:
        raise PermissionDenied(decision.reason)


def address(case: Case) -> str:
    """Where the case is shown."""
    return reverse("cases:detail", kwargs={"uuid": case.uuid})


def act_once(request: HttpRequest, act: Callable[[], str]) -> HttpResponse:
    """Do it and forget the draft of this page, unless this form was sent before; then go to where the result is shown."""

    @transaction.atomic
    def act_and_forget() -> str:
        where = act()
        drafts.forget(request.user.pk, request.path)
        return where

    return redirect(once(request.user.pk, request.POST.get("form_token"), act_and_forget))


def refill(form: forms.Form, error: InvalidInput) -> None:
    """Put the sentences of a refused input at the fields of the form; the rest stands on top."""
    if form.is_valid():
        error.show_at(form)


def refused(request: HttpRequest, case: Case, error: DomainError) -> HttpResponse:
    """A rule said no, or somebody else was faster: the sentence, and the case as it is now."""
    case.refresh_from_db()
    return render(request, "cases/refused.html", {"case": case, "error": error}, status=error.status)


def read_version(request: HttpRequest) -> int | None:
    """The version of the record that the form was filled in for."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else None
