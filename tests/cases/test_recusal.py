"""A party asks for another mediator: he is replaced, and who asked stays with those who handle the case."""

from collections.abc import Callable
from typing import Any

import pytest

from cases.models import Case, Recusal
from tests.cases.conftest import ago, day
from tests.doors import Api, Page
from tests.world import World

ASKED = {"side": "respondent", "ground": "trust", "note": "以前有过误会"}


def uuid_of(world: World, name: str) -> str:
    return str(world.users[name].person.uuid)


def test_the_mediator_leaves_and_another_is_named(
    door: Page | Api, mediating: Callable[..., Case], world: World, as_user: Callable[[str], Any]
) -> None:
    case = mediating("room_clerk", mediators=("room_mediator",))
    assert door.step("room_clerk", case, "recuse", **ASKED, asked_on=ago(2)).done
    recused = case.mediators.get()
    assert (recused.released_on, recused.release_reason) == (day(2), "recused")
    page = as_user("room_clerk").get(f"/cases/{case.uuid}/")
    assert str(page.context["first"].label) == "指派调解员"
    assert not door.sees("room_mediator", case)
    again = door.step("room_clerk", case, "assign", mediators=[uuid_of(world, "room_mediator")])
    assert list(again.errors) == ["mediators"]
    assert door.step("room_clerk", case, "assign", mediators=[uuid_of(world, "room_mediator_2")]).done


def test_of_several_it_is_said_which(door: Page | Api, mediating: Callable[..., Case], world: World) -> None:
    case = mediating("room_clerk", mediators=("room_mediator", "room_mediator_2"))
    assert list(door.step("room_clerk", case, "recuse", **ASKED).errors) == ["mediator"]
    asked = {**ASKED, "mediator": uuid_of(world, "room_mediator")}
    assert door.step("room_clerk", case, "recuse", **asked).done
    current = case.mediators.get(released_on__isnull=True)
    assert (current.person, current.is_presiding) == (world.room_mediator_2.person, True)


def test_no_proof_is_asked_but_a_side_and_a_ground(door: Page | Api, mediating: Callable[..., Case]) -> None:
    case = mediating()
    assert door.step("village_clerk", case, "recuse").errors.keys() == {"side", "ground"}
    assert not Recusal.objects.exists()


@pytest.mark.parametrize("who", ["room_clerk", "industry_clerk", "room_mediator_2"])
def test_who_handles_the_case_reads_which_side_asked(
    mediating: Callable[..., Case],
    take: Callable[..., Case],
    world: World,
    as_user: Callable[[str], Any],
    who: str,
) -> None:
    case = mediating("room_clerk", mediators=("room_mediator", "room_mediator_2"))
    take(case, "recuse", by="room_clerk", mediator=uuid_of(world, "room_mediator"), **ASKED)
    assert (
        "被申请人（乙方）提出，不信任这位调解员" in as_user(who).get(f"/cases/{case.uuid}/").content.decode()
    )


def test_coordinators_and_experts_never_learn_it(
    mediating: Callable[..., Case], take: Callable[..., Case], world: World, as_user: Callable[[str], Any]
) -> None:
    case = mediating("room_clerk", mediators=("room_mediator", "room_mediator_2"))
    Case.objects.filter(pk=case.pk).update(placed_by=world.guidance)
    take(case, "recuse", by="room_clerk", mediator=uuid_of(world, "room_mediator"), **ASKED)
    for address in (f"/cases/{case.uuid}/", f"/api/v1/cases/{case.uuid}/"):
        told = as_user("coordinator").get(address).content.decode()
        assert "示例·驻院调解员乙" in told
        for word in ("提出，", "不信任", "误会"):
            assert word not in told
    assert ASKED["note"] not in case.events.get(transition="recuse").note
