"""What the page of the workbench asks: a text, whose figures, which report period; later, other meanings."""

from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.errors import InvalidInput
from organizations.models import User

from .. import policies, scopes
from ..period_form import read_month
from ..periods import Month
from ..scopes import Scope
from .checking import LONGEST


class WorkbenchForm(forms.Form):
    """A pasted text. Nothing of it is kept anywhere: it comes with each request and goes with its answer."""

    text = forms.CharField(
        label=gettext_lazy("通报的文字"),
        help_text=gettext_lazy(
            "粘贴一段或者几段。文字不保存、不记日志，也不发到别处；每次核对都由这台服务器当场读一遍。"
        ),
        widget=forms.Textarea(
            attrs={"rows": 9, "spellcheck": "false", "autocomplete": "off", "data-keep": "never"}
        ),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("请粘贴要核对的文字。")},
    )
    scope = forms.ChoiceField(
        label=gettext_lazy("通报说的是哪里"),
        required=False,
        help_text=gettext_lazy("文中写明县市、乡镇的，按文中的。"),
        error_messages={"invalid_choice": gettext_lazy("没有这个统计范围，请重新选择。")},
    )
    last_month = forms.CharField(
        label=gettext_lazy("报告期到哪个月"),
        required=False,
        max_length=7,
        help_text=gettext_lazy("不填就按文中的日期。“今年”“目前”“以来”都算到这个月底。"),
        widget=forms.TextInput(attrs={"type": "month", "placeholder": "2021-08"}),
    )

    def __init__(self, data: Any, *, user: User, home: Scope, children: list[Scope]) -> None:
        super().__init__(data)
        self.user = user
        self.home = home
        choices = [(scope.code, scope.label) for scope in (home, *children)]
        self.fields["scope"].choices = choices  # type: ignore[attr-defined]

    def clean_scope(self) -> Scope:
        """The scope chosen, the reader's own without one. One that the reader may not see is refused like an unknown."""
        code = self.cleaned_data["scope"]
        if not code:
            return self.home
        try:
            scope = scopes.parse(code)
        except InvalidInput as error:
            raise ValidationError(error.errors["scope"]) from None
        if not policies.can_view_figures(self.user, scope):
            raise ValidationError(_("没有这个统计范围，请重新选择。"))
        return scope

    def clean_last_month(self) -> Month | None:
        """The report's last month, None where the text shall tell."""
        return read_month(self.cleaned_data["last_month"])

    @property
    def fingerprint(self) -> str:
        """Of the text: meanings chosen for one text say nothing of another."""
        return sha256(self.cleaned_data["text"].encode()).hexdigest()[:32]

    def choices(self) -> dict[int, str]:
        """The meanings that the reader chose, by a figure's number; none when the text has changed since."""
        if self.data.get("checked") != self.fingerprint:
            return {}
        return {
            int(name.removeprefix("meaning_")): str(value)[:200]
            for name, value in self.data.items()
            if name.startswith("meaning_")
            and name.removeprefix("meaning_").isdecimal()
            and len(name) < 14
            and value
        }
