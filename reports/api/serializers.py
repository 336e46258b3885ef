"""What the API tells of figures: exact operands always, a value rounded as asked beside them."""

from typing import Any

from rest_framework import serializers

from ..enums import Unit


class IndicatorSerializer(serializers.Serializer[Any]):
    """What an indicator counts. `additive`: a division's figure is its own row and its children added up."""

    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    definition = serializers.CharField()
    unit = serializers.ChoiceField(choices=Unit.choices)
    basis = serializers.CharField()
    version = serializers.IntegerField()
    additive = serializers.BooleanField()


class NamedSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]


class PeriodSerializer(NamedSerializer):
    """`end` is the first day after the period."""

    start = serializers.DateField()
    end = serializers.DateField()


class ListingSerializer(serializers.Serializer[Any]):
    """One list behind a figure; `part` opens it."""

    part = serializers.IntegerField()
    label = serializers.CharField()  # type: ignore[assignment]
    indicator = serializers.CharField()
    period = serializers.CharField()


class ValueSerializer(serializers.Serializer[Any]):
    """Numbers are texts, so that none is rounded on the way; a rate without denominator is null."""

    value = serializers.CharField(allow_null=True)
    operands = serializers.ListField(child=serializers.CharField())
    entered = serializers.BooleanField(
        help_text="A total of earlier years that was entered is among the operands."
    )


class FigureSerializer(ValueSerializer):
    """A figure of a scope and period."""

    indicator = IndicatorSerializer()
    scope = NamedSerializer()
    period = PeriodSerializer()
    rounding = serializers.CharField()
    lists = ListingSerializer(many=True)


class ChildSerializer(ValueSerializer):
    """The figure of a child: a division, the own row, an organization."""

    scope = NamedSerializer()


class ChildrenSerializer(serializers.Serializer[Any]):
    """A figure and those of the children of its scope."""

    indicator = IndicatorSerializer()
    period = PeriodSerializer()
    total = ChildSerializer()
    children = ChildSerializer(many=True)


class ListedRowSerializer(serializers.Serializer[Any]):
    """A counted row. A sealed one has its first three cells and nothing else."""

    sealed = serializers.BooleanField()
    cells = serializers.ListField(child=serializers.CharField(allow_null=True))
    case = serializers.UUIDField(allow_null=True)


class OpenedListSerializer(serializers.Serializer[Any]):
    """A page of the list behind one operand. `total` is what it adds up to: rows, or yuan."""

    indicator = serializers.CharField()
    part = serializers.IntegerField()
    total = serializers.CharField()
    rows = serializers.IntegerField()
    headings = serializers.ListField(child=serializers.CharField())
    results = ListedRowSerializer(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
