"""What the journal is filtered by."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..journal_words import choices


class JournalFilterForm(forms.Form):
    """A Beijing day, an act, an account's user name (sent by POST, then carried as an id that means nothing)."""

    day = forms.DateField(label=_("日期"), required=False, widget=forms.DateInput)
    action = forms.ChoiceField(label=_("事项"), required=False)
    username = forms.CharField(label=_("操作人用户名"), max_length=40, required=False)

    def __init__(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        super().__init__(*args, **kwargs)
        self.fields["action"].choices = [("", _("全部事项")), *choices()]  # type: ignore[attr-defined]
