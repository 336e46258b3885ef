"""Some of a group withdraw; what was agreed and not signed yet is said anew for those who stay."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..enums import CaseStatus, Side
from ..fields import DayField, YuanField
from ..models import Agreement, Obligation, Party
from ..obligations import Item, of_the_whole, total, written_out
from ..parsing import lines_of, parse_awards
from ..signing import taking_part
from .representatives import PartyChoiceField
from .step import SUMMARY_LENGTH, StepForm


class PartyLeavesForm(StepForm):
    """Who leaves, ticked or pasted. A whole side does not leave: then mediation ends, which is another step.

    `leavers` are the parties; of an unsigned agreement `items`, `amount` and `content` as they are from now on, and
    `awards_by_party` (party id → yuan) of everybody who stays.
    """

    day_field = "left_on"
    not_before = ("applied_on", "agreed_on")

    leaving = PartyChoiceField(
        label=gettext_lazy("谁退出"),
        required=False,
        help_text=gettext_lazy("勾选，或者在下面粘贴姓名。"),
    )
    names = forms.CharField(
        label=gettext_lazy("退出的人的姓名"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("一行一个姓名。"),
    )
    left_on = DayField(label=gettext_lazy("退出日期"), required=False)
    amount = YuanField(
        label=gettext_lazy("退出以后的涉及金额（元）"),
        required=False,
        help_text=gettext_lazy("协议还没有签，金额要重新写明；有每人金额的，不填就按留下的人合计。"),
    )
    awards = forms.CharField(
        label=gettext_lazy("留下的人的每人金额"),
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("不填就不变。要改的，把留下的人全部写上，一行一人：姓名、金额。"),
    )
    content = forms.CharField(
        label=gettext_lazy("协议内容"),
        required=False,
        max_length=SUMMARY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("写明了总金额或者退出的人的，请一并改过来。"),
    )

    RESTATED = ("amount", "awards", "content")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.present = taking_part(self.record)
        self.agreement: Agreement | None = None
        sides = [party.side for party in self.present]
        several = [party.pk for party in self.present if sides.count(party.side) > 1]
        self.fields["leaving"].queryset = Party.objects.filter(pk__in=several)  # type: ignore[attr-defined]
        if self.record.status == CaseStatus.AGREED:
            self.agreement = self.record.agreements.filter(effective_on__isnull=True).last()
        if self.agreement is None:
            for name in self.RESTATED:
                del self.fields[name]
        else:
            self.fields["content"].initial = self.agreement.content

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        chosen = {party.pk for party in data.get("leaving") or []} | self._named(data.get("names") or "")
        data["leavers"] = leavers = [party for party in self.present if party.pk in chosen]
        staying = [party for party in self.present if party.pk not in chosen]
        if not self.errors and not leavers:
            self.add_error("leaving", _("请勾选或者粘贴退出的人。"))
        elif {party.side for party in leavers} - {party.side for party in staying}:
            self.add_error("leaving", self._whole_side())
        if self.agreement is not None and not self.errors:
            self._restate(data, self.agreement, staying, chosen)
        return data

    def _named(self, typed: str) -> set[int]:
        """The parties (by id) of the pasted names; two of one name take two lines."""
        waiting: dict[str, list[int]] = {}
        for party in self.present:
            waiting.setdefault(party.name, []).append(party.pk)
        found: set[int] = set()
        for number, columns in lines_of(typed):
            if waiting.get(columns[0]):
                found.add(waiting[columns[0]].pop(0))
            else:
                sentence = _("第%(line)d行：当事人中没有“%(name)s”，或者这个人已经填过。")
                self.add_error("names", sentence % {"line": number, "name": columns[0]})
        return found

    def _whole_side(self) -> str:
        if self.record.status == CaseStatus.REGISTERED:
            return _("这一方没有别人了。整方都不愿调解的，请办理“不予受理”。")
        return _("这一方没有别人了。整方都不愿调解的，请办理“一方不愿调解”。")

    def _restate(
        self, data: dict[str, Any], agreement: Agreement, staying: Sequence[Party], left: set[int]
    ) -> None:
        """What is promised to and by those who stay, so that the sums hold again."""
        before = list(agreement.obligations.select_related("debtor", "creditor"))
        awards = self._awards(data.get("awards") or "", [p for p in staying if p.side == Side.APPLICANT])
        people = sum(awards.values(), Decimal(0))
        items = [_item(one) for one in before if not {one.debtor_id, one.creditor_id} & left]
        shared = [number for number, item in enumerate(items) if item.each_person]
        payments = [number for number, item in enumerate(items) if item.amount is not None]
        if shared and not awards:
            self.add_error("awards", _("有一条写明每人各有金额，请填写每人金额。"))
        elif shared:
            items[shared[0]] = replace(items[shared[0]], amount=people)
        elif data["amount"] is None and agreement.amount:
            self.add_error("amount", _("请写明退出以后的涉及金额。"))
        elif len(payments) == 1 and data["amount"]:
            items[payments[0]] = replace(items[payments[0]], amount=data["amount"])
        if self.errors:
            return
        items = items or [of_the_whole(data["amount"], each_person=bool(awards))]
        if data["amount"] is None:
            data["amount"] = total(items)
        elif data["amount"] != total(items):
            self.add_error(
                "amount",
                _("各条付款合计 %(sum)s 元，和涉及金额 %(amount)s 元不相等。")
                % {"sum": total(items), "amount": data["amount"]},
            )
        data["items"], data["awards_by_party"] = items, awards
        unchanged = data["content"] in ("", agreement.content)
        if unchanged and agreement.content == written_out(before):
            data["content"] = written_out(items)
        data["content"] = data["content"] or agreement.content

    def _awards(self, typed: str, applicants: Sequence[Party]) -> dict[int, Decimal]:
        if not typed.strip():
            return {p.pk: p.award_amount for p in applicants if p.award_amount is not None}
        awards, problems = parse_awards(typed, applicants)
        for problem in problems:
            self.add_error("awards", problem)
        return awards


def _item(obligation: Obligation) -> Item:
    return Item(**{name: getattr(obligation, name) for name in Item.__dataclass_fields__})
