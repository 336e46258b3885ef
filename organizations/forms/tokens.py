"""A new API token."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from mediation.kernel.calendar import today


class TokenForm(forms.Form):
    """What for, and until when (the day itself is included)."""

    label = forms.CharField(
        label=_("用途"), max_length=60, help_text=_("例如“与法院系统对接”，以后凭它分辨。")
    )
    expires_on = forms.DateField(
        label=_("有效期至"),
        initial=lambda: today() + timedelta(days=90),
        widget=forms.DateInput,
        help_text=_("最长一年，当天仍有效。"),
    )
