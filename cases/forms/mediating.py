"""Agreements."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..enums import ObligationKind, Side
from ..fields import AnyDayField, DayField, YuanField
from ..models import Clause
from ..obligations import Item, of_the_whole, total, written_out
from ..parsing import parse_awards
from ..signing import taking_part
from .clauses import ClauseSelect
from .obligations import EMPTY_ROWS, ObligationsField, is_filled, read, with_pasted_lines
from .people import AfterDeclarationsForm
from .step import SUMMARY_LENGTH, AfterSessionsForm


class OralAgreementForm(AfterDeclarationsForm, AfterSessionsForm):
    """Binds when agreed (人民调解法 28、30)."""

    day_field = "agreed_on"
    not_before = ("accepted_on",)

    content = forms.CharField(
        label=gettext_lazy("协议内容"), max_length=SUMMARY_LENGTH, widget=forms.Textarea(attrs={"rows": 4})
    )
    amount = YuanField(label=gettext_lazy("涉及金额（元）"), required=False)
    manner = forms.CharField(label=gettext_lazy("履行方式和期限"), max_length=200, required=False)
    due_on = AnyDayField(label=gettext_lazy("什么时候之前履行"), required=False)
    agreed_on = DayField(label=gettext_lazy("达成协议日期"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors:
            whole = of_the_whole(data["amount"])
            data["items"] = [replace(whole, due_on=data["due_on"], manner=data["manner"])]
        return data


class WrittenAgreementForm(AfterDeclarationsForm, AfterSessionsForm):
    """Itemized, and binds later: when all have signed and the seal is on it (人民调解法 29).

    An agreement taken over from elsewhere may have its content and amount only; the page asks for items (`itemized`).
    """

    check_answers = True
    folded = ("obligation_lines", "manner")
    folded_label = gettext_lazy("粘贴多条，其他履行约定")
    day_field = "agreed_on"
    not_before = ("accepted_on",)

    obligations = ObligationsField(
        label=gettext_lazy("逐条义务"),
        required=False,
        help_text=gettext_lazy("一条写一件事：谁、向谁、做什么、多少、什么时候之前、怎样履行。"),
    )
    clause = forms.ModelChoiceField(
        label=gettext_lazy("从条款库选"),
        queryset=Clause.objects.none(),
        to_field_name="uuid",
        required=False,
        empty_label=gettext_lazy("不用"),
        widget=ClauseSelect,
    )
    obligation_lines = forms.CharField(
        label=gettext_lazy("粘贴多条"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("一行一条，都是乙方向甲方履行：内容、金额、日期、方式，用逗号或制表符隔开。"),
    )
    content = forms.CharField(
        label=gettext_lazy("协议内容"),
        max_length=SUMMARY_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("不填就按上面各条生成。"),
    )
    amount = YuanField(
        label=gettext_lazy("涉及金额（元）"),
        required=False,
        help_text=gettext_lazy("不填就是各条付款的合计。"),
    )
    awards = forms.CharField(
        label=gettext_lazy("每人金额"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "多名申请人时填写，一行一人：姓名、金额，用逗号或制表符隔开。合计要等于涉及金额。"
        ),
    )
    manner = forms.CharField(label=gettext_lazy("其他履行约定"), max_length=200, required=False)
    agreed_on = DayField(label=gettext_lazy("达成协议日期"), required=False)
    itemized = forms.BooleanField(required=False, widget=forms.HiddenInput, initial=True)

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(None if data is None else with_pasted_lines(data), *args, **kwargs)
        parties = taking_part(self.record)
        self.applicants = [p for p in parties if p.side == Side.APPLICANT]
        self.parties = parties
        self._offer_clauses()
        widget: Any = self.fields["obligations"].widget
        widget.parties, widget.group = parties, len(self.applicants) > 1
        if len(self.applicants) > 1 and all(p.claim_amount is not None for p in self.applicants):
            # What each asked for is there already; only what was agreed otherwise is typed.
            self.fields["awards"].initial = "\n".join(f"{p.name}，{p.claim_amount}" for p in self.applicants)

    def helped(self) -> dict[str, Any] | None:
        pressed = self.data.get("help")
        if pressed not in ("rows", "clause"):
            return None
        values = {bound.name: bound.data for bound in self}
        if pressed == "rows":
            values["obligations"] = [*values["obligations"], *({} for _row in range(EMPTY_ROWS))]
        else:
            self._put_in(values)
        return values

    def _offer_clauses(self) -> None:
        """Those of the committee that holds the case, for this type of dispute or for all."""
        found = Clause.objects.filter(
            organization=self.record.holder_id, dispute_type__in=["", self.record.dispute_type]
        )
        self.fields["clause"].queryset = found  # type: ignore[attr-defined]
        if not self.is_bound and not found.exists():
            del self.fields["clause"]
        if not self.is_bound and len(self.applicants) == 1:
            # One person's amount is the agreement's.
            del self.fields["awards"]

    def _put_in(self, values: dict[str, Any]) -> None:
        """The chosen clause as the text of a new item, where its blanks are filled in."""
        try:
            chosen = self.fields["clause"].clean(values["clause"])
        except forms.ValidationError:
            chosen = None
        if chosen is not None:
            kept = [row for row in values["obligations"] if is_filled(row)]
            values["obligations"] = [*kept, {"kind": ObligationKind.DO, "text": chosen.text}]
        values["clause"] = ""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        items = self._read_items()
        awards = self._read_awards()
        if self.errors:
            return data
        data["awards_by_party"] = awards
        if items:
            self._fit(items, awards)
        else:
            if data["amount"] is None and awards:
                data["amount"] = sum(awards.values(), Decimal(0))
            if awards and sum(awards.values(), Decimal(0)) != data["amount"]:
                self._unequal(sum(awards.values(), Decimal(0)), data["amount"])
            whole = of_the_whole(data["amount"], each_person=bool(awards))
            data["items"] = [replace(whole, manner=data["manner"])]
        return data

    def _read_items(self) -> list[Item]:
        data = self.cleaned_data
        items, errors, doubts = read(data.get("obligations"), self.parties)
        either_way = _("请改写清楚；当事人坚持这样写的，在这一条里勾选。")
        shown = {number: dict(said) for number, said in errors.items()}
        for number, sentences in doubts.items():
            shown.setdefault(number, {})["insist"] = [*sentences, either_way]
        for number in sorted(shown):
            for sentences in shown[number].values():
                for sentence in sentences:
                    if sentence != either_way:
                        said = _("第%(number)d条：%(problem)s") % {"number": number, "problem": sentence}
                        self.add_error("obligations", said)
        if doubts:
            self.add_error("obligations", either_way)
        self.fields["obligations"].widget.row_errors = shown  # type: ignore[attr-defined]
        if not shown and not items:
            if data.get("itemized"):
                self.add_error("obligations", _("请逐条写明谁、做什么、什么时候、怎样履行，至少写一条。"))
            elif "content" in data and not data["content"]:
                self.add_error("content", _("请填写协议内容，或者逐条写明义务。"))
        return items

    def _read_awards(self) -> dict[int, Decimal]:
        awards, problems = parse_awards(self.cleaned_data.get("awards") or "", self.applicants)
        for problem in problems:
            self.add_error("awards", problem)
        return awards

    def _fit(self, items: list[Item], awards: dict[int, Decimal]) -> None:
        """The sum of the items is the amount of the agreement; what each person gets is the item that says so."""
        data = self.cleaned_data
        shared = [item for item in items if item.each_person]
        people = sum(awards.values(), Decimal(0))
        if shared and not awards:
            self.add_error("awards", _("有一条写明每人各有金额，请填写每人金额。"))
        elif len(shared) > 1:
            self.add_error("obligations", _("只能有一条写每人各有金额。"))
        elif awards and not shared:
            # The only payment is meant; among several somebody has to say which.
            payments = [n for n, item in enumerate(items) if item.amount is not None]
            if len(payments) == 1:
                items[payments[0]] = replace(items[payments[0]], each_person=True)
                shared = [items[payments[0]]]
            else:
                self.add_error("obligations", _("填了每人金额，请在付给每人的那一条里勾选“每人各有金额”。"))
        if awards and shared and shared[0].amount != people:
            self._unequal(people, shared[0].amount)
        if data["amount"] is None:
            data["amount"] = total(items)
        elif data["amount"] != total(items):
            self.add_error(
                "amount",
                _("各条付款合计 %(sum)s 元，和涉及金额 %(amount)s 元不相等。")
                % {"sum": total(items), "amount": data["amount"]},
            )
        data["items"] = items
        data["content"] = data["content"] or written_out(items)

    def _unequal(self, people: Decimal, amount: Decimal | None) -> None:
        self.add_error(
            "awards",
            _("每人金额合计 %(sum)s 元，和涉及金额 %(amount)s 元不相等。")
            % {"sum": people, "amount": amount},
        )
