"""Some days more, when everybody agrees and before the term has ended."""

from collections.abc import Callable

import time_machine
from django.test import Client

from cases.models import Case
from mediation.kernel.calendar import add_calendar_days_for_term
from tests.cases.conftest import ago, day
from tests.doors import Api, Page


def test_everybody_agrees_and_the_last_day_moves(door: Page | Api, mediating: Callable[..., Case]) -> None:
    case = mediating()
    assert door.step("village_mediator", case, "extend_term", days="10", consenting=["1", "2"]).done
    case.refresh_from_db()
    assert (case.term_days, case.due_on) == (40, add_calendar_days_for_term(day(9), 40).day)
    assert case.extensions.get().days == 10


def test_one_who_does_not_agree_is_enough(door: Page | Api, mediating: Callable[..., Case]) -> None:
    case = mediating()
    answer = door.step("village_mediator", case, "extend_term", days="10", consenting=["1"])
    assert answer.errors == {"consenting": ["还有 1 名当事人没有同意，不能延长。"]}
    case.refresh_from_db()
    assert case.term_days == 30


def test_who_left_the_group_is_not_asked(door: Page | Api, mediating: Callable[..., Case]) -> None:
    case = mediating()
    case.parties.filter(position=1).update(left_on=day(1))
    assert door.step("village_mediator", case, "extend_term", days="10", consenting=["2"]).done


def test_a_late_extension_is_refused(door: Page | Api, mediating: Callable[..., Case]) -> None:
    case = mediating()
    with time_machine.travel(f"{case.due_on.isoformat()}T20:00:00+00:00", tick=False):
        # 04:00 of the next day in Beijing.
        answer = door.step("village_mediator", case, "extend_term", days="10", consenting=["1", "2"])
    assert "届满以后不能再延长" in answer.errors["agreed_on"][0]


def test_between_one_and_thirty_days(door: Page | Api, mediating: Callable[..., Case]) -> None:
    case = mediating()
    for days in ("0", "31"):
        answer = door.step("village_mediator", case, "extend_term", days=days, consenting=["1", "2"])
        assert list(answer.errors) == ["days"]


def test_no_clock_no_extension(
    door: Page | Api, mediating: Callable[..., Case], take: Callable[..., Case]
) -> None:
    case = take(mediating(), "suspend", by="village_mediator", reason="appraisal")
    answer = door.step("village_mediator", case, "extend_term", days="10", consenting=["1", "2"])
    assert not answer.done


def test_the_page_tells_of_extensions(
    mediating: Callable[..., Case], take: Callable[..., Case], as_user: Callable[[str], Client]
) -> None:
    case = take(
        mediating(), "extend_term", by="village_mediator", days=10, consenting=["1", "2"], agreed_on=ago(1)
    )
    page = as_user("village_mediator").get(f"/cases/{case.uuid}/").content.decode()
    assert "同意延长 10 天" in page
