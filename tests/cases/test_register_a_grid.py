"""Up to twenty similar disputes on one page: all of them or none, each by the ordinary rules."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from cases.enums import CaseStatus, PartyKind, Side
from cases.models import Case
from mediation.kernel.models import JournalEntry
from tests.cases.conftest import ago

FRAME = {
    "respondent_name": "示例健身服务有限公司",
    "dispute_type": "other_consumer",
    "summary": "办了年卡，门店关门，要求退费。",
    "result": "ongoing",
    "applied_on": ago(3),
}
TOO_LONG = "确保该变量包含不超过 60 字符 (目前字符数 61)。"
ORAL = {**FRAME, "result": "oral", "terms": "公司七日内退费。"}


def rows(count: int, **changes: str) -> dict[str, str]:
    said = {}
    for n in range(count):
        row = {
            "applicant_name": f"示例·会员{n:02d}",
            "applicant_phone": f"139000000{n:02d}",
            "amount": f"{n}50",
        }
        said |= {f"rows-{n}-{name}": value for name, value in row.items()}
    return said | changes


@pytest.fixture
def send(as_user: Callable[[str], Any]) -> Callable[..., Any]:
    def post(data: dict[str, str], who: str = "industry_mediator") -> Any:
        return as_user(who).post("/cases/register/many/", data)

    return post


def test_twenty_rows_are_twenty_cases_with_one_firm(send: Callable[..., Any]) -> None:
    assert send({**FRAME, **rows(20), "rows-3-line": "卡号末四位0003。"}).status_code == 302
    assert Case.objects.count() == 20
    third = Case.objects.get(text__applicants="示例·会员03")
    assert third.text.summary == "办了年卡，门店关门，要求退费。\n卡号末四位0003。"
    applicant, firm = third.parties.all()
    assert (applicant.claim_amount, applicant.phone) == (Decimal(350), "13900000003")
    assert (firm.side, firm.name, firm.kind) == (Side.RESPONDENT, "示例健身服务有限公司", PartyKind.LEGAL)
    assert third.events.get().transition == "register"
    entry = JournalEntry.objects.get(action="case.registered_together")
    assert entry.detail["count"] == len(entry.detail["numbers"]) == 20
    assert "会员" not in str(entry.detail)


def test_oral_agreements_are_carried_through_in_the_order_of_the_rows(send: Callable[..., Any]) -> None:
    assert send({**ORAL, **rows(3)}).status_code == 302
    cases = list(Case.objects.order_by("id"))
    assert {case.status for case in cases} == {CaseStatus.EFFECTIVE}
    assert [case.succeeded_amount for case in cases] == [50, 150, 250]
    numbers = [int(case.official_no.rpartition("第")[2].removesuffix("号")) for case in cases]
    assert numbers == [1, 2, 3]
    transitions = ["register", "accept", "assign", "agree_orally"]
    for case in cases:
        assert [event.transition for event in case.events.order_by("id")] == transitions
        assert case.agreements.get().amount == case.succeeded_amount
        assert {party.consent for party in case.parties.all()} == {"given"}


def test_each_wrong_cell_is_named_and_nothing_is_saved(send: Callable[..., Any]) -> None:
    wrong = {"rows-1-amount": "很多", "rows-2-applicant_name": "", "rows-4-applicant_name": "长" * 61}
    answer = send({**FRAME, **rows(5, **wrong)})
    assert answer.status_code == 422
    found = {n: dict(row.errors) for n, row in enumerate(answer.context["grid"].rows.forms) if row.errors}
    assert found == {
        1: {"amount": ["请用数字填写金额，例如 60000、1,234.50 或 6万。"]},
        2: {"applicant_name": ["请填写第3行甲方姓名。"]},
        4: {"applicant_name": [TOO_LONG]},
    }
    page = answer.content.decode()
    assert 'value="示例·会员00"' in page
    assert 'value="很多"' in page
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    "changes, field, sentence",
    [
        ({"result": "oral", "terms": ""}, "terms", "请写明双方说好了什么。"),
        ({"dispute_type": ""}, "dispute_type", "请选择什么事。"),
        ({"result": "not_reached"}, "result", "选择一个有效的选项。 not_reached 不在可用的选项中。"),
    ],
)
def test_the_frame_is_checked_by_the_rules_of_a_registration(
    send: Callable[..., Any], changes: dict[str, str], field: str, sentence: str
) -> None:
    answer = send({**FRAME, **rows(2), **changes})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {field: [sentence]}
    assert not Case.objects.exists()


def test_a_row_that_its_own_step_refuses_takes_all_back(send: Callable[..., Any], world: Any) -> None:
    # A clerk whose organization has no mediator cannot carry anything through.
    world.industry_mediator.person.posts.update(valid_until=ago(1))
    answer = send({**ORAL, **rows(2)}, "industry_clerk")
    assert answer.status_code == 422
    assert "还没有在任的调解员" in answer.content.decode()
    assert not Case.objects.exists()


def test_empty_rows_are_none_and_all_empty_is_told(send: Callable[..., Any]) -> None:
    assert send({**FRAME, "rows-7-applicant_name": "示例·会员07"}).status_code == 302
    assert Case.objects.count() == 1
    answer = send(FRAME)
    assert answer.context["form"].errors == {"__all__": ["请至少填写一行。"]}


def test_a_grid_that_is_sent_twice_is_saved_once(send: Callable[..., Any]) -> None:
    token = str(uuid4())
    for _ in range(2):
        assert send({**FRAME, **rows(2), "form_token": token}).status_code == 302
    assert Case.objects.count() == 2


def test_a_row_whose_dispute_may_be_there_already_is_asked_about(send: Callable[..., Any]) -> None:
    assert send({**FRAME, **rows(1)}).status_code == 302
    first = Case.objects.get()
    answer = send({**FRAME, **rows(2)})
    assert answer.status_code == 422
    [known, unknown] = answer.context["grid"].filled
    assert first.number in known.errors["applicant_name"][0]
    assert not unknown.errors
    assert 'name="not_same_dispute"' in answer.content.decode()
    assert Case.objects.count() == 1

    assert send({**FRAME, **rows(2), "not_same_dispute": "on"}).status_code == 302
    assert Case.objects.count() == 3


def test_twenty_agreed_rows_take_about_twenty_statements_each(
    send: Callable[..., Any], django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(450):
        assert send({**ORAL, **rows(20)}).status_code == 302


def test_the_page_has_twenty_rows_in_the_order_of_the_keyboard(as_user: Callable[[str], Any]) -> None:
    page = as_user("industry_clerk").get("/cases/register/many/").content.decode()
    places = [page.index(f'name="rows-{n}-{cell}"') for n in range(20) for cell in ("applicant_name", "line")]
    assert places == sorted(places)
    assert 'tabindex="1"' not in page
    assert 'aria-label="第20行甲方姓名"' in page
    assert as_user("analyst").get("/cases/register/many/").status_code == 403
