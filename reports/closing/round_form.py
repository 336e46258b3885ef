"""Opening a round: which period, which tables, until when."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.calendar import add_working_days, today
from mediation.kernel.errors import InvalidInput

from .. import periods
from ..official import layouts
from ..periods import (
    FirstMonths,
    HalfYear,
    Month,
    Period,
    Quarter,
    StatisticalYear,
    Year,
    last_complete_month,
)

WORKING_DAYS = 5
OTHER = "other"


def offered(day: date) -> list[Period]:
    """The periods that have ended and are asked for most, those of the last complete month first."""
    month = last_complete_month(day)
    year, number = month.year, month.part
    wanted: list[Period] = [month, FirstMonths(year, number)]
    if number % 3 == 0:
        wanted.append(Quarter(year, number // 3))
    if number % 6 == 0:
        wanted.append(HalfYear(year, number // 6))
    wanted += [Year(year if number == 12 else year - 1), StatisticalYear(year if number >= 11 else year - 1)]
    wanted += [month.moved(-1), month.moved(-2)]
    return list(dict.fromkeys(wanted))


class RoundForm(forms.Form):
    """One of the offered periods, or any two months or days by the period's code."""

    period = forms.ChoiceField(label=gettext_lazy("统计期间"), widget=forms.RadioSelect)
    first = forms.DateField(label=gettext_lazy("从"), required=False, widget=forms.DateInput())
    last = forms.DateField(label=gettext_lazy("到"), required=False, widget=forms.DateInput())
    layouts = forms.MultipleChoiceField(
        label=gettext_lazy("报送的表"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("至少选一张表。")},
    )
    due_on = forms.DateField(label=gettext_lazy("上报期限"), widget=forms.DateInput())

    def __init__(self, *args: Any, division_code: str, **kwargs: Any) -> None:
        day = today()
        tables = layouts.every()
        kwargs.setdefault(
            "initial",
            {
                "period": last_complete_month(day).code,
                "layouts": [layout.code for layout in tables[:1]],
                "due_on": _first_due(day, division_code),
            },
        )
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = [  # type: ignore[attr-defined]
            *((period.code, period.label) for period in offered(day)),
            (OTHER, _("其他起止日期")),
        ]
        self.fields["layouts"].choices = [(one.code, one.title) for one in tables]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("period") == OTHER:
            data["period"] = self._days(data.get("first"), data.get("last"))
        return data

    def _days(self, first: date | None, last: date | None) -> str:
        if first is None or last is None:
            self.add_error("first" if first is None else "last", _("开始和结束日期要一起填写。"))
            return ""
        try:
            return _as_period(first, last).code
        except InvalidInput as error:
            self.add_error("last", error.errors["period"])
            return ""


def _as_period(first: date, last: date) -> Period:
    """Whole months where the days are, so that the same period is not asked for under two codes."""
    if first.day == 1 and (last + timedelta(1)).day == 1 and first <= last:
        begin, end = Month(first.year, first.month), Month(last.year, last.month)
        if begin == end:
            return begin
        return periods.parse(f"{begin.code}..{end.code}")
    return periods.parse(periods.Days(first, last).code)


def _first_due(day: date, division_code: str) -> date:
    """Some working days from now."""
    return add_working_days(day, WORKING_DAYS, division_code).day
