"""Logging in and changing one's password."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, UsernameField
from django.utils.translation import gettext_lazy as _


class LogInForm(AuthenticationForm):
    """User name and password. A wrong name, a wrong password and a disabled account get the same answer."""

    username = UsernameField(
        label=_("用户名"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("密码"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    shared_computer = forms.BooleanField(
        label=_("这是公用电脑（离开 5 分钟就自动退出）"),
        required=False,
    )

    error_messages = {
        "invalid_login": _("用户名或密码不对。连续输错 5 次，要等 15 分钟才能再登录。"),
        "inactive": _("用户名或密码不对。连续输错 5 次，要等 15 分钟才能再登录。"),
    }


class ChangePasswordForm(PasswordChangeForm):
    """The old password, and a new one twice."""

    old_password = forms.CharField(
        label=_("现在的密码"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new_password1 = forms.CharField(
        label=_("新密码"),
        strip=False,
        help_text=_("至少 12 位，包含小写字母、大写字母、数字、符号中的至少三种，不能是常见的密码。"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    new_password2 = forms.CharField(
        label=_("再输一次新密码"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    error_messages = {
        "password_incorrect": _("现在的密码不对。"),
        "password_mismatch": _("两次输入的新密码不一样。"),
        "password_unchanged": _("新密码不能和现在的密码一样。"),
    }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        new = data.get("new_password1")
        if new and new == data.get("old_password"):
            self.add_error("new_password1", self.error_messages["password_unchanged"])
        return data
