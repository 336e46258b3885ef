"""Somebody else saved while a person was writing: both versions side by side, and which of them is kept, by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from .models import JournalEntry

# The name under which a form sends the fields of which the stored value is kept.
USE_PRESENT = "use_present"
# How many of the others' acts are named.
SHOWN_CHANGES = 5


@dataclass(frozen=True)
class Difference:
    """One field that was filled in otherwise than it is stored now; both in words."""

    name: str
    label: str
    mine: str
    present: str


def differences(form: forms.Form, present: Mapping[str, Any]) -> list[Difference]:
    """The fields of a sent form that differ from what the record holds now, `present` by the names of the fields."""
    return [
        Difference(bound.name, str(bound.label), _typed(bound), in_words(bound.field, present[bound.name]))
        for bound in form
        if bound.name in present
        and not bound.is_hidden
        and bound.field.has_changed(present[bound.name], bound.data)
    ]


def resolved(posted: QueryDict, form: forms.Form, present: Mapping[str, Any]) -> QueryDict:
    """What was sent, with the stored values where the person chose them. `form` is an unsent one."""
    chosen = posted.copy()
    for name in posted.getlist(USE_PRESENT):
        if name not in present or name not in form.fields:
            continue
        value = form.fields[name].prepare_value(present[name])
        if value is None or value is False:
            chosen.pop(name, None)
        else:
            chosen[name] = "on" if value is True else str(value)
    return chosen


def last_changes(object_type: str, object_id: Any, count: int | None) -> list[JournalEntry]:
    """The last `count` acts that changed a record, newest first; the last one when it is not known how many."""
    entries = JournalEntry.objects.filter(object_type=object_type, object_id=str(object_id))
    wanted = min(max(count or 1, 1), SHOWN_CHANGES)
    return list(entries.exclude(action__endswith=".read").order_by("-id")[:wanted])


def in_words(field: forms.Field, value: Any) -> str:
    """A value as a person reads it beside the field's label."""
    match value:
        case bool():
            return _("是") if value else _("否")
        case None | "":
            return _("没有填")
        case Decimal():
            return f"{value:,.2f}"
        case date():
            return value.isoformat()
    if isinstance(field, forms.ChoiceField):
        known = {str(key): str(label) for key, label in field.choices}  # type: ignore[misc,union-attr]
        return known.get(str(value), str(value))
    return str(value)


def _typed(bound: Any) -> str:
    try:
        value = bound.field.clean(bound.data)
    except ValidationError:
        value = bound.data
    return in_words(bound.field, value)
