"""Loading a year of the legal calendar: pasted lines or a file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.calendar_lines import MAX_LINES, read_days
from mediation.kernel.legal_calendar import scope_of

MAX_BYTES = 50_000


class CalendarForm(forms.Form):
    """One year, of the whole country or of one division; `days` is what was read of the lines."""

    year = forms.IntegerField(
        label=gettext_lazy("年份"),
        min_value=2004,
        max_value=2100,
        error_messages={"required": gettext_lazy("请填写年份。")},
    )
    scope = forms.RegexField(
        label=gettext_lazy("地区代码"),
        regex=r"^\d{2,12}$",
        required=False,
        help_text=gettext_lazy("全国的放假安排不填；地方的节日填区划代码，例如 65 是新疆。"),
        error_messages={"invalid": gettext_lazy("区划代码是二到十二位数字。")},
    )
    source = forms.CharField(
        label=gettext_lazy("依据"),
        max_length=200,
        help_text=gettext_lazy("通知的名称，例如“国务院办公厅关于2027年部分节假日安排的通知”。"),
        error_messages={"required": gettext_lazy("请填写通知的名称。")},
    )
    lines = forms.CharField(
        label=gettext_lazy("放假和上班的日子"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy(
            "一行一天：2027-01-01 休 元旦；调休上班的写“班”。没有写的日子，周一到周五上班，周末休息。"
        ),
    )
    file = forms.FileField(label=gettext_lazy("或者上传文本、CSV 文件"), required=False)

    def clean_scope(self) -> str:
        return scope_of(self.cleaned_data["scope"])

    def clean_file(self) -> str:
        uploaded = self.cleaned_data["file"]
        if uploaded is None:
            return ""
        if uploaded.size > MAX_BYTES:
            raise ValidationError(_("文件太大，一年的日历只有几十行。"))
        try:
            return uploaded.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ValidationError(_("文件要用 UTF-8 编码。")) from None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "year" not in data or "file" in self.errors:
            return data
        lines = [*data.get("lines", "").splitlines(), *data.get("file", "").splitlines()]
        data["text"] = "\n".join(lines)
        if len(lines) > MAX_LINES:
            self.add_error("lines", _("行数太多，请检查。"))
            return data
        data["days"], problems = read_days(lines, data["year"])
        for problem in problems:
            self.add_error("lines", problem)
        if not data["days"] and not problems:
            self.add_error("lines", _("请写明放假和上班的日子，或者上传文件。"))
        return data
