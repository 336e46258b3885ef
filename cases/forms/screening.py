"""Dispute screening (排查): a round is about a place, never about people."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.calendar import today
from organizations.models import Organization, User
from organizations.permissions import Permission

from ..fields import DayField
from .wording import ask_by_name, refuse_personal_numbers


class OfOwnOrganizationForm(forms.Form):
    """Asks for which organization only where the person serves in several; gives `organization` in any case."""

    organization = forms.ModelChoiceField(
        label=gettext_lazy("调解组织"),
        queryset=Organization.objects.none(),
        required=False,
        to_field_name="uuid",
    )

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_by_name(self)
        serving = actor.organizations_permitting(Permission.LOG_SCREENING)
        self.default_organization = serving[0] if serving else None
        if len(serving) > 1:
            self.fields["organization"].queryset = Organization.objects.filter(  # type: ignore[attr-defined]
                pk__in=[o.pk for o in serving]
            )
            self.order_fields([*(name for name in self.fields if name != "organization"), "organization"])
        else:
            del self.fields["organization"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["organization"] = data.get("organization") or self.default_organization
        if data["organization"] is None:
            raise forms.ValidationError(_("您现在没有在调解组织任职，不能登记排查。"))
        return data


class ScreeningForm(OfOwnOrganizationForm):
    """One round; nothing found is a result too (零报告)."""

    place = forms.CharField(
        label=gettext_lazy("排查范围"),
        max_length=80,
        help_text=gettext_lazy("写地方，例如二组、集贸市场；不写人名。"),
        validators=[refuse_personal_numbers],
    )
    visits = forms.IntegerField(
        label=gettext_lazy("走访户数"), min_value=0, max_value=100_000, required=False
    )
    found = forms.IntegerField(
        label=gettext_lazy("发现纠纷（件）"),
        min_value=0,
        max_value=10_000,
        initial=0,
        help_text=gettext_lazy("没有发现就填 0，零报告也算一次。"),
    )
    held_on = DayField(label=gettext_lazy("排查日期"), required=False, initial=today)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["held_on"] = data.get("held_on") or today()
        return data
