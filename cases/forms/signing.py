"""An agreement takes effect: who signed, and for whom somebody else did."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..fields import DayField
from ..parsing import lines_of
from ..signing import guardian_sentence, signatures_of, taking_part, without_guardian
from .step import StepForm

LONGEST_NAME = 60
# What is said of an agreement of which only the day is known on which it took effect.
SIGNED = {"all_signed": True, "mediator_signed": True, "sealed": True}


class TakeEffectForm(StepForm):
    """All parties and the mediator have signed and the seal is on it (人民调解法 29)."""

    day_field = "effective_on"
    not_before = ("agreed_on",)

    all_signed = forms.BooleanField(
        label=gettext_lazy("各方当事人都已签名、盖章或者按指印"),
        error_messages={"required": gettext_lazy("各方当事人都签了名，协议才生效。")},
    )
    not_signed = forms.CharField(
        label=gettext_lazy("还没有签的人"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("一行一个姓名。有人没签，协议就还没有生效。"),
    )
    signed_for = forms.CharField(
        label=gettext_lazy("由别人代签的"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("一行一人：当事人姓名、代签人姓名。代理人要有授权；未成年人由法定代理人签。"),
    )
    mediator_signed = forms.BooleanField(
        label=gettext_lazy("调解员已签名"),
        error_messages={"required": gettext_lazy("调解员签了名，协议才生效。")},
    )
    sealed = forms.BooleanField(
        label=gettext_lazy("已加盖调委会印章"),
        error_messages={"required": gettext_lazy("加盖了调委会印章，协议才生效。")},
    )
    effective_on = DayField(label=gettext_lazy("生效日期"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.signing = taking_part(self.record)
        self.fields["all_signed"].help_text = ngettext(
            "这件案件有 %(count)d 方要签。", "这件案件有 %(count)d 方要签。", len(self.signing)
        ) % {"count": len(self.signing)}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        minors = without_guardian(self.record, data.get("effective_on"))
        if minors and "all_signed" not in self.errors:
            self.add_error("all_signed", guardian_sentence(minors))
        self._missing(data.get("not_signed") or "")
        data["proxies"] = self._proxies(data.get("signed_for") or "", data.get("effective_on"))
        data["signatures"] = len(self.signing)
        return data

    def _missing(self, typed: str) -> None:
        """Whoever has not signed keeps the agreement from binding anybody."""
        names = {party.name for party in self.signing}
        missing = [" ".join(columns) for _number, columns in lines_of(typed)]
        for name in missing:
            if name not in names:
                self.add_error("not_signed", _("当事人中没有“%(name)s”。") % {"name": name})
        known = sum(1 for name in missing if name in names)
        if known:
            sentence = ngettext(
                "还有 %(count)d 人没有签名，协议还不能生效。",
                "还有 %(count)d 人没有签名，协议还不能生效。",
                known,
            )
            self.add_error("not_signed", sentence % {"count": known})

    def _proxies(self, typed: str, day: date | None) -> dict[int, str]:
        """Who signed for which party (by id): whom the list names, and the guardians of minors."""
        waiting: dict[str, list[int]] = {}
        found: dict[int, str] = {}
        may_sign: dict[int, list[str]] = {}
        for party, signers in signatures_of(self.record, day) if typed or self._any_minor() else []:
            waiting.setdefault(party.name, []).append(party.pk)
            may_sign[party.pk] = [signer.name for signer in signers]
            if party.is_minor and signers:
                found[party.pk] = signers[0].name
        for number, columns in lines_of(typed):
            if len(columns) != 2 or len(columns[1]) > LONGEST_NAME:
                self.add_error(
                    "signed_for", _("第%(line)d行：要有当事人和代签人两个姓名。") % {"line": number}
                )
            elif not waiting.get(columns[0]):
                sentence = _("第%(line)d行：当事人中没有“%(name)s”，或者这个人已经填过。")
                self.add_error("signed_for", sentence % {"line": number, "name": columns[0]})
            elif columns[1] not in may_sign[waiting[columns[0]][0]]:
                sentence = _(
                    "第%(line)d行：“%(proxy)s”还不能替“%(name)s”签名，请先办理“登记代理人”，写明代理权限。"
                )
                self.add_error(
                    "signed_for", sentence % {"line": number, "name": columns[0], "proxy": columns[1]}
                )
            else:
                found[waiting[columns[0]].pop(0)] = columns[1]
        return found

    def _any_minor(self) -> bool:
        return any(party.is_minor for party in self.signing)
