"""Items of an agreement: as they are handed in, as they are written out, and what is due when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from mediation.kernel.calendar import is_working_day

from .clarity import Promise, unclear
from .enums import ObligationKind, Side
from .models import Agreement, Case, Obligation, Party

MOST_OBLIGATIONS = 20
# A confirmed agreement is enforced on application within two years (民事诉讼法 第二百五十条).
ENFORCEMENT_YEARS = 2

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


def binding(case: Case) -> list[Obligation]:
    """The items of the agreement that binds, in their order."""
    agreement = case.agreements.filter(effective_on__isnull=False).order_by("-id").first()
    if agreement is None:
        return []
    return list(agreement.obligations.select_related("debtor", "creditor"))


def still_open(case: Case) -> list[Obligation]:
    """Those of which something is left to do."""
    return [obligation for obligation in binding(case) if obligation.performed_on is None]


def left_to_pay(obligation: Obligation) -> Decimal:
    """What is left of the amount of a payment, in yuan."""
    paid = sum((act.amount or Decimal(0) for act in obligation.performances.all()), Decimal(0))
    return (obligation.amount or Decimal(0)) - paid


def waiting_people(obligation: Obligation) -> list[tuple[Party, Decimal]]:
    """Of a payment to each person: who has not got all of his award, and how much is left to him, in yuan.

    Who withdrew from the group gets nothing under the agreement.
    """
    paid: dict[int, Decimal] = {}
    for act in obligation.performances.all():
        if act.party_id is not None:
            paid[act.party_id] = paid.get(act.party_id, Decimal(0)) + (act.amount or Decimal(0))
    people = obligation.agreement.case.parties.filter(
        side=obligation.creditor_side or Side.APPLICANT, left_on__isnull=True, award_amount__gt=0
    )
    left = [(party, (party.award_amount or Decimal(0)) - paid.get(party.pk, Decimal(0))) for party in people]
    return [(party, amount) for party, amount in left if amount > 0]


def is_complete(obligation: Obligation) -> bool:
    """Whether nothing is left to do, by the acts of performance that are written down."""
    if obligation.each_person:
        return not waiting_people(obligation)
    if obligation.amount is not None:
        return left_to_pay(obligation) <= 0
    return obligation.performances.exists()


def years_later(day: date, years: int) -> date:
    """The same day of a later year, the last of February for the 29th; a last day of rest moves on (民法典 202、203)."""
    try:
        last = day.replace(year=day.year + years)
    except ValueError:
        last = day.replace(year=day.year + years, day=28)
    while not is_working_day(last):
        last += timedelta(days=1)
    return last
