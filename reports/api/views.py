"""Figures over the API: the same indicators, form and policies as the pages."""

from typing import Any, cast

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param
from rest_framework.views import APIView

from mediation.api_paging import page_size
from mediation.kernel.errors import InvalidInput
from mediation.kernel.rounding import Rounding
from organizations.models import User

from .. import figures, indicators, policies
from ..drilldown import OpenRow, Row, drill_down_rows
from ..exporting import cell
from ..forms import FigureForm
from ..indicators import REGISTRY, Figure, Indicator, UnknownIndicator
from ..periods import Period
from ..scopes import Scope
from .serializers import ChildrenSerializer, FigureSerializer, IndicatorSerializer, OpenedListSerializer


def _parameter(name: str, description: str, **options: Any) -> OpenApiParameter:
    return OpenApiParameter(name, OpenApiTypes.STR, description=description, **options)


ASKED = [
    _parameter("scope", "d<code>, d<code>-own, o<uuid>, o<uuid>@d<code>; your own without it."),
    _parameter("period", "2021-08, 2021Q3, 2021H1, 2021, SY2021, 2021-01..2021-08, 2021-01-03..2021-02-10."),
    _parameter("rounding", "How rates are rounded to two places.", enum=Rounding.values),
]
CUT = [
    _parameter("by", "Only one part of the figure: by what it is cut.", enum=list(indicators.DIMENSIONS)),
    _parameter("value", "Which part."),
]
PAGE = [
    OpenApiParameter("part", OpenApiTypes.INT, description="Which list: 0 the numerator, 1 the denominator."),
    _parameter("after", "Opaque; taken from `next`."),
    _parameter("before", "Opaque; taken from `previous`."),
    OpenApiParameter("size", OpenApiTypes.INT, description="Rows of a page."),
]


class _FigureView(APIView):
    """Finds the indicator, and what was asked of whom; refuses what the reader may not see."""

    def ask(self, request: Request, code: str) -> tuple[Indicator, dict[str, Any]]:
        """Raises Http404 for an unknown indicator and for a scope beyond reach, InvalidInput for bad parameters."""
        _refuse_without_figures(request)
        try:
            indicator = indicators.get(code)
        except UnknownIndicator:
            raise Http404 from None
        form = FigureForm(request.query_params, user=_reader(request))
        if not form.is_valid():
            raise InvalidInput(form.errors)
        asked = form.cleaned_data
        if not policies.can_view_figures(_reader(request), asked["scope"]):
            raise Http404
        return indicator, asked


class IndicatorList(APIView):
    """What is counted, and how."""

    @extend_schema(
        operation_id="indicators_list",
        summary="All indicators with their definitions",
        tags=["indicators"],
        responses=IndicatorSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        _refuse_without_figures(request)
        return Response([_indicator(indicator) for indicator in REGISTRY.values()])


class IndicatorFigure(_FigureView):
    """One figure with its exact operands."""

    @extend_schema(
        operation_id="indicators_retrieve",
        summary="The figure of a scope and period",
        tags=["indicators"],
        parameters=[*ASKED, *CUT],
        responses=FigureSerializer,
    )
    def get(self, request: Request, code: str) -> Response:
        indicator, asked = self.ask(request, code)
        scope, period, cut = asked["scope"], asked["period"], asked["cut"]
        leaves = indicator.leaves(period)
        lists = [
            {"part": part, "label": listing.label, "indicator": leaf.measure.code, "period": leaf.period.code}
            for part, (listing, leaf) in enumerate(
                zip(indicator.lists(scope, period, cut), leaves, strict=True)
            )
        ]
        return Response(
            {
                "indicator": _indicator(indicator),
                "scope": _scope(scope),
                "period": _period(period),
                "rounding": asked["rounding"],
                **_value(figures.one(indicator, scope, period, cut), asked["rounding"]),
                "lists": lists,
            }
        )


class IndicatorChildren(_FigureView):
    """A figure by the children of its scope: divisions and the own row, or organizations."""

    @extend_schema(
        operation_id="indicators_children",
        summary="The figure by child divisions or organizations",
        tags=["indicators"],
        parameters=ASKED,
        responses=ChildrenSerializer,
    )
    def get(self, request: Request, code: str) -> Response:
        indicator, asked = self.ask(request, code)
        table = figures.table([indicator], asked["scope"], asked["period"])
        rows = [
            {"scope": _scope(row.scope), **_value(row.figures[0], asked["rounding"])}
            for row in (table.total, *table.rows)
        ]
        return Response(
            {
                "indicator": _indicator(indicator),
                "period": _period(asked["period"]),
                "total": rows[0],
                "children": rows[1:],
            }
        )


class IndicatorRows(_FigureView):
    """The list behind a figure; rows beyond the reader's own cases are sealed."""

    @extend_schema(
        operation_id="indicators_rows",
        summary="The list behind a figure, a page at a time",
        tags=["indicators"],
        parameters=[*ASKED[:2], *CUT, *PAGE],
        responses=OpenedListSerializer,
    )
    def get(self, request: Request, code: str) -> Response:
        indicator, asked = self.ask(request, code)
        part = request.query_params.get("part", "0")
        opened = drill_down_rows(
            _reader(request),
            indicator,
            asked["scope"],
            asked["period"],
            part=int(part) if part.isascii() and part.isdigit() and len(part) < 3 else -1,
            cut=asked["cut"],
            params=request.query_params,
            size=page_size(request),
        )
        return Response(
            {
                "indicator": opened.listing.measure.code,
                "part": opened.part,
                "total": str(opened.total),
                "rows": opened.page.total.rows,
                "headings": [str(heading) for heading in opened.headings],
                "results": [_row(row) for row in opened.rows],
                "next": _link(request, "after", "before", opened.page.next_cursor),
                "previous": _link(request, "before", "after", opened.page.previous_cursor),
            }
        )


def _reader(request: Request) -> User:
    # Permission classes have let nobody else in.
    return cast(User, request.user)


def _refuse_without_figures(request: Request) -> None:
    decision = policies.can_view_any_figures(_reader(request))
    if not decision:
        raise PermissionDenied(decision.reason)


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return IndicatorSerializer(indicator).data


def _scope(scope: Scope) -> dict[str, str]:
    return {"code": scope.code, "label": scope.label}


def _period(period: Period) -> dict[str, Any]:
    return {"code": period.code, "label": period.label, "start": period.start, "end": period.end}


def _value(figure: Figure, rounding: Rounding) -> dict[str, Any]:
    shown = cell(figure, rounding)
    return {
        "value": None if shown is None else str(shown),
        "operands": [str(value) for value in figure.operands],
        "entered": figure.is_entered,
    }


def _row(row: Row) -> dict[str, Any]:
    cells = [None if cell is None else str(cell) for cell in row.cells]
    return {"sealed": row.is_sealed, "cells": cells, "case": row.case if isinstance(row, OpenRow) else None}


def _link(request: Request, name: str, other: str, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    return replace_query_param(remove_query_param(request.build_absolute_uri(), other), name, cursor)
