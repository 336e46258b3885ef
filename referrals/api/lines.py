"""The lists of a letter from JSON as the lines that the form reads, so that both doors have one rule for a line."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from cases.enums import PartyKind
from mediation.kernel.errors import InvalidInput

# How each list's entries become columns. Line n of the text is entry n of the list.
_COLUMNS = {
    "applicants": ("name", "claim_amount", "phone", "kind"),
    "respondents": ("name", "claim_amount", "phone", "kind"),
    "earlier_attempts": ("body", "result"),
    "materials": ("name", "copies"),
}
# Words of a line that say what a party is.
_KINDS = {PartyKind.NATURAL.value: "个人", PartyKind.LEGAL.value: "单位"}


def form_data(body: dict[str, Any]) -> dict[str, Any]:
    """The form's data from the request's JSON. Raises InvalidInput for a list of another shape."""
    data = {name: value for name, value in body.items() if name not in _COLUMNS}
    return data | {name: _lines(name, body.get(name)) for name in _COLUMNS}


def _lines(name: str, entries: Any) -> str:
    if entries is None:
        return ""
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        raise InvalidInput({name: [_("这里应当是一个列表，每一项是一个对象。")]})
    return "\n".join("\t".join(_columns(name, entry)) for entry in entries)


def _columns(name: str, entry: Mapping[str, Any]) -> list[str]:
    # A line break or tab inside a value would make another line or column of it.
    values = {key: " ".join(str(value).split()) for key, value in entry.items() if value is not None}
    if "kind" in values:
        values["kind"] = _KINDS.get(values["kind"], values["kind"])
    return [values[key] for key in _COLUMNS[name] if values.get(key)]
