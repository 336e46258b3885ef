"""Writing a template of the brief: its name and its text, checked line by line."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from .brief.checking import problems_of
from .models.brief import BODY_LENGTH, TITLE_LENGTH


class BriefTemplateForm(forms.Form):
    """No number typed by hand gets through, and no field that cannot be filled."""

    title = forms.CharField(label=gettext_lazy("模板名称"), max_length=TITLE_LENGTH)
    body = forms.CharField(
        label=gettext_lazy("模板"),
        max_length=BODY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 22}),
        help_text=gettext_lazy(
            "一行一段；#开头是标题，##开头是小标题；{ } 里是字段，写法见右边（手机上在下面）。"
        ),
    )

    def clean_body(self) -> str:
        """The text with its lines ended alike."""
        body: str = "\n".join(self.cleaned_data["body"].splitlines())
        problems: list[Any] = [str(problem) for problem in problems_of(body)]
        if problems:
            raise forms.ValidationError(problems)
        return body
