"""补录的往年总数: a year's twelve months and its whole, for some indicators of one division."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from mediation.kernel.calendar import today
from mediation.kernel.errors import Conflict, InvalidInput
from mediation.kernel.idempotency import once
from mediation.templatetags.figures import trimmed
from organizations.models import Division

from .. import entered as totals
from .. import entering, policies, scopes
from ..closing.reported import REPORTED
from ..indicators import REGISTRY, Measure
from ..models import EnteredChange, EnteredTotal
from ..scopes import Scope
from .asking import permitted, scope_of

FIRST_YEAR = 1980
SHOWN_CHANGES = 50


@login_required
@require_http_methods(["GET", "POST"])
def entered(request: HttpRequest) -> HttpResponse:
    """Shown and saved as one grid; numbers can be pasted over it from a spreadsheet."""
    permitted(entering.can_enter_somewhere(request.user))
    asked = request.POST if request.method == "POST" else request.GET
    scope = _scope(request, asked)
    assert scope.division is not None  # noqa: S101
    year, chosen = _year(asked.get("year", "")), _chosen(asked)
    if request.method == "GET":
        return _page(request, scope, year, chosen)
    typed = _typed(request.POST, year, chosen)

    def act() -> str:
        count = entering.save(
            scope.division,
            year,
            typed,
            source=request.POST.get("source", ""),
            version=_version(request.POST.get("version", "")),
            by=request.user,
        )
        messages.success(
            request, ngettext("已保存 %(count)d 个数。", "已保存 %(count)d 个数。", count) % {"count": count}
        )
        query = {"scope": scope.code, "year": year, "codes": [one.code for one in chosen]}
        return f"{reverse('reports:entered')}?{urlencode(query, doseq=True)}"

    try:
        return redirect(once(request.user.pk, request.POST.get("form_token"), act))
    except InvalidInput as error:
        return _page(request, scope, year, chosen, typed=typed, errors=error.errors, status=422)
    except Conflict as error:
        messages.error(request, error.message)
        return _page(request, scope, year, chosen, typed=typed, status=error.status)


def _page(
    request: HttpRequest,
    scope: Scope,
    year: int,
    chosen: list[Measure],
    *,
    typed: dict[entering.Key, str] | None = None,
    errors: dict[str, list[str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    division = scope.division
    assert division is not None  # noqa: S101
    errors = errors or {}
    stored = {
        (row.indicator, row.period): row
        for row in EnteredTotal.objects.filter(division__code=division.code, first_day__year=year)
    }
    first = totals.first_days(scope).get(None)
    rows = []
    for period in entering.periods_of(year):
        cells = []
        for measure in chosen:
            key = (measure.code, period.code)
            before = str(trimmed(stored[key].value)) if key in stored else ""
            cells.append(
                {
                    "name": f"{measure.code}:{period.code}",
                    "value": before if typed is None else typed.get(key, before),
                    "errors": errors.get(f"{measure.code}:{period.code}", []),
                    "label": f"{measure.label} {period.label}",
                    "head": measure.column,
                }
            )
        is_open = period.end <= today() and (first is None or period.end <= first)
        rows.append({"period": period, "cells": cells, "is_open": is_open})
    changes = EnteredChange.objects.filter(division__code=division.code, period__startswith=str(year))
    context = {
        "scope": scope,
        "scopes": _scopes(request, scope),
        "year": year,
        "previous_year": year - 1 if year > FIRST_YEAR else None,
        "next_year": year + 1 if year < today().year else None,
        "chosen": chosen,
        "chosen_codes": {one.code for one in chosen},
        "choices": entering.enterable(),
        "rows": rows,
        "first_day": first,
        "source": request.POST.get("source", ""),
        "source_errors": errors.get("source", []),
        "error_count": len(errors),
        "version": entering.version_of(division, year),
        "changes": [
            {"change": one, "label": getattr(REGISTRY.get(one.indicator), "label", one.indicator)}
            for one in changes[:SHOWN_CHANGES]
        ],
    }
    return render(request, "reports/closing/entered.html", context, status=status)


def _scope(request: HttpRequest, asked: QueryDict) -> Scope:
    """The division of the address, else the reader's own area."""
    if asked.get("scope"):
        scope = scope_of(asked["scope"])
    else:
        scope = policies.home_scope(request.user) or scopes.of_division(_own(request))
    if scope.division is None or scope.organization or scope.is_own:
        scope = scopes.of_division(_own(request))
    permitted(entering.can_enter(request.user, scope.division))
    return scope


def _own(request: HttpRequest) -> Division:
    return entering.bureaux_of(request.user)[0].division


def _scopes(request: HttpRequest, scope: Scope) -> list[Scope]:
    """The reader's own area and the divisions below it."""
    own = scopes.of_division(_own(request))
    below = own.children(today()) if own.child_level else []
    found = [own, *(one for one in below if not one.is_own)]
    return found if scope in found else [*found, scope]


def _chosen(asked: QueryDict) -> list[Measure]:
    codes = asked.getlist("codes")
    return [one for one in entering.enterable() if one.code in codes] or list(REPORTED)


def _typed(posted: QueryDict, year: int, chosen: list[Measure]) -> dict[entering.Key, str]:
    """The grid; lines pasted from a spreadsheet lie over it, one line a month in order and the year last."""
    names = [period.code for period in entering.periods_of(year)]
    typed = {
        (one.code, code): posted[f"{one.code}:{code}"]
        for one in chosen
        for code in names
        if f"{one.code}:{code}" in posted
    }
    for code, line in zip(names, posted.get("pasted", "").splitlines(), strict=False):
        for measure, text in zip(chosen, line.split("\t"), strict=False):
            if text.strip():
                typed[measure.code, code] = text
    return typed


def _year(text: str) -> int:
    if text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:5]) <= today().year:
        return int(text)
    return today().year - 1


def _version(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
