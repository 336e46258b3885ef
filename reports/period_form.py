"""Choosing a period on a page: whole months from and to, any two days, or one of those that people ask for most."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .periods import Days, FirstMonths, HalfYear, Month, Months, Period, Quarter, StatisticalYear, Year

FIRST_YEAR = 2000
LAST_YEAR = 2100


class PeriodForm(forms.Form):
    """Whole months from and to, or any two days when both are given."""

    first_month = forms.CharField(
        label=gettext_lazy("从月份"),
        required=False,
        max_length=7,
        widget=forms.TextInput(attrs={"type": "month", "placeholder": "2021-01"}),
    )
    last_month = forms.CharField(
        label=gettext_lazy("到月份"),
        required=False,
        max_length=7,
        widget=forms.TextInput(attrs={"type": "month", "placeholder": "2021-08"}),
    )
    first_day = forms.DateField(
        label=gettext_lazy("从日期"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    last_day = forms.DateField(
        label=gettext_lazy("到日期"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def clean_first_month(self) -> Month | None:
        return read_month(self.cleaned_data["first_month"])

    def clean_last_month(self) -> Month | None:
        return read_month(self.cleaned_data["last_month"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        for first, last in (("first_day", "last_day"), ("first_month", "last_month")):
            begin, end = data.get(first), data.get(last)
            if bool(begin) != bool(end):
                self.add_error(last if begin else first, _("起和止要一起选。"))
            elif begin and _start(end) < _start(begin):
                self.add_error(last, _("结束不能早于开始。"))
        return data

    def period(self) -> Period | None:
        """The chosen period; days go before months. None when nothing was chosen."""
        data = self.cleaned_data
        if data.get("first_day"):
            return Days(data["first_day"], data["last_day"])
        if data.get("first_month"):
            return _months(data["first_month"], data["last_month"])
        return None


def quick_choices(period: Period) -> list[tuple[str, Period]]:
    """The periods around the present one that people ask for most; the statistical year begins on 1 December."""
    year, month = period.as_of.year, period.as_of.month
    return [
        (_("本月"), Month(year, month)),
        (_("本季度"), Quarter(year, (month - 1) // 3 + 1)),
        (_("半年"), HalfYear(year, 1 if month <= 6 else 2)),
        (_("1月至本月"), FirstMonths(year, month)),
        (_("全年"), Year(year)),
        (_("统计年度"), StatisticalYear(year)),
        (_("上年同期"), period.previous_year()),
    ]


def _months(first: Month, last: Month) -> Period:
    if first == last:
        return first
    if first.year == last.year and first.part == 1:
        return FirstMonths(last.year, last.part)
    return Months(first, last)


def _start(value: Month | date) -> date:
    return value.start if isinstance(value, Month) else value


def read_month(text: str) -> Month | None:
    """The month of a field such as 2021-08; None for an empty one. Raises ValidationError."""
    if not text:
        return None
    year, _dash, month = text.partition("-")
    if not all(part.isascii() and part.isdigit() for part in (year, month)):
        raise forms.ValidationError(_("请填写月份，例如 2021-08。"))
    if not (FIRST_YEAR <= int(year) <= LAST_YEAR and 1 <= int(month) <= 12):
        raise forms.ValidationError(_("请填写月份，例如 2021-08。"))
    return Month(int(year), int(month))
