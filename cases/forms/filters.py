"""What a list of cases may be narrowed by. Never by a person: names are searched apart, by POST."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.models import Organization, User

from ..enums import CaseStatus, DisputeType, Source

ALL = ("", gettext_lazy("全部"))
MARKS = [("major", gettext_lazy("重大疑难复杂")), ("protected", gettext_lazy("涉及隐私"))]
STAGES = [("open", gettext_lazy("正在办")), ("done", gettext_lazy("已办结"))]


class CaseFilterForm(forms.Form):
    """Filters of the list, all optional; page and API read the same ones. Both days of the period are included."""

    status = forms.ChoiceField(
        label=gettext_lazy("状态"), choices=[ALL, *STAGES, *CaseStatus.choices[:-1]], required=False
    )
    type = forms.ChoiceField(
        label=gettext_lazy("纠纷类型"), choices=[ALL, *DisputeType.choices], required=False
    )
    source = forms.ChoiceField(label=gettext_lazy("案件来源"), choices=[ALL, *Source.choices], required=False)
    organization = forms.ModelChoiceField(
        label=gettext_lazy("调解组织"),
        queryset=Organization.objects.none(),
        required=False,
        to_field_name="uuid",
        empty_label=gettext_lazy("全部"),
    )
    mark = forms.ChoiceField(label=gettext_lazy("标记"), choices=[ALL, *MARKS], required=False)
    since = forms.DateField(
        label=gettext_lazy("申请日期从"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=gettext_lazy("申请日期到"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {hat.organization.pk for hat in actor.hats}
        if len(own) > 1:
            self.fields["organization"].queryset = Organization.objects.filter(pk__in=own)  # type: ignore[attr-defined]
        else:
            del self.fields["organization"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", _("结束日期不能早于开始日期。"))
        return data

    def narrow(self, cases):  # type: ignore[no-untyped-def]
        """The cases that pass every filter that was filled rightly."""
        if not self.is_valid():
            return cases.none()
        data = self.cleaned_data
        if data["status"] == "open":
            cases = cases.running()
        elif data["status"] == "done":
            cases = cases.done()
        elif data["status"]:
            cases = cases.filter(status=data["status"])
        if data["type"]:
            cases = cases.filter(dispute_type=data["type"])
        if data["source"]:
            cases = cases.filter(source=data["source"])
        if data.get("organization"):
            cases = cases.at(data["organization"])
        if data["mark"]:
            cases = cases.filter(**{f"is_{data['mark']}": True})
        if data["since"]:
            cases = cases.filter(applied_on__gte=data["since"])
        if data["until"]:
            cases = cases.filter(applied_on__lt=data["until"] + timedelta(days=1))
        return cases

    def in_force(self) -> list[tuple[str, Any, str]]:
        """(parameter, its label, its value in words) of the filters in force."""
        if not self.is_valid():
            return []
        words = []
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            if not value:
                continue
            if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
                value = dict(field.choices)[value]
            words.append((name, field.label, str(value)))
        return words
