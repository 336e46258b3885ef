"""Lending a duty for some days."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from mediation.kernel.calendar import today

from ..roles import CLERK, COORDINATOR, MEDIATOR
from .lookup import LookupForm
from .lookups import organization, person_with_account

# Only these are ever lent: Organization's permissions act_as_….
LENDABLE = {role.code: role for role in (MEDIATOR, CLERK, COORDINATOR)}


class LendForm(LookupForm):
    """Who stands in, for which duty, where, from when to when, and why."""

    person = forms.CharField(label=_("代理人姓名"), max_length=60)
    organization = forms.CharField(label=_("在哪个组织"), max_length=80)
    role = forms.ChoiceField(
        label=_("代理的职责"), choices=[(r.code, r.name) for r in LENDABLE.values()], widget=forms.RadioSelect
    )
    valid_from = forms.DateField(label=_("从哪天起"), initial=today, widget=forms.DateInput)
    last_day = forms.DateField(
        label=_("最后一天"),
        initial=lambda: today() + timedelta(days=2),
        widget=forms.DateInput,
        help_text=_("这一天还有效，第二天自动收回。最长 30 天。"),
    )
    reason = forms.CharField(label=_("原因"), max_length=200, help_text=_("例如内勤休假。不写当事人的情况。"))

    @property
    def lookups(self):  # type: ignore[no-untyped-def]
        return {"person": person_with_account(), "organization": organization()}
