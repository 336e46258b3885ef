"""Appraisal sheets over the API: the same sheets, form and policies as the page."""

from fractions import Fraction
from typing import Any, cast

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from mediation.kernel.errors import InvalidInput
from mediation.kernel.rounding import Rounding, present
from organizations.models import User

from .. import policies
from ..appraisal import schemes, showing
from ..appraisal.computing import Appraisal, compute
from ..forms import FigureForm
from ..models import NothingCounted
from .serializers import NamedSerializer, PeriodSerializer


class ItemSerializer(serializers.Serializer[Any]):
    """What a figure of this indicator is worth: nothing at `none`, `weight` points at `full`."""

    indicator = serializers.CharField()
    heading = serializers.CharField()
    weight = serializers.CharField()
    none = serializers.CharField()
    full = serializers.CharField()


class MarkSerializer(serializers.Serializer[Any]):
    """`points` out of `out_of` as printed, null where nothing was counted or the item weighs nothing."""

    address = serializers.CharField()
    operands = serializers.ListField(child=serializers.CharField())
    out_of = serializers.CharField()
    points = serializers.CharField(allow_null=True)


class AppraisedSerializer(serializers.Serializer[Any]):
    """An organization or node; marks in the order of the items. `adjustment` is what the node above added to `total`."""

    label = serializers.CharField()  # type: ignore[assignment]
    scope = serializers.CharField()
    total = serializers.CharField(allow_null=True)
    adjustment = serializers.CharField()
    marks = MarkSerializer(many=True)


class AppraisalSerializer(serializers.Serializer[Any]):
    """A sheet and the version of the scheme that it follows."""

    title = serializers.CharField()
    version = serializers.IntegerField()
    valid_from = serializers.DateField()
    nothing_counted = serializers.ChoiceField(choices=NothingCounted.choices)
    scope = NamedSerializer()
    period = PeriodSerializer()
    items = ItemSerializer(many=True)
    lines = AppraisedSerializer(many=True)


class AppraisalSheet(APIView):
    """The sheet of a scope and period."""

    @extend_schema(
        operation_id="appraisal_retrieve",
        summary="An appraisal sheet: points of organizations or nodes, with the figures behind them",
        tags=["appraisal"],
        parameters=[
            OpenApiParameter("scope", OpenApiTypes.STR, description="As of indicators; your own without it."),
            OpenApiParameter(
                "period", OpenApiTypes.STR, description="As of indicators; the last with data without it."
            ),
        ],
        responses=AppraisalSerializer,
    )
    def get(self, request: Request) -> Response:
        reader = cast(User, request.user)
        decision = policies.can_view_any_figures(reader)
        if not decision:
            raise PermissionDenied(decision.reason)
        form = FigureForm(request.query_params, user=reader)
        if not form.is_valid():
            raise InvalidInput(form.errors)
        scope, period = form.cleaned_data["scope"], form.cleaned_data["period"]
        scheme = schemes.of_period(period)
        if scheme is None or not policies.can_view_figures(reader, scope):
            raise Http404
        return Response(_sheet(compute(scheme, scope, period)))


def _sheet(filled: Appraisal) -> dict[str, Any]:
    scheme, sheet = filled.scheme, filled.sheet

    def printed(value: Fraction | None) -> str | None:
        shown = present(value, scheme.places, Rounding(scheme.rounding))
        return None if shown is None else str(shown)

    return {
        "title": scheme.title,
        "version": scheme.version,
        "valid_from": scheme.valid_from,
        "nothing_counted": scheme.nothing_counted,
        "scope": {"code": sheet.scope.code, "label": sheet.scope.label},
        "period": {
            "code": sheet.period.code,
            "label": sheet.period.label,
            "start": sheet.period.start,
            "end": sheet.period.end,
        },
        "items": [
            {
                "indicator": item.indicator.code,
                "heading": item.heading,
                **{name: showing.plain(getattr(item, name)) for name in ("weight", "none", "full")},
            }
            for item in filled.items
        ],
        "lines": [
            {
                "label": line.label,
                "scope": line.scope.code if line.scope else sheet.scope.code,
                "total": printed(None if marked.total is None else marked.total + added),
                "adjustment": printed(added),
                "marks": [
                    {
                        "address": cell.address.text,
                        "operands": [str(operand) for operand in cell.figure.operands],
                        "out_of": printed(mark.out_of),
                        "points": printed(mark.points),
                    }
                    for cell, mark in zip(line.cells, marked.marks, strict=True)
                ],
            }
            for line, marked, added in zip(sheet.lines, filled.marked, filled.adjustments, strict=True)
        ],
    }
