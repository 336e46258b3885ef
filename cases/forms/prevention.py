"""The sums of one month (预防纠纷)."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ..models import PreventionTotal
from ..models.prevention import TOTALS
from .wording import ask_by_name

MOST = 100_000
# Each of these counts people beside its cases.
PAIRS = ("suicide", "crime", "petition", "affray")


class PreventionForm(forms.ModelForm):
    """Nine sums; an empty one is nothing. No name, no case and no person is asked for."""

    class Meta:
        model = PreventionTotal
        fields = TOTALS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_by_name(self)
        for name, field in self.fields.items():
            self.fields[name] = forms.IntegerField(
                label=field.label,
                min_value=0,
                max_value=MOST,
                required=False,
                initial=0,
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in TOTALS:
            if name not in self.errors:
                data[name] = data.get(name) or 0
        for pair in PAIRS:
            cases, people = f"{pair}_cases", f"{pair}_people"
            if cases in self.errors or people in self.errors:
                continue
            if data[people] < data[cases]:
                self.add_error(people, _("每件至少涉及一人，人数不能少于件数。"))
            elif data[people] and not data[cases]:
                self.add_error(cases, _("填了人数，请填写件数。"))
        return data
