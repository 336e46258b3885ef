"""What the API tells of official tables."""

from typing import Any

from rest_framework import serializers

from ..models import RowsBy
from .serializers import NamedSerializer, PeriodSerializer


class LayoutColumnSerializer(serializers.Serializer[Any]):
    indicator = serializers.CharField()
    headings = serializers.ListField(child=serializers.CharField())


class LayoutSerializer(serializers.Serializer[Any]):
    """A table in its newest version."""

    code = serializers.CharField()
    version = serializers.IntegerField()
    title = serializers.CharField()
    lines = serializers.ChoiceField(choices=RowsBy.choices)
    columns = LayoutColumnSerializer(many=True)


class SheetColumnSerializer(LayoutColumnSerializer):
    """`version` is that of the indicator's definition; `unit` the one in which values are printed."""

    version = serializers.IntegerField()
    heading = serializers.CharField()
    unit = serializers.CharField()


class SheetCellSerializer(serializers.Serializer[Any]):
    """`address` names the figure; `operands` are exact, amounts in yuan; `value` is what is printed, null for a dash.

    `reason` says why there is no figure.
    """

    address = serializers.CharField()
    operands = serializers.ListField(child=serializers.CharField())
    value = serializers.CharField(allow_null=True)
    reason = serializers.CharField(allow_blank=True)


class SheetLineSerializer(serializers.Serializer[Any]):
    label = serializers.CharField()  # type: ignore[assignment]
    total = serializers.BooleanField()
    cells = SheetCellSerializer(many=True)


class FindingSerializer(serializers.Serializer[Any]):
    """A rule that does not hold, and both its sides: counts or yuan."""

    rule = serializers.CharField()
    where = serializers.CharField()
    left = serializers.CharField()
    relation = serializers.CharField()
    right = serializers.CharField()


class FootingSerializer(serializers.Serializer[Any]):
    """How many rules were checked in how many places, and what does not hold."""

    rules = serializers.IntegerField()
    places = serializers.IntegerField()
    findings = FindingSerializer(many=True)


class SheetSerializer(serializers.Serializer[Any]):
    """A table filled in."""

    code = serializers.CharField()
    version = serializers.IntegerField()
    title = serializers.CharField()
    scope = NamedSerializer()
    period = PeriodSerializer()
    lines_by = serializers.ChoiceField(choices=RowsBy.choices)
    rounding = serializers.CharField()
    money = serializers.CharField()
    columns = SheetColumnSerializer(many=True)
    lines = SheetLineSerializer(many=True)
    footing = FootingSerializer()
