"""Request bodies described by the forms that read them: one set of fields, one set of sentences."""

from typing import Any

from django import forms
from rest_framework import serializers

from ..fields import YuanField
from ..forms.obligations import ObligationForm, ObligationsField


def serializer_of(form: type[forms.Form], **more: serializers.Field) -> type[serializers.Serializer[Any]]:
    """A serializer class with the form's fields. It only describes; the form checks."""
    name = f"{form.__name__.removesuffix('Form')}RequestSerializer"
    fields = {name: _described(field) for name, field in form.base_fields.items()}
    return type(name, (serializers.Serializer,), {"__doc__": form.__doc__, **fields, **more})


def _described(field: forms.Field) -> serializers.Field[Any, Any, Any, Any]:
    common: dict[str, Any] = {"required": field.required}
    if field.help_text:
        common["help_text"] = str(field.help_text)
    match field:
        case forms.ModelMultipleChoiceField():
            return serializers.ListField(child=serializers.UUIDField(), **common)
        case forms.ModelChoiceField():
            return serializers.UUIDField(**common)
        case forms.MultipleChoiceField():
            return serializers.MultipleChoiceField(choices=field.choices, **common)  # type: ignore[arg-type]
        case ObligationsField():
            return serializers.ListField(child=serializer_of(ObligationForm)(), **common)
        case forms.ChoiceField():
            return serializers.ChoiceField(choices=[c for c in field.choices if c[0] != ""], **common)  # type: ignore[index,union-attr]
        case forms.BooleanField():
            return serializers.BooleanField(**common)
        case forms.IntegerField():
            return serializers.IntegerField(min_value=field.min_value, max_value=field.max_value, **common)
        case forms.TimeField():
            return serializers.TimeField(**common)
        case forms.DateField():
            return serializers.DateField(**common)
        case YuanField():
            return serializers.CharField(**common)
        case forms.CharField():
            return serializers.CharField(max_length=field.max_length, **common)
    raise TypeError(f"no description for {field!r}")
