"""Not taken in: with its reason, and with where the parties can turn."""

from collections.abc import Callable

from cases.enums import CaseStatus, DeclineReason
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
    assert list(answer.errors) == ["advice"]


def test_a_case_that_was_taken_in_is_no_longer_declined(
    door: Page | Api, accepted: Callable[..., Case]
) -> None:
    answer = door.step("village_mediator", accepted(), "decline", **WHY)
    assert answer.status == 409
    assert answer.reason == "现在的状态是“已受理”，不能办理“不予受理”。"
