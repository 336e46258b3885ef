"""A return visit: two things are asked, the rest stands there already."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ..enums import ContactWay, Satisfaction, VisitFinding
from ..fields import DayField
from ..models import Party
from ..signing import taking_part
from .step import StepForm


class ReturnVisitForm(StepForm):
    """How the dispute stands, and what people say of the mediation."""

    day_field = "visited_on"
    not_before = ("concluded_on", "effective_on")
    folded = ("way", "party", "risk", "measures", "visited_on")
    folded_label = gettext_lazy("方式、日期和其他情况")

    finding = forms.ChoiceField(
        label=gettext_lazy("现在的情况"), choices=VisitFinding.choices, widget=forms.RadioSelect
    )
    satisfaction = forms.ChoiceField(
        label=gettext_lazy("对调解工作"),
        choices=Satisfaction.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("问的是对调解工作满意不满意，不是评价当事人。"),
    )
    way = forms.ChoiceField(
        label=gettext_lazy("方式"), choices=ContactWay.choices, initial=ContactWay.PHONE, required=False
    )
    party = forms.ModelChoiceField(
        label=gettext_lazy("回访了谁"),
        queryset=Party.objects.none(),
        to_field_name="uuid",
        required=False,
        empty_label=gettext_lazy("双方"),
    )
    risk = forms.CharField(
        label=gettext_lazy("纠纷还有什么苗头"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("写纠纷，不写人的好坏。"),
    )
    measures = forms.CharField(label=gettext_lazy("采取的措施"), max_length=200, required=False)
    visited_on = DayField(label=gettext_lazy("回访日期"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record.performed_on:
            # It was written down already; whoever finds otherwise says so.
            self.fields["finding"].initial = VisitFinding.PERFORMED
        present = [party.pk for party in taking_part(self.record)]
        self.fields["party"].queryset = Party.objects.filter(pk__in=present)  # type: ignore[attr-defined]
