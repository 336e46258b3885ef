"""Form fields that people's mediation asks for again and again."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel import money
from mediation.kernel.calendar import today


class AnyDayField(forms.DateField):
    """A Beijing day as people write it; it may lie ahead."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    input_formats = ["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y.%m.%d"]

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", self.input_formats)
        kwargs.setdefault("error_messages", {"invalid": gettext_lazy("请填写日期，例如 2021-08-31。")})
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        # JSON brings numbers and objects too; the framework's field reads text and days only.
        return super().to_python(value if value is None or isinstance(value, str | date) else str(value))


class DayField(AnyDayField):
    """A Beijing day that has come: not in the future, not before the Republic's registers."""

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and value > today():
            raise ValidationError(_("日期不能晚于今天。"))
        if value and value.year < 1990:
            raise ValidationError(_("年份看起来不对，请检查。"))


class YuanField(forms.CharField):
    """An amount in yuan as people write it (1,234.5 or full-width digits); gives Decimal with two places or None."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        text = super().to_python(value)
        if text in self.empty_values:
            return None
        try:
            return money.parse_yuan(text)
        except money.NotAnAmount as error:
            raise ValidationError(error.message) from error

    def run_validators(self, value: Any) -> None:
        """None of the text validators applies to an amount."""
