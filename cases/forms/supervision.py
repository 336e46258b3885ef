"""Supervising an overdue case: what is asked, and what is answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from .wording import ask_by_name


class OrderForm(forms.Form):
    """Why the holder is asked; the committee need not know what the case is about."""

    reason = forms.CharField(
        label=gettext_lazy("督办事由"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("只写要求，不写当事人的情况。承办组织在三个工作日内答复。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_by_name(self)


class AnswerOrderForm(forms.Form):
    """What is being done about the term."""

    answer = forms.CharField(
        label=gettext_lazy("答复"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("写超期的原因和打算哪天办完，不写当事人的姓名和隐私。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_by_name(self)
