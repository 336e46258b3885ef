"""A letter as its writer fills it in: the letter, two lists of parties, what others tried, what is enclosed."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.enums import DisputeType, LegalMode, PartyKind, Side
from cases.fields import YuanField
from cases.forms import SUMMARY_LENGTH
from cases.forms.wording import ask_by_name
from cases.parsing import MOST_PARTIES, PersonLine, text_of_file, too_many_sentence
from mediation.kernel import money
from mediation.kernel.calendar import today
from mediation.kernel.spreadsheets import BadFile
from organizations.enums import OrganizationKind
from organizations.models import Organization, User
from organizations.permissions import Permission

from ..enums import Procedure
from ..models import Referral
from ..models.referral import LETTER_MODES
from ..parsing import parse_attempts, parse_materials, read_parties

SIDES = (
    (Side.APPLICANT, "applicants", "applicants_file"),
    (Side.RESPONDENT, "respondents", "respondents_file"),
)


@dataclass(frozen=True)
class LetterParty:
    """One party of the letter. The claim is in yuan."""

    side: Side
    name: str
    kind: PartyKind
    phone: str
    claim_amount: Decimal | None


def _lines(label: Any, help_text: Any, rows: int, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        max_length=100_000,
        **more,
    )


def _file(label: Any) -> forms.FileField:
    return forms.FileField(
        label=label,
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=gettext_lazy("第一行是列名：姓名、请求金额、电话。"),
    )


class LetterForm(forms.Form):
    """One letter (法释〔2016〕14号 第十一条; what it says is that of a 委派调解函). Amounts in yuan."""

    letter_no = forms.CharField(label=gettext_lazy("函号"), max_length=60)
    mode = forms.ChoiceField(
        label=gettext_lazy("方式"),
        choices=LETTER_MODES,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("立案前用委派，立案后用委托；法官办案时请人协助用邀请；其他部门用移送。"),
    )
    receiver = forms.ModelChoiceField(
        label=gettext_lazy("发给"),
        queryset=Organization.objects.none(),
        to_field_name="uuid",
        empty_label=None,
    )
    sender = forms.ModelChoiceField(
        label=gettext_lazy("来函单位"),
        queryset=Organization.objects.none(),
        required=False,
        to_field_name="uuid",
        empty_label=None,
    )
    sender_case_no = forms.CharField(label=gettext_lazy("本单位案号"), max_length=60, required=False)
    procedure = forms.ChoiceField(
        label=gettext_lazy("审理程序"),
        choices=Procedure.choices,
        required=False,
        help_text=gettext_lazy("委托调解才填：普通程序十五天，简易程序七天。"),
    )
    cause = forms.CharField(label=gettext_lazy("案由"), max_length=60)
    dispute_type = forms.ChoiceField(
        label=gettext_lazy("纠纷类型"), choices=[("", gettext_lazy("请选择")), *DisputeType.choices]
    )
    summary = _lines(gettext_lazy("纠纷简要情况"), gettext_lazy("什么事、请求什么、争的是什么。"), 6)
    applicants = _lines(
        gettext_lazy("申请人名单"),
        gettext_lazy("每行一人：姓名，请求金额，电话。可以从表格里整列粘贴；金额和电话可以不填。"),
        8,
        required=False,
    )
    applicants_file = _file(gettext_lazy("申请人名单文件"))
    respondents = _lines(
        gettext_lazy("被申请人名单"), gettext_lazy("每行一个：姓名或单位名称，电话。"), 3, required=False
    )
    respondents_file = _file(gettext_lazy("被申请人名单文件"))
    claim_amount = YuanField(
        label=gettext_lazy("请求金额合计（元）"),
        required=False,
        help_text=gettext_lazy("不填就按名单上的金额合计。"),
    )
    consent_evidence = forms.CharField(
        label=gettext_lazy("当事人同意调解的依据"),
        max_length=200,
        help_text=gettext_lazy("双方都同意才能发函，例如：双方签名的同意调解确认书。"),
    )
    earlier_attempts = _lines(
        gettext_lazy("其他单位已经做过的工作"), gettext_lazy("每行一次：单位，情况。"), 3, required=False
    )
    materials = _lines(
        gettext_lazy("随函材料"), gettext_lazy("每行一种：材料名称，份数。"), 4, required=False
    )
    contact_name = forms.CharField(label=gettext_lazy("承办人"), max_length=60)
    contact_phone = forms.CharField(label=gettext_lazy("承办人电话"), max_length=30, required=False)

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_by_name(self)
        self.actor = actor
        self.texts: dict[str, str] = {}
        self.senders = actor.organizations_permitting(Permission.SEND_REFERRAL)
        committees = (
            Organization.objects.valid_on(today())
            .of_kind(OrganizationKind.GUIDANCE_COMMITTEE)
            .select_related("division")
        )
        self.fields["receiver"].queryset = committees  # type: ignore[attr-defined]
        self.fields["sender"].queryset = Organization.objects.filter(pk__in=[o.pk for o in self.senders])  # type: ignore[attr-defined]
        if len(self.senders) < 2:
            self.fields["sender"].widget = forms.HiddenInput()
        if self.senders and not self.is_bound:
            near = committees.filter(division__county_code=self.senders[0].division.county_code).first()
            self.initial.setdefault("receiver", near and near.uuid)

    def rows(self, side: Side) -> list[PersonLine]:
        """The lines of one side as they were read, each with its own problems, right or wrong."""
        return self._rows[side]

    @cached_property
    def _rows(self) -> dict[Side, list[PersonLine]]:
        return {side: read_parties(self.texts.get(name, "")) for side, name, _upload in SIDES}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._check_sender(data)
        self._check_procedure(data)
        data["parties"] = [party for side in SIDES for party in self._parties(data, *side)]
        self._check_amount(data)
        for name, parse in (("earlier_attempts", parse_attempts), ("materials", parse_materials)):
            data[name], problems = parse(data.get(name) or "")
            for problem in problems:
                self.add_error(name, problem)
        if len(data.get("summary") or "") > SUMMARY_LENGTH:
            self.add_error("summary", _("简要情况最多%(most)d个字。") % {"most": SUMMARY_LENGTH})
        return data

    def _check_sender(self, data: dict[str, Any]) -> None:
        data["sender"] = data.get("sender") or (self.senders[0] if self.senders else None)
        if data["sender"] is None:
            self.add_error("letter_no", _("您现在不是来函单位的联络员，不能发函。"))
            return
        taken = Referral.objects.filter(sender=data["sender"], letter_no=data.get("letter_no"))
        if data.get("letter_no") and taken.exists():
            self.add_error("letter_no", number_taken())

    def _check_procedure(self, data: dict[str, Any]) -> None:
        entrusted = data.get("mode") == LegalMode.ENTRUSTED
        if entrusted and not data.get("procedure"):
            self.add_error("procedure", _("委托调解是立案以后的，请选普通程序或者简易程序。"))
        if data.get("mode") and not entrusted and data.get("procedure"):
            self.add_error("procedure", _("只有委托调解才填审理程序。"))

    def _parties(self, data: dict[str, Any], side: Side, name: str, upload: str) -> list[LetterParty]:
        text, given = data.get(name) or "", data.get(upload)
        if given and text.strip():
            self.add_error(upload, _("名单请只用一种办法：粘贴，或者上传文件。"))
        elif given:
            try:
                text = text_of_file(given, given.name, most=MOST_PARTIES)
            except BadFile as error:
                for sentence in error.sentences:
                    self.add_error(upload, sentence)
                return []
        self.texts[name] = text
        lines = read_parties(text)
        if not lines and name not in self.errors and upload not in self.errors:
            self.add_error(
                name, _("请至少填写一名申请人。") if side == Side.APPLICANT else _("请至少填写一名被申请人。")
            )
        if len(lines) > MOST_PARTIES:
            self.add_error(name, too_many_sentence())
        for line in lines:
            for problem in line.problems:
                self.add_error(
                    name, _("第%(line)d行：%(problem)s") % {"line": line.number, "problem": problem}
                )
        return [LetterParty(side, line.name, line.kind, line.phone, line.amount) for line in lines]

    def _check_amount(self, data: dict[str, Any]) -> None:
        claims = [
            p.claim_amount for p in data["parties"] if p.side == Side.APPLICANT and p.claim_amount is not None
        ]
        total = sum(claims, Decimal(0))
        if "claim_amount" in self.errors:
            return
        if total > money.LARGEST:
            self.add_error("claim_amount", _("名单上的金额合计太大，请检查是不是多写了位数。"))
        elif data.get("claim_amount") is None:
            data["claim_amount"] = total
        elif claims and data["claim_amount"] != total:
            self.add_error(
                "claim_amount",
                _("名单上的金额合计是%(sum)s元，和这里填的%(amount)s元不相等。")
                % {"sum": f"{total:,}", "amount": f"{data['claim_amount']:,}"},
            )


def number_taken() -> str:
    """Said when the sender has used the letter's number before."""
    return _("本单位已经发过这个函号的来函。")
