"""Rounds of screening: a zero report is a record too."""

from collections.abc import Callable
from typing import Any

import pytest

from cases.models import ScreeningRound
from tests.cases.conftest import ago, day
from tests.world import World


def test_a_round_is_logged_and_listed(as_user: Callable[[str], Any], world: World) -> None:
    browser = as_user("village_mediator")
    round_ = {"place": "二组", "visits": "14", "found": "1", "held_on": ago(1)}
    assert browser.post("/cases/screening/", round_).status_code == 302
    logged = ScreeningRound.objects.get()
    assert (logged.organization, logged.held_on, logged.visits, logged.found) == (
        world.village,
        day(1),
        14,
        1,
    )
    assert "二组" in browser.get("/cases/screening/").content.decode()


def test_nothing_found_is_a_zero_report(as_user: Callable[[str], Any]) -> None:
    browser = as_user("village_mediator")
    assert browser.post("/cases/screening/", {"place": "集贸市场", "found": "0"}).status_code == 302
    assert ScreeningRound.objects.get().found == 0
    assert "零报告" in browser.get("/cases/screening/").content.decode()


def test_one_tap_is_a_zero_report_of_the_whole_area(as_user: Callable[[str], Any]) -> None:
    browser = as_user("village_mediator")
    sent = {"nothing_found": "1", "form_token": "6f1f8f5a-6a60-4a5e-8b7e-5a9f0e6f0a11"}
    assert browser.post("/cases/screening/", sent).status_code == 302
    assert browser.post("/cases/screening/", sent).status_code == 302
    done = ScreeningRound.objects.get()
    assert (done.place, done.found, done.held_on) == ("示范一村", 0, day(0))


def test_a_place_holds_no_telephone(as_user: Callable[[str], Any]) -> None:
    answer = as_user("village_mediator").post(
        "/cases/screening/", {"place": "二组 13800000000", "found": "0"}
    )
    assert list(answer.context["form"].errors) == ["place"]


def test_not_saying_what_was_found_is_no_report(as_user: Callable[[str], Any]) -> None:
    answer = as_user("village_mediator").post("/cases/screening/", {"place": "二组", "found": ""})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["found"]
    assert not ScreeningRound.objects.exists()


def test_each_organization_sees_its_own_rounds(as_user: Callable[[str], Any]) -> None:
    as_user("village_mediator").post("/cases/screening/", {"place": "二组", "found": "0"})
    assert as_user("second_village_mediator").get("/cases/screening/").context["page"].items == []


@pytest.mark.parametrize("who", ["coordinator", "analyst", "court_liaison", "expert", "system_admin"])
def test_who_does_not_mediate_logs_none(as_user: Callable[[str], Any], who: str) -> None:
    assert as_user(who).get("/cases/screening/").status_code == 403
    assert as_user(who).post("/cases/screening/", {"place": "二组", "found": "0"}).status_code == 403
