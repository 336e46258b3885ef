"""The people of a case: one at a time, or a list from a sheet."""

from collections import Counter
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.spreadsheets import BadFile

from ..enums import PartyKind, Side
from ..fields import YuanField
from ..models import Case, Party
from ..parsing import MOST_PARTIES, parse_people, text_of_file, too_many_sentence
from ..signing import taking_part
from .wording import ask_by_name


def _consent_field(case: Case) -> forms.BooleanField:
    """人民调解法 17: whoever joins a case that runs already has to consent as well."""
    return forms.BooleanField(
        label=_("新加入的每一位都同意调解"),
        required=case.accepted_on is not None,
        error_messages={"required": _("案件已经受理，新加入的每一位同意调解才能加入。")},
    )


class PartiesForm(forms.Form):
    """People pasted from a sheet or in a file, one a line. `rows` are what was read, `repeated` the doubtful names."""

    side = forms.ChoiceField(
        label=gettext_lazy("加到哪一方"),
        choices=Side.choices,
        initial=Side.APPLICANT,
        widget=forms.RadioSelect,
    )
    people = forms.CharField(
        label=gettext_lazy("名单"),
        required=False,
        strip=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy(
            "一行一人：姓名、请求金额、电话，可以从表格里直接复制过来；金额和电话可以不填。一次最多 500 人。"
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("或者上传名单文件"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=gettext_lazy(
            ".xlsx 或 .csv，第一行是列名：姓名、请求金额、电话、类别。先核对，不会马上写入。"
        ),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.fields["consent"] = _consent_field(case)
        ask_by_name(self)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["rows"], data["repeated"] = [], []
        text = self._text(data)
        if text is None:
            return data
        data["rows"], problems = parse_people(text)
        present = [party for party in taking_part(self.case) if party.side == data.get("side")]
        if len(present) + len(data["rows"]) > MOST_PARTIES and too_many_sentence() not in problems:
            problems.append(too_many_sentence())
        for problem in problems:
            self.add_error("file" if data.get("file") else "people", problem)
        # Two people may have one name; the person decides.
        names = Counter(line.name for line in data["rows"])
        known = {party.name for party in taking_part(self.case)}
        data["repeated"] = sorted(name for name, times in names.items() if times > 1 or name in known)
        data["people"] = text
        return data

    def _text(self, data: dict[str, Any]) -> str | None:
        """The list as lines, or nothing when there is none or it cannot be read."""
        text, upload = data.get("people") or "", data.get("file")
        if self.errors.keys() & {"people", "file"}:
            return None
        if upload and text.strip():
            self.add_error("file", _("名单请只用一种办法：粘贴，或者上传文件。"))
            return None
        if upload:
            try:
                return text_of_file(upload, upload.name, most=MOST_PARTIES)
            except BadFile as error:
                for sentence in error.sentences:
                    self.add_error("file", sentence)
                return None
        if not text.strip():
            self.add_error("people", _("请填写名单。"))
            return None
        return text


class PartyForm(forms.Form):
    """One party: new, or corrected. The side of a party that is there already stays."""

    side = forms.ChoiceField(label=gettext_lazy("哪一方"), choices=Side.choices, widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=gettext_lazy("类别"),
        choices=PartyKind.choices,
        initial=PartyKind.NATURAL,
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label=gettext_lazy("姓名或名称"), max_length=60)
    phone = forms.CharField(label=gettext_lazy("电话"), max_length=30, required=False)
    address = forms.CharField(label=gettext_lazy("住址"), max_length=120, required=False)
    contact_name = forms.CharField(
        label=gettext_lazy("联系人"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("单位才填：找谁联系。法定代表人在“登记代理人”里登记。"),
    )
    is_minor = forms.BooleanField(
        label=gettext_lazy("未成年人：由法定代理人代为同意和签名（民法典第十九条、第二十条）"), required=False
    )
    claim_amount = YuanField(label=gettext_lazy("请求金额（元）"), required=False)

    # What this form writes of a party.
    FACTS = ("kind", "name", "phone", "address", "contact_name", "is_minor", "claim_amount")

    def __init__(self, *args: Any, case: Case, party: Party | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.party = party
        if party is None:
            self.fields["consent"] = _consent_field(case)
        else:
            del self.fields["side"]
        ask_by_name(self)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == PartyKind.LEGAL:
            if data.get("is_minor"):
                self.add_error("is_minor", _("只有自然人才有是不是未成年人。"))
        elif data.get("contact_name"):
            self.add_error("contact_name", _("只有单位才填联系人。"))
        side = data.get("side")
        if side and sum(party.side == side for party in taking_part(self.case)) >= MOST_PARTIES:
            self.add_error("side", too_many_sentence())
        return data


def party_values(party: Party) -> dict[str, Any]:
    """What a party holds now, by the names of the form."""
    return {name: getattr(party, name) for name in PartyForm.FACTS}
