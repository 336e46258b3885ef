"""Marking a major dispute, its report, and the report under 人民调解法 25."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..enums import DangerOrgan, DisputeType
from ..fields import DayField, YuanField
from ..models import MajorRule
from ..policies.major import major_grounds
from .nameless import NamelessMixin
from .step import StepForm
from .wording import ask_by_name

NO_NAMES = gettext_lazy("不写姓名、电话，不写谁的态度。")


def _sentence(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=200, widget=forms.Textarea(attrs={"rows": 3}), help_text=NO_NAMES, **more
    )


class _NamelessStepForm(NamelessMixin, StepForm):
    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.refuse_names(data, self.record)
        return data


class MarkMajorForm(_NamelessStepForm):
    """Why; the reasons of the rules are written in beforehand."""

    nameless = ("reason",)
    reason = _sentence(gettext_lazy("认定理由"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].initial = "；".join(major_grounds(self.record))


class UnmarkMajorForm(_NamelessStepForm):
    nameless = ("reason",)
    reason = _sentence(gettext_lazy("为什么不再是重大疑难复杂"))


class ReportMajorForm(_NamelessStepForm):
    """Kind, place, number of people and amount come from the case."""

    nameless = ("what", "measures", "needs")
    what = _sentence(gettext_lazy("发生了什么"))
    measures = _sentence(gettext_lazy("已经做了什么"))
    needs = _sentence(gettext_lazy("需要什么支援"), required=False)


class TellMoreForm(_NamelessStepForm):
    nameless = ("text",)
    text = _sentence(gettext_lazy("有什么新情况"))


class DangerForm(StepForm):
    """Who decides is who is logged in; the product tells nobody by itself."""

    day_field = "told_on"
    not_before = ("applied_on",)

    organ = forms.ChoiceField(
        label=gettext_lazy("报告哪个机关"),
        choices=DangerOrgan.choices,
        initial=DangerOrgan.POLICE,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("可能激化的情形"), max_length=300, widget=forms.Textarea(attrs={"rows": 4})
    )
    not_refusal = forms.BooleanField(
        label=gettext_lazy("报告不是因为当事人不愿意调解"),
        error_messages={
            "required": gettext_lazy("拒绝调解是当事人的权利，不能作为报告的理由（人民调解法第二十三条）。")
        },
    )
    told_on = DayField(label=gettext_lazy("报告日期"), required=False)


class MajorRuleForm(forms.Form):
    """One rule; all conditions that are filled must hold together."""

    name = forms.CharField(label=gettext_lazy("名称"), max_length=40)
    people = forms.IntegerField(
        label=gettext_lazy("当事人数不少于"), min_value=2, max_value=100_000, required=False
    )
    amount = YuanField(label=gettext_lazy("请求金额不少于（元）"), required=False)
    dispute_types = forms.MultipleChoiceField(
        label=gettext_lazy("纠纷类型"), choices=DisputeType.choices, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_by_name(self)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not (data.get("people") or data.get("amount") or data.get("dispute_types")):
            self.add_error("people", _("人数、金额、类型至少填一项。"))
        return data

    def rule(self, **more: Any) -> MajorRule:
        """The rule as it was filled in, not saved."""
        data = self.cleaned_data
        return MajorRule(
            name=data["name"],
            people=data["people"],
            amount=data["amount"],
            dispute_types=data["dispute_types"],
            **more,
        )


class CloseMajorForm(forms.Form):
    result = forms.CharField(
        label=gettext_lazy("办结情况"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_by_name(self)
