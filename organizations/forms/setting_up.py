"""The first page of an empty installation."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..roles import ADMINISTRATORS
from .accounts import USERNAME_RULE


class SetUpForm(forms.Form):
    """The prefecture, its bureau, and three persons for the three administrators."""

    prefecture_name = forms.CharField(
        label=gettext_lazy("州（市）名称"), max_length=60, help_text=gettext_lazy("例如昌吉回族自治州。")
    )
    prefecture_code = forms.CharField(
        label=gettext_lazy("州（市）区划代码"),
        max_length=6,
        validators=[
            RegexValidator(r"\A\d{4}00\Z", gettext_lazy("州（市）的区划代码是 6 位数字，最后两位是 00。"))
        ],
        help_text=gettext_lazy("6 位数字，例如 652300。"),
    )
    province_name = forms.CharField(label=gettext_lazy("所属省（自治区）"), max_length=60)
    bureau_name = forms.CharField(label=gettext_lazy("司法局名称"), max_length=80)
    system_admin_name = forms.CharField(label=gettext_lazy("系统管理员姓名"), max_length=60)
    system_admin_username = forms.CharField(
        label=gettext_lazy("系统管理员用户名"), max_length=40, initial="xitong", validators=[USERNAME_RULE]
    )
    security_admin_name = forms.CharField(label=gettext_lazy("安全管理员姓名"), max_length=60)
    security_admin_username = forms.CharField(
        label=gettext_lazy("安全管理员用户名"), max_length=40, initial="anquan", validators=[USERNAME_RULE]
    )
    audit_admin_name = forms.CharField(label=gettext_lazy("审计管理员姓名"), max_length=60)
    audit_admin_username = forms.CharField(
        label=gettext_lazy("审计管理员用户名"), max_length=40, initial="shenji", validators=[USERNAME_RULE]
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        code = data.get("prefecture_code", "")
        if code[2:4] == "00" and code:
            self.add_error("prefecture_code", _("这是省（自治区）的区划代码，请填州（市）的。"))
        self._three_different("name", _("三个管理员要由三个人分别担任。"))
        self._three_different("username", _("三个管理员的用户名不能相同。"))
        return data

    def _three_different(self, part: str, sentence: str) -> None:
        seen: set[str] = set()
        for role in ADMINISTRATORS:
            field = f"{role.code}_{part}"
            value = self.cleaned_data.get(field)
            if value in seen:
                self.add_error(field, sentence)
            elif value:
                seen.add(value)

    def administrators(self) -> list[tuple[Any, str, str]]:
        """Role, name and user name of each of the three."""
        data = self.cleaned_data
        return [(role, data[f"{role.code}_name"], data[f"{role.code}_username"]) for role in ADMINISTRATORS]
