"""Signed tables: as they were signed, whether they still are, and what has moved since."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from mediation.kernel import journal
from mediation.kernel.spreadsheets import XLSX_TYPE, attachment

from .. import policies, signing
from ..closing import signed_pages
from ..models import SignedTable
from .asking import permitted, scope_of

SHOWN_ENTRIES = 300
_ADDRESS_LENGTH = 200


@login_required
@require_safe
def signed(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The table as it was signed, with its hash; `?verify=1` reckons all hashes again, `?now=1` marks what has moved."""
    table = _find(request, uuid)
    found = signing.differences(table) if "now" in request.GET else None
    context = {
        "signed": table,
        "sheet": table.sheet(),
        "shown": signed_pages.show(table, found),
        "found": found,
        "verified": "verify" in request.GET,
        "faults": signing.verify(table) if "verify" in request.GET else [],
        "revisions": signed_pages.revisions(table),
        "may_export": _may_export(request, table),
    }
    return render(request, "reports/closing/signed.html", context)


@login_required
@require_safe
def differences(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Cells that differ now and the edits behind them; `?cell=` one of them."""
    table = _find(request, uuid)
    found = signing.differences(table)
    entries = signing.for_reader(found, request.user)
    chosen = request.GET.get("cell", "")[:_ADDRESS_LENGTH]
    if chosen:
        entries = [one for one in entries if any(effect.address == chosen for effect in one.effects)]
    context = {
        "signed": table,
        "found": found,
        "cells": [{"cell": one, "url": signed_pages.list_url(one.address)} for one in found.cells],
        "chosen": next((one for one in found.cells if one.address == chosen), None),
        "entries": entries[:SHOWN_ENTRIES],
        "count": len(entries),
        "may_export": _may_export(request, table),
    }
    return render(request, "reports/closing/differences.html", context)


@login_required
@require_safe
def export_signed(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The signed table as .xlsx, from what was stored."""
    table = _find(request, uuid, export=True)
    response = _file(f"{table.title} {table.scope_label} {table.period_label}.xlsx")
    signed_pages.write_signed(response, table)
    _journal(request, "signed.exported", table)
    return response


@login_required
@require_safe
def export_differences(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The whole difference list as .xlsx, sealed where the reader may not see the case."""
    table = _find(request, uuid, export=True)
    found = signing.differences(table)
    response = _file(f"{table.title} {table.period_label} differences.xlsx")
    signed_pages.write_differences(response, found, signing.for_reader(found, request.user))
    _journal(request, "differences.exported", table)
    return response


def _find(request: HttpRequest, uuid: UUID, *, export: bool = False) -> SignedTable:
    permitted(policies.can_view_any_figures(request.user))
    table: SignedTable = get_object_or_404(SignedTable.objects.select_related("replaces"), uuid=uuid)
    scope = scope_of(table.scope)
    permitted(policies.can_view_figures(request.user, scope))
    if export:
        permitted(policies.can_export_figures(request.user, scope))
    return table


def _may_export(request: HttpRequest, table: SignedTable) -> bool:
    return bool(policies.can_export_figures(request.user, scope_of(table.scope)))


def _file(name: str) -> Any:
    response = HttpResponse(content_type=XLSX_TYPE)
    response["Content-Disposition"] = attachment(name)
    return response


def _journal(request: HttpRequest, action: str, table: SignedTable) -> None:
    journal.record_reading(action, actor_id=request.user.pk, object_type="signed_table", object_id=table.uuid)
