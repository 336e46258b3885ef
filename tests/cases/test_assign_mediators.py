"""Naming mediators, and what happens when one leaves."""

from collections.abc import Callable

from cases.enums import CaseStatus
from cases.models import Case
from mediation.kernel.calendar import today
from tests.cases.conftest import ago
from tests.doors import Api, Page
from tests.world import World

FOUR = ("room_mediator", "room_mediator_2", "room_mediator_3", "room_mediator_4")


def ids(world: World, *names: str) -> list[str]:
    return [str(world.users[name].person.uuid) for name in names]


def test_a_clerk_names_four_mediators_of_whom_one_presides(
    door: Page | Api, accepted: Callable[..., Case], world: World
) -> None:
    case = accepted("room_clerk")
    people = ids(world, *FOUR)
    assert door.step("room_clerk", case, "assign", mediators=people, presiding=people[2]).done
    case.refresh_from_db()
    assert case.status == CaseStatus.MEDIATING
    assert case.mediators.count() == 4
    assert case.mediators.get(is_presiding=True).person == world.room_mediator_3.person


def test_who_is_not_named_again_is_released(
    door: Page | Api, mediating: Callable[..., Case], world: World
) -> None:
    case = mediating("room_mediator")
    assert door.step("room_clerk", case, "assign", mediators=ids(world, "room_mediator_2")).done
    current = case.mediators.get(released_on__isnull=True)
    assert (current.person, current.is_presiding) == (world.room_mediator_2.person, True)
    assert not door.sees("room_mediator_3", case)


def test_a_mediator_takes_an_open_case_but_names_nobody_else(
    door: Page | Api, accepted: Callable[..., Case], world: World
) -> None:
    case = accepted("room_mediator")
    answer = door.step("room_mediator", case, "assign", mediators=ids(world, "room_mediator_2"))
    assert list(answer.errors) == ["mediators"]
    assert door.step("room_mediator", case, "assign", mediators=ids(world, "room_mediator")).done


def test_a_mediator_does_not_take_a_case_from_another(
    door: Page | Api, mediating: Callable[..., Case], world: World
) -> None:
    case = mediating("room_clerk", mediators=("room_mediator",))
    assert door.step("room_mediator_2", case, "assign", mediators=ids(world, "room_mediator_2")).status == 404
    answer = door.step("room_mediator", case, "assign", mediators=ids(world, "room_mediator"))
    assert (answer.status, answer.reason) == (409, "由本组织的主任或内勤指派调解员。")


def test_somebody_who_does_not_mediate_there_cannot_be_named(
    door: Page | Api, accepted: Callable[..., Case], world: World
) -> None:
    answer = door.step(
        "room_clerk", accepted("room_clerk"), "assign", mediators=ids(world, "village_mediator")
    )
    assert list(answer.errors) == ["mediators"]


def test_a_new_naming_does_not_precede_the_last_one(
    door: Page | Api, mediating: Callable[..., Case], world: World
) -> None:
    case = mediating("room_mediator")
    answer = door.step(
        "room_clerk", case, "assign", mediators=ids(world, "room_mediator_2"), assigned_on=ago(9)
    )
    assert answer.errors == {"assigned_on": [f"这个日期不能早于上一次指派 {ago(8)}。"]}


def test_when_the_only_mediator_has_left_the_case_is_open_intake_again(
    door: Page | Api, mediating: Callable[..., Case], world: World
) -> None:
    case = mediating("room_clerk", mediators=("room_mediator",))
    assert not door.sees("room_mediator_2", case)
    world.room_mediator.person.posts.update(valid_until=today())
    assert not door.sees("room_mediator", case)
    assert door.sees("room_mediator_2", case)
    assert door.step("room_mediator_2", case, "assign", mediators=ids(world, "room_mediator_2")).done
