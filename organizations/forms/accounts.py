"""Accounts: the list's search and a new one."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from .lookup import LookupForm
from .lookups import person_without_account

USERNAME_RULE = RegexValidator(
    r"\A[a-z][a-z0-9_.-]{2,39}\Z",
    _("用户名用小写字母开头，只用小写字母、数字、点、横线和下划线，3 到 40 位。"),
)


class AccountFilterForm(forms.Form):
    """Search by a name or user name (sent by POST), or by state."""

    STATES = (
        ("", _("全部状态")),
        ("active", _("在用")),
        ("disabled", _("已停用")),
        ("fresh", _("还没有改过初始密码")),
    )
    q = forms.CharField(label=_("姓名或用户名"), max_length=60, required=False)
    state = forms.ChoiceField(label=_("状态"), choices=STATES, required=False)


class AccountForm(LookupForm):
    """Whose account, and its user name."""

    person = forms.CharField(label=_("姓名"), max_length=60, help_text=_("名册里有任职、还没有账号的人。"))
    username = forms.CharField(
        label=_("用户名"),
        max_length=40,
        validators=[USERNAME_RULE],
        help_text=_("小写字母开头，例如姓名拼音。"),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    @property
    def lookups(self):  # type: ignore[no-untyped-def]
        return {"person": person_without_account()}
