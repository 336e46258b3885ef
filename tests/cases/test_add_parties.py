"""Pasting a list of people: look first, then save; one bad line adds nobody."""

from collections.abc import Callable
from typing import Any

import pytest

from cases.enums import Consent, Side
from cases.models import Case

PEOPLE = "\n".join(f"示例·申请人{n:03d}\t{n}00.5\t1390000{n:04d}" for n in range(1, 120))


@pytest.fixture
def paste(as_user: Callable[[str], Any]) -> Callable[..., Any]:
    def send(case: Case, people: str, who: str = "village_mediator", **more: str) -> Any:
        data = {"side": "applicant", "people": people, **more}
        return as_user(who).post(f"/cases/{case.uuid}/parties/list/", data)

    return send


def test_a_hundred_and_nineteen_people_are_shown_and_then_added(
    registered: Callable[..., Case], paste: Callable[..., Any]
) -> None:
    case = registered()
    shown = paste(case, PEOPLE)
    assert len(shown.context["rows"]) == 119
    assert case.parties.count() == 2
    assert paste(case, PEOPLE, checked="1").status_code == 302
    case.refresh_from_db()
    assert case.party_count == case.parties.count() == 121
    assert case.text.applicants == "示例·马某甲等120人"
    last = case.parties.filter(side=Side.APPLICANT).last()
    assert (last.name, last.claim_amount, last.phone) == ("示例·申请人119", 11900.5, "13900000119")


@pytest.mark.parametrize(
    "people, sentence",
    [
        ("示例·甲\t很多", "第1行：请用数字填写金额，例如 60000、1,234.50 或 6万。"),
        ("示例·甲\n" + "长" * 61, "第2行：姓名太长，最多60个字。"),
        ("\n".join(f"示例·{n}" for n in range(501)), "一件案件一方最多500人。"),
        ("", "请填写名单。"),
    ],
)
def test_a_bad_line_is_named_and_nobody_is_added(
    registered: Callable[..., Case], paste: Callable[..., Any], people: str, sentence: str
) -> None:
    case = registered()
    answer = paste(case, people, checked="1")
    assert answer.status_code == 422
    assert answer.context["form"].errors["people"] == [sentence]
    assert case.parties.count() == 2


def test_who_joins_an_accepted_case_has_to_consent(
    mediating: Callable[..., Case], paste: Callable[..., Any]
) -> None:
    case = mediating()
    assert list(paste(case, "示例·甲", checked="1").context["form"].errors) == ["consent"]
    assert paste(case, "示例·甲", checked="1", consent="on").status_code == 302
    assert {p.consent for p in case.parties.all()} == {Consent.GIVEN}


def test_a_name_that_stands_twice_is_pointed_out(
    registered: Callable[..., Case], paste: Callable[..., Any]
) -> None:
    assert paste(registered(), "示例·马某甲\n示例·新人").context["repeated"] == ["示例·马某甲"]


def test_nobody_joins_after_the_agreement(effective: Callable[..., Case], paste: Callable[..., Any]) -> None:
    case = effective()
    assert paste(case, "示例·甲", checked="1", consent="on").status_code == 409
    assert case.parties.count() == 2
