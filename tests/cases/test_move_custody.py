"""The committee that placed a case hands it to another organization; who was counted stays."""

from collections.abc import Callable
from typing import Any

import pytest

from cases.models import Case
from tests.cases.conftest import ago, day
from tests.world import World


@pytest.fixture
def placed(mediating: Callable[..., Case], world: World) -> Case:
    case = mediating("room_clerk", mediators=("room_mediator",))
    Case.objects.filter(pk=case.pk).update(placed_by=world.guidance)
    return case


def test_custody_goes_on_and_the_acceptance_stays(
    placed: Case, as_user: Callable[[str], Any], world: World
) -> None:
    form = {"organization": str(world.township.uuid), "reason": "当事人都在镇上", "moved_on": ago(2)}
    assert as_user("coordinator").post(f"/cases/{placed.uuid}/move/", form).status_code == 302
    placed.refresh_from_db()
    assert (placed.holder, placed.handled_at) == (world.township, world.township)
    assert placed.accepted_by == world.industry
    assert placed.holder_town == world.divisions["652324100"]
    assert [(c.organization, c.held_from, c.held_until) for c in placed.custodies.all()] == [
        (world.industry, day(10), day(2)),
        (world.township, day(2), None),
    ]


def test_the_old_organization_sees_it_no_longer_and_the_new_one_goes_on(
    placed: Case, as_user: Callable[[str], Any], world: World
) -> None:
    form = {"organization": str(world.township.uuid), "reason": "当事人都在镇上"}
    as_user("coordinator").post(f"/cases/{placed.uuid}/move/", form)
    seen = {
        who: as_user(who).get(f"/cases/{placed.uuid}/").status_code
        for who in (
            "room_clerk",
            "room_mediator",
            "industry_clerk",
            "township_clerk",
            "township_mediator",
            "coordinator",
        )
    }
    assert seen == {
        "room_clerk": 404,
        "room_mediator": 404,
        "industry_clerk": 404,
        "township_clerk": 200,
        "township_mediator": 200,
        "coordinator": 200,
    }
    people = [str(world.township_mediator.person.uuid)]
    assert (
        as_user("township_clerk")
        .post(f"/cases/{placed.uuid}/steps/assign/", {"mediators": people})
        .status_code
        == 302
    )


def test_not_before_the_present_organization_took_it(
    placed: Case, as_user: Callable[[str], Any], world: World
) -> None:
    form = {"organization": str(world.township.uuid), "reason": "补记", "moved_on": ago(11)}
    answer = as_user("coordinator").post(f"/cases/{placed.uuid}/move/", form)
    assert answer.context["form"].errors == {
        "moved_on": [f"移交日期不能早于现在的组织接手的日期 {ago(10)}。"]
    }


def test_only_the_committee_that_placed_it_moves_it(
    placed: Case, as_user: Callable[[str], Any], effective: Callable[..., Case]
) -> None:
    assert as_user("room_clerk").get(f"/cases/{placed.uuid}/move/").status_code == 409
    assert as_user("other_coordinator").get(f"/cases/{placed.uuid}/move/").status_code == 404


def test_a_settled_case_stays_where_it_is(
    effective: Callable[..., Case], as_user: Callable[[str], Any], world: World
) -> None:
    case = effective("room_mediator")
    Case.objects.filter(pk=case.pk).update(placed_by=world.guidance)
    form = {"organization": str(world.township.uuid), "reason": "试试"}
    answer = as_user("coordinator").post(f"/cases/{case.uuid}/move/", form)
    assert answer.status_code == 409
    assert answer.context["error"].message == "已经达成协议或者结束调解的案件不再移交。"
