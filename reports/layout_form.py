"""Changing a layout on a page: the table's own facts, its columns one by one, its rules a line each."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.rounding import Rounding

from .enums import Unit
from .indicators import REGISTRY, Measure
from .models import RowsBy, TableLayout
from .official.rules import AT_MOST, EQUAL, Rule

# Between the headings of a column; people also type the plain stroke.
STROKE = "／"
LEVELS = 4
MOST_COLUMNS = 120


class LayoutForm(forms.Form):
    """Everything but the columns."""

    title = forms.CharField(label=gettext_lazy("表名"), max_length=60)
    by = forms.ChoiceField(label=gettext_lazy("打开时的行"), choices=RowsBy)
    rounding = forms.ChoiceField(label=gettext_lazy("取位方式"), choices=Rounding)
    money = forms.ChoiceField(label=gettext_lazy("金额单位"), choices=TableLayout.MONEY)
    money_places = forms.IntegerField(label=gettext_lazy("金额小数位"), min_value=0, max_value=6)
    rate_places = forms.IntegerField(label=gettext_lazy("比率小数位"), min_value=0, max_value=4)
    rules = forms.CharField(
        label=gettext_lazy("勾稽关系"),
        required=False,
        # The numbers of lines count the empty ones too.
        strip=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("一行一条，写成“名称：指标代码 + 指标代码 = 指标代码”，不超过写成 <=。"),
    )
    reason = forms.CharField(label=gettext_lazy("为什么修改"), max_length=100)
    base = forms.IntegerField(widget=forms.HiddenInput)

    def clean_rules(self) -> list[dict[str, Any]]:
        """The rules as a layout stores them; every bad line has its number and a sentence."""
        rules, problems = [], []
        for number, line in enumerate(self.cleaned_data["rules"].splitlines(), start=1):
            if not line.strip():
                continue
            try:
                rules.append(_rule(line).to_json())
            except forms.ValidationError as error:
                problems.append(
                    _("第%(number)d行：%(sentence)s") % {"number": number, "sentence": error.messages[0]}
                )
        if problems:
            raise forms.ValidationError(problems)
        return rules


class ColumnForm(forms.Form):
    """One column: its indicator cannot be changed, only taken out and another one put in."""

    indicator = forms.CharField(widget=forms.HiddenInput, max_length=60)
    groups = forms.CharField(label=gettext_lazy("上面的标题"), required=False, max_length=90)
    heading = forms.CharField(
        label=gettext_lazy("栏目"),
        max_length=30,
        error_messages={"required": gettext_lazy("请填写这一栏的名称。")},
    )

    @property
    def known(self) -> Any:
        """The indicator that the row is about; None for a code that there is not."""
        return REGISTRY.get(str(self["indicator"].value() or ""))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("indicator") not in REGISTRY:
            self.add_error("heading", _("没有这个指标，请删去这一栏。"))
        groups = _split(data.get("groups", ""))
        if "" in groups:
            self.add_error("groups", _("两个分隔号之间没有标题。"))
        if len(groups) >= LEVELS:
            self.add_error("groups", _("标题最多%(levels)d层。") % {"levels": LEVELS})
        data["headings"] = [*groups, data.get("heading", "").strip()]
        return data


class _Columns(forms.BaseFormSet):
    """All columns in their order; no indicator twice, no two columns of the same headings."""

    def clean(self) -> None:
        seen: dict[str, int] = {}
        names: dict[tuple[str, ...], int] = {}
        for number, form in enumerate(self.rows, start=1):
            data = form.cleaned_data
            code, name = data.get("indicator", ""), tuple(data.get("headings", ()))
            if code in seen:
                form.add_error(
                    "heading", _("这个指标和第%(number)d栏重复，请删去一栏。") % {"number": seen[code]}
                )
            elif name in names:
                form.add_error("heading", _("这一栏的标题和第%(number)d栏相同。") % {"number": names[name]})
            seen.setdefault(code, number)
            names.setdefault(name, number)
        if not seen:
            raise forms.ValidationError(_("表里至少要有一栏。"))

    @property
    def rows(self) -> list[Any]:
        """The forms of the columns that stay, in the typed order."""
        kept = [
            (_position(form, number), form)
            for number, form in enumerate(self.forms, start=1)
            if not self._should_delete_form(form)
        ]
        return [form for _place, form in sorted(kept, key=lambda one: one[0])]

    def columns(self) -> list[dict[str, Any]]:
        """The columns as a layout stores them."""
        return [
            {"indicator": form.cleaned_data["indicator"], "headings": form.cleaned_data["headings"]}
            for form in self.rows
        ]


ColumnFormSet = forms.formset_factory(
    ColumnForm,
    formset=_Columns,
    extra=0,
    can_order=True,
    can_delete=True,
    max_num=MOST_COLUMNS,
    absolute_max=MOST_COLUMNS + 1,
    validate_max=True,
)


def initial(layout: TableLayout, base: int) -> dict[str, Any]:
    """What the form shows of a layout; `base` is the version upon which the change is made."""
    return {
        "title": layout.title,
        "by": layout.by,
        "rounding": layout.rounding,
        "money": layout.money,
        "money_places": layout.money_places,
        "rate_places": layout.rate_places,
        "rules": "\n".join(
            f"{rule.label}：{rule.text}" for rule in (Rule.from_json(stored) for stored in layout.rules)
        ),
        "base": base,
    }


def columns_initial(layout: TableLayout) -> list[dict[str, Any]]:
    """What the rows show of a layout."""
    return [
        {
            "indicator": column["indicator"],
            "groups": STROKE.join(column["headings"][:-1]),
            "heading": column["headings"][-1],
        }
        for column in layout.columns
    ]


def choices() -> list[tuple[str, Any]]:
    """The indicators that a column can be made of, by unit."""
    by_unit: dict[str, list[tuple[str, Any]]] = {}
    for code, indicator in REGISTRY.items():
        by_unit.setdefault(str(indicator.unit.label), []).append((code, indicator.label))
    return list(by_unit.items())


def _rule(line: str) -> Rule:
    label, _colon, compared = line.replace("：", ":", 1).partition(":")
    parts = re.fullmatch(r"(.+?)(<=|≤|=|＝)(.+)", compared.strip())
    if not label.strip() or parts is None:
        raise forms.ValidationError(_("要写成“名称：a + b = c”。"))
    relation = AT_MOST if parts[2] in ("<=", "≤") else EQUAL
    rule = Rule(label.strip()[:60], _codes(parts[1]), relation, _codes(parts[3]))
    if len({REGISTRY[code].unit == Unit.YUAN for code in rule.codes}) > 1:
        raise forms.ValidationError(_("金额不能和件数、人数相比。"))
    return rule


def _codes(side: str) -> tuple[str, ...]:
    codes = tuple(code.strip() for code in re.split(r"[+＋]", side))
    for code in codes:
        indicator = REGISTRY.get(code)
        if indicator is None:
            raise forms.ValidationError(_("没有指标“%(code)s”。") % {"code": code[:60]})
        if not isinstance(indicator, Measure):
            raise forms.ValidationError(_("“%(label)s”是比率，不能相加。") % {"label": indicator.label})
    return codes


def _split(groups: str) -> list[str]:
    return [part.strip() for part in re.split(r"[／/]", groups)] if groups.strip() else []


def _position(form: Any, place: int) -> float:
    """Where a column goes: moved up before the one at the typed place, moved down behind it."""
    typed = form.cleaned_data.get("ORDER")
    if typed is None or typed == place:
        return place
    return typed - 0.5 if typed < place else typed + 0.5
