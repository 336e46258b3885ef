"""One clause of the library."""

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.models import Organization, User

from .. import policies
from ..enums import DisputeType
from ..models import Clause
from .wording import ask_by_name


class ClauseSelect(forms.Select):
    """A list with a button that puts the chosen clause into the form."""

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        chosen = super()._render(template_name, context, renderer)  # type: ignore[misc]
        return render_to_string("cases/widgets/clause.html", {"select": chosen})


class ClauseForm(forms.Form):
    """A wording with its blanks; no name of a party belongs in it."""

    title = forms.CharField(label=gettext_lazy("名称"), max_length=40)
    text = forms.CharField(
        label=gettext_lazy("条款"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("要填的地方用 ______ 空着，不写当事人的姓名。"),
    )
    dispute_type = forms.ChoiceField(
        label=gettext_lazy("纠纷类型"),
        choices=[("", gettext_lazy("各类纠纷")), *DisputeType.choices],
        required=False,
    )
    organization = forms.ModelChoiceField(
        label=gettext_lazy("调解组织"),
        queryset=Organization.objects.none(),
        required=False,
        to_field_name="uuid",
    )

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_by_name(self)
        keeping = policies.clause_keepers(actor)
        self.default_organization = keeping[0] if keeping else None
        if len(keeping) > 1:
            self.fields["organization"].queryset = Organization.objects.filter(  # type: ignore[attr-defined]
                pk__in=[o.pk for o in keeping]
            )
        else:
            del self.fields["organization"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["organization"] = data.get("organization") or self.default_organization
        known = Clause.objects.filter(organization=data["organization"], title=data.get("title", ""))
        if known.exists():
            self.add_error("title", _("已经有这个名称的条款了。"))
        return data
