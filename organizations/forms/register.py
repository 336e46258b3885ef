"""What the register is filtered by, on the page and in the API."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.calendar import today

from ..enums import OrganizationKind
from ..models import Division


class RegisterFilterForm(forms.Form):
    """A kind, a division by its code, and whether organizations that were closed are shown too."""

    kind = forms.ChoiceField(
        label=gettext_lazy("类别"),
        choices=[("", gettext_lazy("全部类别")), *OrganizationKind.choices],
        required=False,
    )
    division = forms.CharField(label=gettext_lazy("区划代码"), max_length=12, required=False)
    closed = forms.BooleanField(label=gettext_lazy("含已撤销的"), required=False)

    def clean_division(self) -> Division | None:
        code = self.cleaned_data["division"]
        if not code:
            return None
        divisions: Any = Division.objects.filter(code=code)
        found: Division | None = (
            divisions.valid_on(today()).select_related("parent__parent__parent__parent").first()
        )
        if found is None:
            raise forms.ValidationError(_("没有这个区划代码。"))
        return found
