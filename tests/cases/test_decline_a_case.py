"""Not taken in: with its reason, and with where the parties can turn."""

from collections.abc import Callable
from typing import Any

import pytest

from cases.enums import CaseStatus, DeclineReason
from cases.intake_rules import ADVICE
from cases.models import Case
from tests.doors import Api, Page

WHY = {"reason": DeclineReason.NO_CONSENT, "advice": "可以向某某人民法院起诉。"}


def test_a_declined_case_has_a_reason_and_no_number(
    door: Page | Api, registered: Callable[..., Case]
) -> None:
    case = registered()
    assert door.step("village_mediator", case, "decline", **WHY).done
    case.refresh_from_db()
    assert (case.status, case.decline_reason) == (CaseStatus.DECLINED, DeclineReason.NO_CONSENT)
    assert case.official_no is None
    assert case.events.first().note == "另一方不同意调解。已告知：可以向某某人民法院起诉。"


def test_the_parties_hear_where_they_can_turn(door: Page | Api, registered: Callable[..., Case]) -> None:
    answer = door.step("village_mediator", registered(), "decline", reason=DeclineReason.OTHER)
    assert answer.errors == {"advice": ["请写明当事人可以去哪里办理。"]}


@pytest.mark.parametrize("reason", ADVICE)
def test_each_reason_has_words_of_its_own_when_nobody_writes_any(
    door: Page | Api, registered: Callable[..., Case], reason: DeclineReason
) -> None:
    case = registered()
    assert door.step("village_mediator", case, "decline", reason=reason.value).done
    case = Case.objects.get(pk=case.pk)
    assert case.text.decline_advice == str(ADVICE[reason])
    assert case.text.decline_advice in case.events.first().note


def test_the_form_lists_the_words_without_javascript(
    registered: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    page = as_user("village_mediator").get(f"/cases/{registered().uuid}/steps/decline/").content.decode()
    for sentence in ADVICE.values():
        assert str(sentence) in page


def test_the_case_shows_what_was_told_and_gives_it_on_paper(
    registered: Callable[..., Case], take: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    case, browser = registered(), as_user("village_mediator")
    slip = f"/cases/{case.uuid}/decline-slip/"
    assert browser.get(slip).status_code == 404
    take(case, "decline", by="village_mediator", **WHY)
    page = browser.get(f"/cases/{case.uuid}/").content.decode()
    assert WHY["advice"] in page
    assert slip in page
    paper = browser.get(slip, headers={"Accept-Language": "en"}).content.decode()
    for words in ("不予受理告知书", "示例·马某甲", "另一方不同意调解", WHY["advice"], case.holder.name):
        assert words in paper


def test_a_case_that_was_taken_in_is_no_longer_declined(
    door: Page | Api, accepted: Callable[..., Case]
) -> None:
    answer = door.step("village_mediator", accepted(), "decline", **WHY)
    assert answer.status == 409
    assert answer.reason == "现在的状态是“已受理”，不能办理“不予受理”。"
