"""How a dispute came: its source, who entrusted it, and the legal mode, each of its own."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..enums import Entruster, LegalMode, Source
from .step import StepForm

NONE = ("", gettext_lazy("没有"))


class SourceForm(StepForm):
    """For a dispute that came without a letter through the system: a paper letter, or somebody told the parties to come."""

    source = forms.ChoiceField(
        label=gettext_lazy("案件来源"), choices=Source.choices, widget=forms.RadioSelect
    )
    entruster = forms.ChoiceField(
        label=gettext_lazy("委托移送单位"),
        choices=[NONE, *Entruster.choices],
        required=False,
        help_text=gettext_lazy("来源是接受委托移送调解的才选。"),
    )
    legal_mode = forms.ChoiceField(
        label=gettext_lazy("委托移送方式"),
        choices=[NONE, *LegalMode.choices],
        required=False,
        help_text=gettext_lazy(
            "告知引导：当事人听了法院、公安机关的话自己来申请；委派在立案前，委托在立案后，邀请是法院留着案件请人协助。"
        ),
    )
    letter_no = forms.CharField(
        label=gettext_lazy("纸质函号"), max_length=60, required=False, help_text=gettext_lazy("有就填。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("source", "entruster", "legal_mode"):
            self.fields[name].initial = getattr(self.record, name)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        entrusted = data.get("source") == Source.ENTRUSTED
        if entrusted and not data.get("entruster"):
            self.add_error("entruster", _("接受委托移送的案件，请填写委托移送单位。"))
        if not entrusted and data.get("entruster"):
            self.add_error("entruster", _("不是接受委托移送的案件，不填委托移送单位。"))
        mode = data.get("legal_mode")
        if entrusted and mode == LegalMode.GUIDED:
            self.add_error("legal_mode", _("告知引导是当事人自己来申请，案件来源选“依申请调解”。"))
        elif not entrusted and mode and mode != LegalMode.GUIDED:
            self.add_error("legal_mode", _("委派、委托、邀请、移送的案件，案件来源选“接受委托移送调解”。"))
        return data
