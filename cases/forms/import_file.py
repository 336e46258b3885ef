"""The file of cases that a clerk brings."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.models import Organization, User
from organizations.permissions import Permission


class ImportFileForm(forms.Form):
    """A file, and for which organization its rows are that name none; asked only of who serves in several."""

    organization = forms.ModelChoiceField(
        label=gettext_lazy("调解组织"),
        queryset=Organization.objects.none(),
        to_field_name="uuid",
        empty_label=None,
        help_text=gettext_lazy("表格里没有写调解组织的行，算在这里。"),
    )
    file = forms.FileField(
        label=gettext_lazy("案件文件"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=gettext_lazy(".xlsx 或 .csv，最多 5000 行、20 MB。先检查，不会马上写入。"),
        error_messages={
            "required": gettext_lazy("请选择要导入的文件。"),
            "empty": gettext_lazy("文件是空的。"),
        },
    )

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        serving = actor.organizations_permitting(Permission.IMPORT_CASES)
        self.default_organization = serving[0] if serving else None
        if len(serving) > 1:
            self.fields["organization"].queryset = Organization.objects.filter(  # type: ignore[attr-defined]
                pk__in=[o.pk for o in serving]
            ).select_related("sealed_by")
        else:
            del self.fields["organization"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data.setdefault("organization", self.default_organization)
        if data["organization"] is None and "organization" not in self.errors:
            raise forms.ValidationError(_("只有主任或内勤可以导入案件。"))
        return data
