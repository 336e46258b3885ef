"""What a reader asks for: whose figures, of which period, in which part; page and API read it with the same form."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mediation.kernel.calendar import today
from mediation.kernel.errors import InvalidInput
from mediation.kernel.rounding import Rounding
from organizations.models import User

from . import dashboards, periods, policies, scopes
from .indicators import DIMENSIONS, Cut, parse_cut
from .periods import Days, Period
from .scopes import Scope


class FigureForm(forms.Form):
    """Without a scope, the reader's own; without a period, the last with data; `first` and `last` say any two days."""

    scope = forms.CharField(label=_("统计范围"), max_length=80, required=False)
    period = forms.CharField(label=_("统计期间"), max_length=40, required=False)
    first = forms.DateField(
        label=_("从"), required=False, error_messages={"invalid": _("请填写日期，例如 2021-01-01。")}
    )
    last = forms.DateField(
        label=_("到"), required=False, error_messages={"invalid": _("请填写日期，例如 2021-08-31。")}
    )
    by = forms.ChoiceField(
        label=_("分类"),
        choices=[(code, dimension.label) for code, dimension in DIMENSIONS.items()],
        required=False,
        error_messages={"invalid_choice": _("没有这种分类。")},
    )
    value = forms.CharField(label=_("分类中的一项"), max_length=30, required=False)
    rounding = forms.ChoiceField(
        label=_("取位方式"),
        choices=Rounding.choices,
        required=False,
        error_messages={"invalid_choice": _("没有这种取位方式。")},
    )

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data)
        self.user = user

    def clean_scope(self) -> Scope | None:
        """The scope of the code, or the reader's own."""
        code = self.cleaned_data["scope"]
        return _or_error("scope", scopes.parse, code) if code else policies.home_scope(self.user)

    def clean_period(self) -> Period | None:
        """The period of the code; `clean` chooses where none is given."""
        code = self.cleaned_data["period"]
        return _or_error("period", periods.parse, code) if code else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if (first or last) and not self.errors:
            cleaned["period"] = self._two_days(first, last)
        if not cleaned.get("period") and cleaned.get("scope") and not self.errors:
            cleaned["period"] = dashboards.default_period(cleaned["scope"], today())
        cleaned["rounding"] = Rounding(cleaned.get("rounding") or Rounding.CUT)
        cleaned["cut"] = self._cut(cleaned.get("by", ""), cleaned.get("value", ""))
        return cleaned

    def _two_days(self, first: date | None, last: date | None) -> Period | None:
        if first is None or last is None:
            self.add_error("last" if first else "first", _("开始和结束日期要一起填写。"))
            return None
        try:
            return periods.parse(Days(first, last).code)
        except InvalidInput as error:
            self.add_error("last", error.errors["period"])
            return None

    def _cut(self, by: str, value: str) -> Cut | None:
        if not by and not value or "by" in self.errors:
            return None
        if not by:
            self.add_error("by", _("请说明按什么分类。"))
            return None
        try:
            return parse_cut(by, value)
        except InvalidInput as error:
            self.add_error("value", error.errors["value"])
            return None


def _or_error(field: str, read: Any, code: str) -> Any:
    try:
        return read(code)
    except InvalidInput as error:
        raise ValidationError(error.errors[field]) from None
