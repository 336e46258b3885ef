"""One act on many cases of the list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from mediation.kernel.calendar import today
from organizations.models import Person, User
from organizations.permissions import Permission

from .intake import mediators_of


class AssignManyForm(forms.Form):
    """One mediator for the cases that were ticked."""

    mediator = forms.ModelChoiceField(
        label=gettext_lazy("指派给"),
        queryset=Person.objects.none(),
        to_field_name="uuid",
        empty_label=gettext_lazy("请选调解员"),
        error_messages={"required": gettext_lazy("请选一名调解员。")},
    )

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        managed = [o.pk for o in actor.organizations_permitting(Permission.MANAGE_CASES)]
        self.fields["mediator"].queryset = mediators_of(managed, today())  # type: ignore[attr-defined]
