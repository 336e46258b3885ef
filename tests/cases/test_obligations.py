"""A written agreement item by item: who owes whom what, how much, until when and how."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cases.enums import CaseStatus, ObligationKind, Side
from cases.models import Case, Obligation
from tests.cases.conftest import ago, day
from tests.doors import Api, Page

PAYMENT = {
    "kind": "pay",
    "text": "排水沟修缮费",
    "amount": "1,200",
    "due_on": "2030-12-31",
    "manner": "转账到甲方账户",
}
REPAIR = {"kind": "do", "text": "修好排水沟", "due_on": "2030-11-30"}


def handed_in(door: Page | Api, *rows: dict[str, Any]) -> dict[str, Any]:
    """Items as each door takes them: a list by the API, numbered fields by the page."""
    if door.name == "api":
        return {"obligations": list(rows)}
    return {
        f"obligations-{number}-{name}": "on" if value is True else value
        for number, row in enumerate(rows, start=1)
        for name, value in row.items()
    }


def items(case: Case) -> list[Obligation]:
    return list(Obligation.objects.filter(agreement__case=case))


def test_items_make_the_amount_and_the_text(door: Page | Api, mediating: Callable[..., Case]) -> None:
    case = mediating()
    rows = handed_in(door, PAYMENT, REPAIR)
    assert door.step("village_mediator", case, "agree_in_writing", **rows, itemized=True).done
    first, second = items(case)
    assert (first.debtor_side, first.creditor_side) == (Side.RESPONDENT, Side.APPLICANT)
    assert (first.amount, first.due_on, second.amount) == (Decimal(1200), date(2030, 12, 31), None)
    agreement = case.agreements.get()
    assert agreement.amount == 1200
    assert agreement.content == (
        "1. 乙方于2030年12月31日前向甲方支付排水沟修缮费1,200元，方式：转账到甲方账户。\n"
        "2. 乙方于2030年11月30日前向甲方修好排水沟。"
    )


def test_the_items_add_up_to_the_amount(door: Page | Api, mediating: Callable[..., Case]) -> None:
    case = mediating()
    rows = handed_in(door, PAYMENT, {**PAYMENT, "amount": "300"})
    wrong = door.step("village_mediator", case, "agree_in_writing", **rows, amount="1600")
    assert wrong.errors == {"amount": ["各条付款合计 1500.00 元，和涉及金额 1600.00 元不相等。"]}
    assert not items(case)
    assert door.step("village_mediator", case, "agree_in_writing", **rows, amount="1500").done


def test_an_unclear_item_is_named_until_it_is_mended_or_the_parties_insist(
    door: Page | Api, mediating: Callable[..., Case]
) -> None:
    case = mediating()
    vague = {"kind": "pay", "amount": "1200", "manner": "有钱时转账"}
    answer = door.step("village_mediator", case, "agree_in_writing", **handed_in(door, REPAIR, vague))
    assert answer.errors == {
        "obligations": [
            "第2条：没有写明什么时候履行。",
            "第2条：“有钱时”各人理解不同，请写明确的时间、数量或者条件。",
            "请改写清楚；当事人坚持这样写的，在这一条里勾选。",
        ]
    }
    insisted = handed_in(door, REPAIR, {**vague, "insist": True})
    assert door.step("village_mediator", case, "agree_in_writing", **insisted).done


def test_both_may_owe_something_to_each_other(door: Page | Api, mediating: Callable[..., Case]) -> None:
    case = mediating()
    peace = {"debtor": "both", "kind": "refrain", "text": "在院墙两侧堆放杂物"}
    assert door.step("village_mediator", case, "agree_in_writing", **handed_in(door, peace)).done
    [item] = items(case)
    assert (item.debtor_side, item.creditor_side) == ("", "")
    assert case.agreements.get().content == "1. 双方各自不再在院墙两侧堆放杂物。"


@pytest.mark.parametrize(
    "change, sentence",
    [
        ({"creditor": "respondent"}, "第1条：义务人和权利人不能是同一方。"),
        ({"kind": "do"}, "第1条：付款才填金额；返还的财物请写在具体内容里。"),
        ({"amount": "0"}, "第1条：金额要大于零。"),
        ({"amount": "很多"}, "第1条：请用数字填写金额，例如 60000、1,234.50 或 6万。"),
        ({"due_on": "年底"}, "第1条：请填写日期，例如 2021-08-31。"),
    ],
)
def test_a_bad_item_is_named_by_its_number(
    door: Page | Api, mediating: Callable[..., Case], change: dict[str, str], sentence: str
) -> None:
    case = mediating()
    answer = door.step("village_mediator", case, "agree_in_writing", **handed_in(door, {**PAYMENT, **change}))
    assert answer.errors == {"obligations": [sentence]}
    assert not items(case)


def test_the_page_asks_for_at_least_one_item(door: Page | Api, mediating: Callable[..., Case]) -> None:
    answer = door.step("village_mediator", mediating(), "agree_in_writing", content="和好。", itemized=True)
    assert answer.errors == {"obligations": ["请逐条写明谁、做什么、什么时候、怎样履行，至少写一条。"]}


def test_an_agreement_taken_over_as_a_whole_is_one_item(
    door: Page | Api, mediating: Callable[..., Case]
) -> None:
    case = mediating()
    assert door.step("village_mediator", case, "agree_in_writing", content="赔偿损失。", amount="800").done
    [item] = items(case)
    assert (item.kind, item.amount, item.due_on) == (ObligationKind.PAY, Decimal(800), None)


def test_an_oral_agreement_may_say_until_when(door: Page | Api, mediating: Callable[..., Case]) -> None:
    case = mediating()
    assert door.step(
        "village_mediator",
        case,
        "agree_orally",
        content="修好排水沟。",
        due_on="2030-12-31",
        agreed_on=ago(2),
    ).done
    [item] = items(case)
    assert (item.kind, item.due_on, item.performed_on) == (ObligationKind.DO, date(2030, 12, 31), None)


def test_pasted_lines_become_items(door: Page | Api, mediating: Callable[..., Case]) -> None:
    case = mediating()
    lines = "货款\t1,000.50\t2030-12-31\t转账\n归还的农具清点后签收，2030年11月30日"
    assert door.step("village_mediator", case, "agree_in_writing", obligation_lines=lines).done
    first, second = items(case)
    assert (first.kind, first.text, first.amount, first.manner) == ("pay", "货款", Decimal("1000.50"), "转账")
    assert (second.kind, second.due_on) == ("do", date(2030, 11, 30))


def test_more_rows_come_without_losing_what_was_typed(as_user: Any, mediating: Callable[..., Case]) -> None:
    case = mediating()
    address = f"/cases/{case.uuid}/steps/agree_in_writing/"
    first = as_user("village_mediator").get(address).content.decode()
    assert 'name="obligations-5-text"' in first
    assert 'name="obligations-6-text"' not in first
    typed = {f"obligations-1-{name}": value for name, value in PAYMENT.items()}
    typed |= {f"obligations-{n}-text": "" for n in range(2, 6)}
    more = as_user("village_mediator").post(address, {**typed, "help": "rows", "content": "另有约定"})
    page = more.content.decode()
    assert more.status_code == 200
    assert 'value="排水沟修缮费"' in page
    assert 'name="obligations-10-text"' in page
    assert "另有约定" in page
    assert not case.agreements.exists()


def test_the_answers_are_read_once_more_and_carried_along(
    as_user: Any, mediating: Callable[..., Case]
) -> None:
    case = mediating()
    address = f"/cases/{case.uuid}/steps/agree_in_writing/"
    typed = {f"obligations-2-{name}": value for name, value in PAYMENT.items()}
    shown = as_user("village_mediator").post(address, {**typed, "itemized": "1"}).content.decode()
    assert "1. 乙方于2030年12月31日前向甲方支付排水沟修缮费1,200元" in shown
    assert 'type="hidden" name="obligations-1-text" value="排水沟修缮费"' in shown


def test_the_api_tells_the_items(
    as_user: Any, mediating: Callable[..., Case], take: Callable[..., Case]
) -> None:
    case = take(mediating(), "agree_in_writing", by="village_mediator", obligations=[PAYMENT])
    told = as_user("village_mediator").get(f"/api/v1/cases/{case.uuid}/").json()["agreements"][0]
    [item] = told["obligations"]
    assert item["amount"] == "1200.00"
    assert item["due_on"] == "2030-12-31"


def test_closing_says_that_everything_was_performed(door: Page | Api, effective: Callable[..., Case]) -> None:
    case = effective()
    assert door.step("village_mediator", case, "close", performed_on=ago(2), closed_on=ago(1)).done
    assert [item.performed_on for item in items(case)] == [day(2)]


def test_an_agreement_that_was_never_signed_leaves_no_items(
    door: Page | Api, agreed: Callable[..., Case]
) -> None:
    case = agreed()
    assert door.step("village_mediator", case, "not_reached", routes_explained=True).done
    case.refresh_from_db()
    assert (case.status, items(case)) == (CaseStatus.ENDED, [])


def test_the_routes_that_were_explained_are_kept(door: Page | Api, mediating: Callable[..., Case]) -> None:
    every, some = mediating(), mediating()
    door.step("village_mediator", every, "not_reached", routes_explained=True)
    door.step("village_mediator", some, "refuse", routes_explained=True, routes=["court", "arbitration"])
    every.refresh_from_db()
    some.refresh_from_db()
    assert every.routes_told == "arbitration,administrative,court"
    assert some.routes_told == "arbitration,court"
