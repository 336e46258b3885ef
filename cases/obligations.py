"""Items of an agreement: as they are handed in, as they are written out, and what is due when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .clarity import Promise, unclear
from .enums import ObligationKind, Side
from .models import Agreement, Obligation, Party

MOST_OBLIGATIONS = 20

# An agreement is an official text: it stays Chinese in every language of the product.
_SIDES = {Side.APPLICANT: "甲方", Side.RESPONDENT: "乙方", "": "双方各自"}
_DOING = {
    ObligationKind.PAY: "支付",
    ObligationKind.RETURN: "返还",
    ObligationKind.DO: "",
    ObligationKind.REFRAIN: "不再",
    ObligationKind.APOLOGISE: "赔礼道歉",
    ObligationKind.OTHER: "",
}


@dataclass(frozen=True)
class Item:
    """One item as a door hands it in. An empty side means both, each to the other. Amount in yuan."""

    kind: str
    debtor_side: str = Side.RESPONDENT
    creditor_side: str = Side.APPLICANT
    debtor: Party | None = None
    creditor: Party | None = None
    text: str = ""
    amount: Decimal | None = None
    due_on: date | None = None
    manner: str = ""
    each_person: bool = False

    def problems(self) -> list[str]:
        """What of it is not clear (cases/clarity.py)."""
        return list(unclear(Promise(self.kind, self.text, self.amount, self.due_on, self.manner)))


def of_the_whole(amount: Decimal | None, *, each_person: bool = False) -> Item:
    """An agreement that was not itemized as its single item: the respondent owes what its content says."""
    kind = ObligationKind.PAY if amount else ObligationKind.DO
    return Item(kind, amount=amount or None, each_person=each_person)


def total(items: Iterable[Item]) -> Decimal:
    """What all items of money come to, in yuan."""
    return sum((item.amount or Decimal(0) for item in items), Decimal(0))


def rows(agreement: Agreement, items: Iterable[Item]) -> list[Obligation]:
    """Rows for the table, not written yet."""
    return [
        Obligation(agreement=agreement, position=position, **vars(item))
        for position, item in enumerate(items, start=1)
    ]


def written_out(items: Sequence[Item | Obligation]) -> str:
    """The items as the numbered text of an agreement."""
    return "\n".join(f"{number}. {sentence(item)}" for number, item in enumerate(items, start=1))


def sentence(item: Item | Obligation) -> str:
    """One item in words: 乙方于2026年12月31日前向甲方支付1,200元，以银行转账的方式履行。"""
    who = item.debtor.name if item.debtor else _SIDES[item.debtor_side]
    whom = item.creditor.name if item.creditor else _SIDES[item.creditor_side]
    until = f"于{item.due_on.year}年{item.due_on.month}月{item.due_on.day}日前" if item.due_on else ""
    toward = "" if not item.debtor_side else f"向{whom}"
    what = f"{_DOING[ObligationKind(item.kind)]}{_thing(item)}"
    each = "（每人金额见名单）" if item.each_person else ""
    manner = f"，方式：{item.manner}" if item.manner else ""
    return f"{who}{until}{toward}{what}{each}{manner}。"


def _thing(item: Item | Obligation) -> str:
    text = item.text.strip().rstrip("。；;")
    if item.amount is None:
        return text
    amount = f"{item.amount:,.2f}".removesuffix(".00") + "元"
    return f"{text}{amount}" if text else amount
