"""Assigning the ticked cases of the list to one mediator."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mediation.kernel.errors import InvalidInput
from mediation.kernel.idempotency import once

from .. import bulk, policies, presenting
from ..forms import AssignManyForm
from .acting import require


@login_required
@require_POST
def assign(request: HttpRequest) -> HttpResponse:
    """The result of each case on one page. Sent twice, the second sending leads back to the list."""
    require(policies.can_manage_cases_somewhere(request.user))
    form = AssignManyForm(request.POST, actor=request.user)
    results: list[bulk.Result] = []

    def act() -> str:
        results.extend(bulk.assign(_uuids(request), form.cleaned_data["mediator"], by=request.user))
        return reverse("cases:list")

    try:
        if not form.is_valid():
            raise InvalidInput(form.errors)
        where = once(request.user.pk, request.POST.get("form_token"), act)
    except InvalidInput as error:
        for sentences in error.errors.values():
            messages.error(request, " ".join(sentences))
        return redirect("cases:list")
    if not results:
        return redirect(where)
    rows = [(presenting.row(result.case), result) for result in results]
    done = sum(result.done for result in results)
    return render(request, "cases/assigned.html", {"rows": rows, "done": done, "refused": len(rows) - done})


def _uuids(request: HttpRequest) -> list[UUID]:
    """The ticked cases; a word that is no case's is left out."""
    found = []
    for typed in request.POST.getlist("cases"):
        try:
            found.append(UUID(typed))
        except ValueError:
            continue
    return found
