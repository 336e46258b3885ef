"""A village mediator logs an oral agreement on a phone: registered, agreed and closed on one screen."""

from uuid import uuid4

import pytest

from .people import PHONE, Person

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("demo")]

# experience-security-reliability A4, task 3.
MOST_FIELDS, MOST_CLICKS = 6, 5


def fill_in(somebody: Person) -> None:
    """Six answers; other people each time, or it would be asked whether it is the same dispute."""
    mark = uuid4().hex[:4]
    somebody.fill("applicant_name", f"示例甲{mark}")
    somebody.fill("respondent_name", f"示例乙{mark}")
    somebody.choose("dispute_type", "neighbours")
    somebody.fill("summary", "两家共用的水渠堵塞，淹了示例甲的菜地，要求清理。")
    somebody.choose("result", "oral_done")
    somebody.fill("terms", "示例乙当日清理水渠，示例甲不再追究。")


def test_an_oral_agreement_is_logged_and_closed(person, way, record_property):
    mediator = person("demo_village", way, PHONE)
    mediator.look("home")
    mediator.go('a[href="/cases/register/"]')
    mediator.look("register")
    fill_in(mediator)
    mediator.go(".register-form button.btn-primary")
    mediator.look("case closed")

    case = mediator.ask(f"/api/v1{mediator.path}")
    assert (case["status"], case["outcome"], case["dispute_type"]) == (
        "closed",
        "oral_agreement",
        "neighbours",
    )
    assert case["official_no"] in mediator.text
    record_property("fields", mediator.fields)
    record_property("clicks", mediator.clicks)
    assert mediator.fields <= MOST_FIELDS
    assert mediator.clicks <= MOST_CLICKS
