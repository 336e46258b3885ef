"""Changing the scheme of appraisal on a page: all that may be appraised is listed, and some of it put in."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.rounding import Rounding

from .appraisal.allowed import ALLOWED, GROUPS, SUCCESS, group_of
from .appraisal.items import weighs_success
from .appraisal.marking import ALL
from .indicators import Indicator
from .models import AppraisalScheme, NothingCounted

_POINTS = {"max_digits": 5, "decimal_places": 2, "min_value": Decimal(0), "max_value": Decimal(100)}
_FIGURE = {"max_digits": 7, "decimal_places": 2, "min_value": Decimal(0)}


class SchemeForm(forms.Form):
    """Everything but the items."""

    title = forms.CharField(label=gettext_lazy("办法名称"), max_length=60)
    valid_from = forms.DateField(
        label=gettext_lazy("从哪一天起用"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("期间的最后一天在这一天以后的，按这一版考核；已经定稿的不变。"),
    )
    nothing_counted = forms.ChoiceField(label=gettext_lazy("期内没有可考核的"), choices=NothingCounted)
    rounding = forms.ChoiceField(label=gettext_lazy("取位方式"), choices=Rounding)
    weighs_success = forms.BooleanField(
        label=gettext_lazy("按调解成功率计分（平常不选）"),
        required=False,
        help_text=gettext_lazy(
            "按成功率打分会让人逼着当事人签字。成功率的分值大于 0 时必须选上，考核表上会写明。"
        ),
    )
    places = forms.IntegerField(label=gettext_lazy("得分小数位"), min_value=0, max_value=4)
    reason = forms.CharField(label=gettext_lazy("为什么修改"), max_length=100)
    base = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, newest: AppraisalScheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.newest = newest

    def clean_valid_from(self) -> Any:
        """Not before the version that it stands above, whose periods would get another scheme unseen."""
        day = self.cleaned_data["valid_from"]
        if day < self.newest.valid_from:
            raise forms.ValidationError(
                _("不能早于现在这一版的起用日期 %(day)s。") % {"day": self.newest.valid_from.isoformat()}
            )
        return day

    def agrees_with(self, items: list[dict[str, str]]) -> bool:
        """Whether success earns points only where somebody has said so; otherwise the error stands at its field."""
        weighs = any(item["indicator"] in SUCCESS and Decimal(item["weight"]) for item in items)
        if weighs and not self.cleaned_data["weighs_success"]:
            self.add_error(
                "weighs_success", _("调解成功率的分值大于 0。请改成 0；确实要计分的，请选上这一项。")
            )
        return not self.errors


class ItemForm(forms.Form):
    """One indicator: whether it is in the scheme, what it is worth, and from where to where points go."""

    indicator = forms.CharField(widget=forms.HiddenInput, max_length=60)
    is_in = forms.BooleanField(label=gettext_lazy("列入"), required=False)
    heading = forms.CharField(label=gettext_lazy("考核项目"), max_length=30, required=False)
    weight = forms.DecimalField(label=gettext_lazy("分值"), required=False, **_POINTS)
    none = forms.DecimalField(label=gettext_lazy("不得分"), required=False, **_FIGURE)
    full = forms.DecimalField(label=gettext_lazy("得满分"), required=False, **_FIGURE)

    @property
    def known(self) -> Indicator | None:
        """The indicator that the row is about."""
        return ALLOWED.get(str(self["indicator"].value() or ""))

    @property
    def group(self) -> Any:
        """Under which heading it stands."""
        return group_of(self.known.code).label if self.known else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        code = data.get("indicator")
        if code not in ALLOWED:
            raise forms.ValidationError(_("这个指标不能用来考核。"))
        if not data.get("is_in"):
            return data
        for name in ("heading", "weight", "none", "full"):
            if name not in self.errors and data.get(name) in (None, ""):
                self.add_error(name, _("列入的项目要填写这一格。"))
        if not self.errors and data["none"] == data["full"]:
            self.add_error("full", _("得满分的数和不得分的数不能相同。"))
        return data


class _Items(forms.BaseFormSet):
    """All rows; those that are in add up to a hundred points."""

    def clean(self) -> None:
        if any(self.errors):
            return
        codes = [form.cleaned_data["indicator"] for form in self.forms]
        if len(set(codes)) != len(codes):
            raise forms.ValidationError(_("同一个指标出现了两次。"))
        total = sum((Decimal(item["weight"]) for item in self.items()), Decimal(0))
        if total != ALL:
            raise forms.ValidationError(
                _("各项分值之和是 %(total)s，要正好是 100。") % {"total": f"{total.normalize():f}"}
            )

    def items(self) -> list[dict[str, str]]:
        """The items as a scheme stores them."""
        return [
            {
                "indicator": data["indicator"],
                "heading": data["heading"],
                **{name: _text(data[name]) for name in ("weight", "none", "full")},
            }
            for form in self.forms
            for data in [form.cleaned_data]
            if data["is_in"]
        ]


ItemFormSet = forms.formset_factory(
    ItemForm, formset=_Items, extra=0, max_num=len(ALLOWED), absolute_max=len(ALLOWED), validate_max=True
)


def initial(scheme: AppraisalScheme, base: int) -> dict[str, Any]:
    """What the form shows of a version; `base` is the one upon which the change is made."""
    names = ("title", "valid_from", "nothing_counted", "rounding", "places")
    return {name: getattr(scheme, name) for name in names} | {
        "weighs_success": weighs_success(scheme),
        "base": base,
    }


def items_initial(scheme: AppraisalScheme) -> list[dict[str, Any]]:
    """A row for everything that may be appraised, filled where the version has it."""
    stored = {item["indicator"]: item for item in scheme.items}
    rows = []
    for group in GROUPS:
        for indicator in group.indicators:
            item = stored.get(indicator.code)
            row = {
                "indicator": indicator.code,
                "is_in": item is not None,
                "heading": str(indicator.label)[:30],
            }
            rows.append(row | (item or {}))
    return rows


def _text(value: Decimal) -> str:
    return f"{value.normalize():f}"
