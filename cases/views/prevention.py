"""Prevention totals: the year's twelve months as a table, a plain form for a month."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from mediation.kernel.calendar import today
from mediation.kernel.errors import Conflict, InvalidInput
from organizations.models import Organization
from organizations.permissions import Permission

from .. import policies
from .. import prevention as preventing
from ..forms import PreventionForm
from ..models import PreventionTotal
from ..models.prevention import TOTALS
from .acting import act_once, read_version, refill, require
from .tabs import screening_tabs

FIRST_YEAR = 2000


@login_required
@require_GET
def prevention(request: HttpRequest) -> HttpResponse:
    """Twelve months of one organization, with their sums."""
    require(policies.can_enter_prevention_somewhere(request.user))
    own = request.user.organizations_permitting(Permission.MANAGE_CASES)
    organization = next((o for o in own if str(o.uuid) == request.GET.get("organization")), own[0])
    year = _year(request.GET.get("year", ""))
    entered = {
        row.month.month: row
        for row in PreventionTotal.objects.visible_to(request.user).filter(
            organization=organization, month__year=year
        )
    }
    last = 12 if year < today().year else today().month
    months = [
        {"day": date(year, n, 1), "row": entered.get(n), "cells": _cells(entered.get(n)), "open": n <= last}
        for n in range(1, 13)
    ]
    context = {
        "tabs": screening_tabs(request.user, "prevention"),
        "organization": organization,
        "organizations": own,
        "year": year,
        "previous_year": year - 1 if year > FIRST_YEAR else None,
        "next_year": year + 1 if year < today().year else None,
        "headings": _labels(),
        "months": months,
        "sums": [
            {"term": term, "value": sum(getattr(row, name) for row in entered.values())}
            for term, name in zip(_labels(), TOTALS, strict=True)
        ],
    }
    return render(request, "cases/prevention.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def prevention_month(request: HttpRequest, uuid: UUID, year: int, month: int) -> HttpResponse:
    """The nine sums of one month."""
    organization = _organization(request, uuid)
    day = _month(year, month)
    row = (
        PreventionTotal.objects.visible_to(request.user).filter(organization=organization, month=day).first()
    )
    form = PreventionForm(request.POST or None, instance=row)
    if request.method == "GET":
        return _page(request, organization, day, form, version=row.version if row else 0)

    def act() -> str:
        preventing.save_totals(
            form, organization=organization, month=day, version=read_version(request) or 0, by=request.user
        )
        messages.success(request, _("已保存。"))
        return f"{reverse('cases:prevention')}?year={year}&organization={organization.uuid}"

    try:
        return act_once(request, act)
    except InvalidInput as error:
        refill(form, error)
        return _page(request, organization, day, form, version=read_version(request) or 0, status=422)
    except Conflict as error:
        # Both versions: what was typed stays in the form, what stands now is told beside it.
        return _page(
            request,
            organization,
            day,
            form,
            version=row.version if row else 0,
            conflict=error.message,
            stands=_cells(row),
            status=error.status,
        )


def _organization(request: HttpRequest, uuid: UUID) -> Organization:
    for organization in request.user.organizations_permitting(Permission.MANAGE_CASES):
        if organization.uuid == uuid:
            return organization
    raise Http404


def _month(year: int, month: int) -> date:
    if not (FIRST_YEAR <= year <= today().year and 1 <= month <= 12):
        raise Http404
    day = date(year, month, 1)
    if day > today():
        raise Http404
    return day


def _year(typed: str) -> int:
    if typed.isascii() and typed.isdigit() and FIRST_YEAR <= int(typed[:9]) <= today().year:
        return int(typed)
    return today().year


def _labels() -> list[Any]:
    return [PreventionTotal._meta.get_field(name).verbose_name for name in TOTALS]


def _cells(row: PreventionTotal | None) -> list[dict[str, Any]]:
    """Each sum with its heading."""
    values = [str(getattr(row, name)) if row else "—" for name in TOTALS]
    return [{"term": term, "value": value} for term, value in zip(_labels(), values, strict=True)]


def _page(
    request: HttpRequest,
    organization: Organization,
    day: date,
    form: PreventionForm,
    *,
    version: int,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "organization": organization,
        "day": day,
        "title": _("%(year)d 年 %(month)d 月") % {"year": day.year, "month": day.month},
        "form": form,
        "version": version,
        "back_url": f"{reverse('cases:prevention')}?year={day.year}&organization={organization.uuid}",
        **more,
    }
    return render(request, "cases/prevention_month.html", context, status=status)
