"""Naming one record by typing: a text field that asks back when several records fit. Works without JavaScript."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _

MOST_CANDIDATES = 12
NEW = "new"


@dataclass(frozen=True)
class Lookup:
    """`find(text)` gives the records that fit, `describe` tells them apart, `missing` is said when none fits.

    `new` is the answer "none of these", for a record that is to be made; then nothing found is no error.
    """

    find: Callable[[str], Iterable[Model]]
    describe: Callable[[Any], str]
    missing: Any
    new: Any = ""


class LookupForm(forms.Form):
    """A form with text fields that name records: `lookups` maps a field's name to how it is looked up.

    In `cleaned_data` the field holds the record (None for a new or an empty one) and `<field>_typed` the text. When
    several fit, the form is invalid and has one more field, `<field>_pick`, to choose by.
    """

    lookups: dict[str, Lookup]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name, lookup in self.lookups.items():
            if name in data:
                data[f"{name}_typed"] = data[name]
                data[name] = self._resolve(name, lookup, data[name]) if data[name] else None
        return data

    def _resolve(self, name: str, lookup: Lookup, typed: str) -> Model | None:
        candidates = list(lookup.find(typed))[: MOST_CANDIDATES + 1]
        picked = self.data.get(f"{name}_pick", "")
        for candidate in candidates:
            if picked == str(candidate.pk):
                return candidate
        if lookup.new and (picked == NEW or not candidates):
            return None
        if not candidates:
            self.add_error(name, str(lookup.missing))
            return None
        exact = [candidate for candidate in candidates if getattr(candidate, "name", "") == typed]
        unique = exact if len(exact) == 1 else candidates
        if len(unique) == 1 and not lookup.new:
            return unique[0]
        self._ask_back(name, lookup, candidates)
        return None

    def _ask_back(self, name: str, lookup: Lookup, candidates: list[Model]) -> None:
        choices = [(str(c.pk), lookup.describe(c)) for c in candidates[:MOST_CANDIDATES]]
        if lookup.new:
            choices.append((NEW, str(lookup.new)))
        pick = f"{name}_pick"
        self.fields[pick] = forms.ChoiceField(
            label=_("请选定一个"), choices=choices, widget=forms.RadioSelect
        )
        names = list(self.fields)
        names.insert(names.index(name) + 1, names.pop())
        self.order_fields(names)
        if len(candidates) > MOST_CANDIDATES:
            self.add_error(name, _("相近的太多，只列出前几个。请写得再具体些。"))
        else:
            self.add_error(pick, _("名册里有相近的，请选定一个再提交。"))
