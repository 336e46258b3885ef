"""Example cases: each side says yes for itself, and the text says nobody's name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ..fields import DayField
from ..models.example import TEXT_LENGTH, TITLE_LENGTH
from .nameless import NamelessMixin
from .step import StepForm


class WriteExampleForm(NamelessMixin, StepForm):
    """Consent first: without both sides there is no example."""

    day_field = "consented_on"
    not_before = ("succeeded_on",)
    nameless = ("title", "text")

    applicants_consent = forms.BooleanField(
        label=gettext_lazy("申请人一方同意公开"),
        error_messages={"required": gettext_lazy("申请人一方没有同意公开，就不能写成典型案例。")},
    )
    respondents_consent = forms.BooleanField(
        label=gettext_lazy("被申请人一方同意公开"),
        error_messages={"required": gettext_lazy("被申请人一方没有同意公开，就不能写成典型案例。")},
    )
    title = forms.CharField(
        label=gettext_lazy("标题"),
        max_length=TITLE_LENGTH,
        help_text=gettext_lazy("例如：一句道歉化解十年心结"),
    )
    text = forms.CharField(
        label=gettext_lazy("案例"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "写纠纷怎样起、怎样调、怎样了结。当事人写成“张某”，不写姓名、电话、证件号码、门牌；村名也可以不写。"
        ),
    )
    consented_on = DayField(label=gettext_lazy("双方同意公开的日期"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.refuse_names(data, self.record)
        return data


class WithdrawExampleForm(StepForm):
    """Somebody of either side no longer wants it: no reason is asked."""
