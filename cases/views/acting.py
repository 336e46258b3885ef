"""What every page that changes something does alike: once, and back with errors at their fields."""

from collections.abc import Callable, Mapping
from typing import Any
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
from mediation.kernel.errors import Conflict, DomainError, InvalidInput
from mediation.kernel.idempotency import once
from organizations.both_versions import both_versions

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


def refused(
    request: HttpRequest, case: Case, error: DomainError, *, lost: forms.Form | None = None
) -> HttpResponse:
    """A rule said no, or somebody else was faster: the sentence, the case as it is now, and what was typed (`lost`)."""
    case.refresh_from_db()
    context = {"case": case, "error": error, "typed": _words_of(lost) if lost is not None else []}
    return render(request, "cases/refused.html", context, status=error.status)


def _words_of(form: forms.Form) -> list[dict[str, str]]:
    """The texts that somebody wrote in a form, to be taken along."""
    return [
        {"term": str(bound.label), "value": bound.data}
        for bound in form
        if not bound.is_hidden and isinstance(bound.data, str) and bound.data.strip()
    ]


def conflict(
    case: Case, form: forms.Form, present: Mapping[str, Any], error: Conflict, read: int | None, stored: int
) -> dict[str, Any]:
    """Both versions, for the page of a form that was opened at version `read` while `stored` is the present one."""
    return both_versions(
        form,
        present,
        error=error,
        record=("case", case.uuid),
        missed=stored - read if read is not None else None,
        back_url=address(case),
    )


def read_version(request: HttpRequest) -> int | None:
    """The version of the record that the form was filled in for."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else None
