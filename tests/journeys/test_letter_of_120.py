"""A procuratorate's letter with 120 claimants: written, placed, mediated by four, agreed, answered."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import uuid4

import pytest

from .people import Person

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("demo")]

# experience-security-reliability A4, task 8: open, choose, confirm.
PLACING_CLICKS = 3
CLAIMANTS = 120
CLAIMS = [Decimal(300 + 7 * (n % 40)) for n in range(CLAIMANTS)]
# Each gets nine tenths of the claim.
AWARDS = [claim * 9 / 10 for claim in CLAIMS]


@dataclass
class Letter:
    """What the people of this journey tell each other."""

    number: str
    path: str = ""
    case: str = ""


def pasted(amounts: list[Decimal]) -> str:
    """A list as it comes out of a spreadsheet."""
    return "\n".join(f"示例申请人{number}\t{amount}" for number, amount in enumerate(amounts, start=1))


def write(liaison: Person, letter: Letter) -> None:
    """Fill in, read once more, send."""
    liaison.go('a[href="/referrals/write/"]')
    liaison.look("write a letter")
    liaison.fill("letter_no", letter.number)
    liaison.choose("mode", "transferred")
    liaison.fill("cause", "示例预付卡纠纷")
    liaison.choose("dispute_type", "other_consumer")
    liaison.fill("summary", "示例健身会所停业，120名持卡人要求退还余额。")
    liaison.fill("applicants", pasted(CLAIMS))
    liaison.fill("respondents", "示例健身会所\t单位")
    liaison.fill("consent_evidence", "双方签名的同意调解确认书")
    liaison.fill("contact_name", "示例承办人")
    liaison.go('form[enctype] button[type="submit"]')
    liaison.look("check a letter")
    assert {"120", printed(sum(CLAIMS))} <= set(liaison.numbers())
    liaison.go('button[name="send"]')
    liaison.look("letter sent")
    letter.path = liaison.path


def place(coordinator: Person, letter: Letter) -> int:
    """From the desk; gives the number of clicks."""
    coordinator.look("desk")
    coordinator.go(f'a[href="{letter.path}"]')
    coordinator.look("letter to place")
    coordinator.click(".candidates .tile:has-text('驻昌吉市人民法院人民调解工作室')")
    coordinator.go('form[action$="/place/"] button.btn-primary')
    return coordinator.clicks


def name_mediators(clerk: Person, letter: Letter) -> None:
    """Four of the room."""
    clerk.look("home of a clerk")
    clerk.open(letter.path)
    clerk.look("letter to take up")
    clerk.go('a[href$="/steps/assign/"]')
    clerk.look("name mediators")
    for box in clerk.page.locator('input[name="mediators"]').all()[:4]:
        box.check()
    clerk.page.locator('input[name="declared"]').check()
    clerk.go("main form.form button.btn-primary")
    clerk.look("case in mediation")
    letter.case = clerk.path


def agree(clerk: Person, letter: Letter) -> None:
    """Written down with each one's amount, read once more, signed and sealed."""
    clerk.open(f"{letter.case}steps/agree_in_writing/")
    clerk.look("write an agreement")
    clerk.fill("content", "示例健身会所按名单退还持卡人余额的九成。")
    refund = {"text": "余额的九成", "amount": str(sum(AWARDS)), "due_on": "2030-12-31", "manner": "转账"}
    for name, value in refund.items():
        clerk.fill(f"obligations-1-{name}", value)
    clerk.fill("awards", pasted(AWARDS))
    clerk.go("main form.form button.btn-primary")
    # The sentence that the obligation comes to stays Chinese, as the agreement does.
    clerk.examiner.typed.append(
        "乙方于2030年12月31日前向甲方支付余额的九成47,142元（每人金额见名单），方式：转账。"
    )
    clerk.look("check an agreement")
    clerk.go('button[name="checked"][value="1"]')
    clerk.go('a[href$="/steps/take_effect/"]')
    clerk.look("take effect")
    for name in ("all_signed", "mediator_signed", "sealed"):
        clerk.page.locator(f'input[name="{name}"]').check()
    clerk.go("main form.form button.btn-primary")
    clerk.look("case in effect")


def test_a_letter_of_120_claimants_comes_back_answered(person, way, record_property):
    letter = Letter(f"示检函〔2026〕{uuid4().hex[:8]}号")
    liaison, clerk = person("demo_liaison", way), person("demo_room_clerk", way)
    liaison.look("letters")
    before = group_cases(clerk)
    write(liaison, letter)

    clicks = place(person("demo_coordinator", way), letter)
    record_property("clicks to place", clicks)
    assert clicks <= PLACING_CLICKS

    name_mediators(clerk, letter)
    agree(clerk, letter)
    assert group_cases(clerk) - before == {letter.case}
    check_amounts(clerk, letter)

    liaison.open(letter.path)
    liaison.look("letter answered")
    assert liaison.see(".outcome-agreed").is_visible()
    assert printed(sum(AWARDS)) in liaison.numbers()
    assert f"示例申请人{CLAIMANTS}" in liaison.page.content()
    assert "/cases/" not in liaison.page.locator("main").inner_html()


def group_cases(clerk: Person) -> set[str]:
    """Paths of the room's newest cases with as many parties."""
    newest = clerk.ask("/api/v1/cases/")["results"]
    return {f"/cases/{case['uuid']}/" for case in newest if case["party_count"] == CLAIMANTS + 1}


def check_amounts(clerk: Person, letter: Letter) -> None:
    """120 claims and 120 awards that add up, through the API and on the case's page."""
    case = clerk.ask(f"/api/v1{letter.case}")
    applicants = [party for party in case["parties"] if party["side"] == "applicant"]
    assert len(applicants) == CLAIMANTS
    assert [Decimal(party["claim_amount"]) for party in applicants] == CLAIMS
    assert [Decimal(party["award_amount"]) for party in applicants] == AWARDS
    assert Decimal(case["agreements"][0]["amount"]) == Decimal(case["succeeded_amount"]) == sum(AWARDS)
    assert len(case["mediators"]) == 4
    clerk.open(letter.case)
    assert {str(CLAIMANTS), printed(sum(CLAIMS)), printed(sum(AWARDS))} <= set(clerk.numbers())


def printed(amount: Decimal | int) -> str:
    """An amount in yuan as pages print it."""
    return f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"
