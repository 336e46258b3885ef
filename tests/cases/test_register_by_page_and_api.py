"""Registration through its doors: the same sentences at the same fields, and the number at once."""

from collections.abc import Callable
from typing import Any

import pytest

from cases.enums import CaseStatus
from cases.forms import QuickResult
from cases.models import Case
from tests.cases.conftest import FIVE
from tests.doors import Api, Page


def test_a_dispute_is_logged(door: Page | Api) -> None:
    assert door.register("village_mediator", **FIVE).done
    assert Case.objects.get().status == CaseStatus.REGISTERED


def test_the_number_stands_on_the_page_that_follows(as_user: Callable[[str], Any]) -> None:
    page = as_user("village_mediator").post("/cases/register/", FIVE, follow=True).content.decode()
    assert f"已登记，号码是 {Case.objects.get().registration_no}。" in page


def test_an_oral_agreement_is_logged_and_closed(door: Page | Api) -> None:
    oral = {**FIVE, "result": QuickResult.ORAL_DONE, "terms": "甲方三日内修好排水沟。"}
    assert door.register("village_mediator", **oral).done
    assert Case.objects.get().status == CaseStatus.CLOSED


def test_a_side_that_does_not_want_mediation_is_recorded_as_easily(door: Page | Api) -> None:
    assert door.register("village_mediator", **{**FIVE, "result": QuickResult.UNWILLING}).done
    case = Case.objects.get()
    assert (case.status, case.decline_reason) == (CaseStatus.DECLINED, "no_consent")


@pytest.mark.parametrize(
    "field, value, sentence",
    [
        ("applicant_name", "", "请填写甲方姓名。"),
        ("dispute_type", "", "请选择什么事。"),
        ("result", "", "请选择结果。"),
        ("applied_on", "2999-01-01", "日期不能晚于今天。"),
        ("applied_on", "明天", "请填写日期，例如 2021-08-31。"),
        ("amount", "-5", "金额不能是负数。"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_written(
    door: Page | Api, field: str, value: str, sentence: str
) -> None:
    answer = door.register("village_mediator", **{**FIVE, field: value})
    assert answer.errors[field] == [sentence]
    assert not Case.objects.exists()


@pytest.mark.parametrize("who", ["coordinator", "analyst", "court_liaison", "expert", "system_admin"])
def test_who_does_not_mediate_has_no_such_page(door: Page | Api, who: str) -> None:
    assert door.register(who, **FIVE).status == 403


def test_what_no_database_can_hold_is_refused(as_user: Callable[[str], Any]) -> None:
    for body in (r'{"summary": "\ud800"}', "[1]", '"text"'):
        answer = as_user("village_mediator").post("/api/v1/cases/", body, content_type="application/json")
        assert answer.status_code == 400
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    "who, template",
    [
        ("village_mediator", "cases/home_visitor.html"),
        ("township_mediator", "cases/home_visitor.html"),
        ("village_clerk", "cases/home_desk.html"),
        ("industry_mediator", "cases/home_desk.html"),
        ("room_clerk", "cases/home_desk.html"),
        ("expert", "cases/home_expert.html"),
    ],
)
def test_each_role_arrives_at_its_own_face(as_user: Callable[[str], Any], who: str, template: str) -> None:
    page = as_user(who).get("/cases/home/")
    assert template in {t.name for t in page.templates}
