"""Official tables over the API: the same sheets, form and policies as the page."""

from typing import Any, cast

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from mediation.kernel.errors import InvalidInput
from organizations.models import User

from .. import policies
from ..cells import Cell
from ..forms import FigureForm
from ..models import RowsBy, TableLayout
from ..official import footing, layouts, printing
from ..official.computing import compute
from ..official.heading import full
from ..official.sheets import Sheet
from .official_serializers import LayoutSerializer, SheetSerializer

ASKED = [
    OpenApiParameter("scope", OpenApiTypes.STR, description="As of indicators; your own without it."),
    OpenApiParameter(
        "period", OpenApiTypes.STR, description="As of indicators; the last with data without it."
    ),
    OpenApiParameter("lines", OpenApiTypes.STR, description="What the lines are.", enum=RowsBy.values),
    OpenApiParameter("version", OpenApiTypes.INT, description="An earlier version of the layout."),
]


class SheetForm(FigureForm):
    """Whose table, of which period, with which lines, in which version of its layout."""

    lines = forms.ChoiceField(
        label=_("行"),
        choices=RowsBy,
        required=False,
        error_messages={"invalid_choice": _("没有这种行。")},
    )
    version = forms.IntegerField(
        label=_("版本"),
        required=False,
        min_value=1,
        max_value=32767,
        error_messages={"invalid": _("版本是一个数字。")},
    )


class OfficialTableList(APIView):
    """The tables that there are."""

    @extend_schema(
        operation_id="official_tables_list",
        summary="All official tables, each in its newest version",
        tags=["official tables"],
        responses=LayoutSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        _refuse_without_figures(request)
        return Response([_layout(layout) for layout in layouts.every()])


class OfficialTable(APIView):
    """One table, filled in."""

    @extend_schema(
        operation_id="official_tables_retrieve",
        summary="An official table of a scope and period, every cell with its address and exact operands",
        tags=["official tables"],
        parameters=ASKED,
        responses=SheetSerializer,
    )
    def get(self, request: Request, code: str) -> Response:
        reader = _refuse_without_figures(request)
        form = SheetForm(request.query_params, user=reader)
        if not form.is_valid():
            raise InvalidInput(form.errors)
        asked = form.cleaned_data
        if not policies.can_view_figures(reader, asked["scope"]):
            raise Http404
        try:
            version = asked["version"]
            layout = layouts.get(code, version) if version else layouts.current(code)
        except layouts.UnknownLayout:
            raise Http404 from None
        return Response(_sheet(compute(layout, asked["scope"], asked["period"], asked["lines"])))


def _refuse_without_figures(request: Request) -> User:
    # Permission classes have let nobody else in.
    reader = cast(User, request.user)
    decision = policies.can_view_any_figures(reader)
    if not decision:
        raise PermissionDenied(decision.reason)
    return reader


def _layout(layout: TableLayout) -> dict[str, Any]:
    return {
        "code": layout.code,
        "version": layout.version,
        "title": layout.title,
        "lines": layout.by,
        "columns": [
            {"indicator": column["indicator"], "headings": column["headings"]} for column in layout.columns
        ],
    }


def _sheet(sheet: Sheet) -> dict[str, Any]:
    checked = list(footing.checks(sheet))
    return {
        "code": sheet.layout,
        "version": sheet.version,
        "title": sheet.title,
        "scope": {"code": sheet.scope.code, "label": sheet.scope.label},
        "period": {
            "code": sheet.period.code,
            "label": sheet.period.label,
            "start": sheet.period.start,
            "end": sheet.period.end,
        },
        "lines_by": sheet.by,
        "rounding": sheet.rounding,
        "money": sheet.money,
        "columns": [
            {
                "indicator": column.indicator.code,
                "version": column.indicator.version,
                "headings": list(column.headings),
                "heading": full(column),
                "unit": printing.unit(sheet, column.indicator),
            }
            for column in sheet.columns
        ],
        "lines": [
            {
                "label": line.label,
                "total": line.is_total,
                "cells": [_cell(sheet, cell) for cell in line.cells],
            }
            for line in sheet.lines
        ],
        "footing": {
            "rules": footing.rules_checked(checked),
            "places": len(checked),
            "findings": [
                {
                    "rule": one.rule,
                    "where": one.where,
                    "left": str(one.left.value),
                    "relation": one.relation,
                    "right": str(one.right.value),
                }
                for one in checked
                if not one.holds
            ],
        },
    }


def _cell(sheet: Sheet, cell: Cell) -> dict[str, Any]:
    shown = printing.value(sheet, cell)
    return {
        "address": cell.address.text,
        "operands": [str(operand) for operand in cell.figure.operands],
        "value": None if shown is None else str(shown),
        "reason": cell.reason,
    }
