"""Giving and ending posts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mediation.kernel.calendar import today

from ..models import Organization, User
from ..policies import appointable_roles
from .lookup import LookupForm
from .lookups import person_or_new


class AppointForm(LookupForm):
    """Who, as what, from when. Offers only the roles that this person may give here."""

    person = forms.CharField(label=_("姓名"), max_length=60)
    role = forms.ChoiceField(label=_("职责"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("职务"), max_length=30, required=False, help_text=_("例如主任、委员、书记员。")
    )
    phone = forms.CharField(
        label=_("电话"), max_length=30, required=False, help_text=_("只给本组织内勤和本辖区业务人员看。")
    )
    valid_from = forms.DateField(label=_("任职日期"), initial=today, widget=forms.DateInput)
    valid_until = forms.DateField(
        label=_("到哪天为止"),
        required=False,
        widget=forms.DateInput,
        help_text=_("从这天起不再任职；不定期的不填。"),
    )

    def __init__(self, *args: Any, user: User, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = appointable_roles(user, organization)
        self.fields["role"].choices = [(role.code, role.name) for role in roles]  # type: ignore[attr-defined]
        if len(roles) == 1:
            self.fields["role"].initial = roles[0].code

    @property
    def lookups(self):  # type: ignore[no-untyped-def]
        return {"person": person_or_new()}


class EndPostForm(forms.Form):
    """From which day the person no longer serves."""

    ended_on = forms.DateField(
        label=_("离任日期"), initial=today, widget=forms.DateInput, help_text=_("从这天起不再任职。")
    )
