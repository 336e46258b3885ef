"""Completing and correcting a case, and its custody."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.calendar import today
from organizations.enums import MEDIATING_KINDS, Level
from organizations.models import Organization

from ..enums import SUBTYPE_PARENT, DisputeSubtype, DisputeType
from ..fields import DayField
from ..models import Case
from .step import SUMMARY_LENGTH
from .wording import ask_by_name


def check_subtype(dispute_type: str, subtype: str) -> str | None:
    """A sentence when a local sub-type does not belong to the type, else None."""
    if subtype and SUBTYPE_PARENT[DisputeSubtype(subtype)] != dispute_type:
        return _("这个细分类型不属于所选的纠纷类型。")
    return None


class EditCaseForm(forms.Form):
    """What may be completed or corrected after registration; nothing that a signed figure rests on changes with it."""

    dispute_type = forms.ChoiceField(label=gettext_lazy("纠纷类型"), choices=DisputeType.choices)
    dispute_subtype = forms.ChoiceField(
        label=gettext_lazy("细分类型"),
        choices=[("", gettext_lazy("没有")), *DisputeSubtype.choices],
        required=False,
    )
    summary = forms.CharField(
        label=gettext_lazy("纠纷简要情况"),
        max_length=SUMMARY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    claims = forms.CharField(
        label=gettext_lazy("申请事项"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    applicant_phone = forms.CharField(label=gettext_lazy("甲方电话"), max_length=30, required=False)
    applicant_address = forms.CharField(label=gettext_lazy("甲方住址"), max_length=120, required=False)
    respondent_phone = forms.CharField(label=gettext_lazy("乙方电话"), max_length=30, required=False)
    respondent_address = forms.CharField(label=gettext_lazy("乙方住址"), max_length=120, required=False)
    is_protected = forms.BooleanField(
        label=gettext_lazy("涉及隐私：除了这件案件的调解员，列表里不显示姓名"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_by_name(self)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        problem = check_subtype(data.get("dispute_type", ""), data.get("dispute_subtype", ""))
        if problem:
            self.add_error("dispute_subtype", problem)
        return data


class MoveCaseForm(forms.Form):
    """Handing a case to another organization of the same county."""

    organization = forms.ModelChoiceField(
        label=gettext_lazy("移交给"), queryset=Organization.objects.none(), to_field_name="uuid"
    )
    reason = forms.CharField(label=gettext_lazy("移交原因"), max_length=200)
    moved_on = DayField(label=gettext_lazy("移交日期"), required=False, initial=today)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_by_name(self)
        self.case = case
        code = case.holder.division.county_code
        mediating = Organization.objects.of_kind(*MEDIATING_KINDS).filter(regime=case.regime)
        self.fields["organization"].queryset = (  # type: ignore[attr-defined]
            mediating.valid_on(today())
            .filter(**{f"division__{Level.COUNTY}_code": code})
            .exclude(pk=case.handled_at_id)
            .select_related("division", "sealed_by__division")
            .order_by("kind", "name")
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day = data["moved_on"] = data.get("moved_on") or today()
        since = self.case.custodies.get(held_until__isnull=True).held_from
        if "moved_on" not in self.errors and day < since:
            self.add_error(
                "moved_on",
                _("移交日期不能早于现在的组织接手的日期 %(day)s。") % {"day": since.isoformat()},
            )
        return data
