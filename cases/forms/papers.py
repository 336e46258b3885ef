"""Photos of signed papers, and numbered blanks."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.models import Organization, User
from organizations.permissions import Permission

from ..enums import DocumentKind, PaperKind
from ..models import Case, CaseDocument


class AttachForm(forms.Form):
    """One photo or PDF, and what it shows."""

    kind = forms.ChoiceField(
        label=gettext_lazy("拍的是什么"), choices=DocumentKind.choices, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=gettext_lazy("照片"),
        help_text=gettext_lazy(
            "用手机拍，或者选一个 JPG、PNG、PDF 文件，不超过 8 MB。照片里的拍摄地点会去掉。"
        ),
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf", "capture": "environment"}),
        error_messages={
            "required": gettext_lazy("请拍照或者选一个文件。"),
            "empty": gettext_lazy("这个文件是空的，请重新拍一张。"),
        },
    )
    replaces = forms.ModelChoiceField(
        label=gettext_lazy("替换以前的哪一张"),
        queryset=CaseDocument.objects.none(),
        to_field_name="uuid",
        required=False,
        help_text=gettext_lazy("拍得不清楚的可以换一张；原来的仍然保留。"),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = case.documents.filter(replaced_by__isnull=True).defer("content")
        has = list(case.agreements.values_list("form", flat=True))
        self.fields["kind"].initial = DocumentKind.AGREEMENT if has else DocumentKind.REGISTRATION
        if not current.exists():
            del self.fields["replaces"]
            return
        self.fields["replaces"].queryset = current  # type: ignore[attr-defined]
        self.fields["replaces"].label_from_instance = lambda document: (
            _("%(kind)s · %(day)s")
            % {  # type: ignore[attr-defined]
                "kind": document.get_kind_display(),
                "day": document.uploaded_at.date().isoformat(),
            }
        )


class IssueBlanksForm(forms.Form):
    """How many blanks of which form."""

    kind = forms.ChoiceField(
        label=gettext_lazy("哪种表"),
        choices=PaperKind.choices,
        initial=PaperKind.REGISTRATION,
        widget=forms.RadioSelect,
    )
    count = forms.IntegerField(
        label=gettext_lazy("印几张"),
        min_value=1,
        max_value=50,
        initial=10,
        error_messages={
            "min_value": gettext_lazy("至少印一张。"),
            "max_value": gettext_lazy("一次最多印五十张。"),
        },
    )
    organization = forms.ModelChoiceField(
        label=gettext_lazy("调解组织"), queryset=Organization.objects.none(), to_field_name="uuid"
    )

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        serving = actor.organizations_permitting(Permission.REGISTER_CASE)
        field = self.fields["organization"]
        field.queryset = Organization.objects.filter(pk__in=[o.pk for o in serving])  # type: ignore[attr-defined]
        if serving:
            field.initial = serving[0].uuid
        if len(serving) == 1:
            field.required = False
            field.widget = forms.HiddenInput()
        self.only = serving[0] if len(serving) == 1 else None

    def clean_organization(self) -> Organization | None:
        return self.cleaned_data.get("organization") or self.only


class VoidBlankForm(forms.Form):
    """A sheet that was spoilt or lost."""

    paper_number = forms.CharField(label=gettext_lazy("作废的编号"), max_length=20)
