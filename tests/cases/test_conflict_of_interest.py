"""Each mediator declares before work starts; who has a conflict leaves, unless both sides want him."""

from collections.abc import Callable
from typing import Any

import pytest

from cases.models import Case
from cases.workflow import case_workflow
from mediation.kernel.calendar import today
from tests.cases.conftest import ago, day
from tests.doors import Api, Page
from tests.world import World

TALK = {"place": "法院三楼", "record_text": "双方讲了经过。"}
BOTH = {"applicants_agree": True, "respondents_agree": True, "reason": "双方都知道是远亲，都信任他"}


def ids(world: World, *names: str) -> list[str]:
    return [str(world.users[name].person.uuid) for name in names]


@pytest.fixture
def named(accepted: Callable[..., Case], take: Callable[..., Case], world: World) -> Case:
    """Two mediators whom the clerk named without asking them."""
    people = ids(world, "room_mediator", "room_mediator_2")
    return take(accepted("room_clerk"), "assign", by="room_clerk", mediators=people, assigned_on=ago(8))


def declared(case: Case) -> dict[str, Any]:
    return dict(case.mediators.values_list("person__name", "declared_on"))


def test_taking_a_case_oneself_is_declaring(
    door: Page | Api, accepted: Callable[..., Case], world: World
) -> None:
    case = accepted("room_mediator")
    assert door.step("room_mediator", case, "assign", mediators=ids(world, "room_mediator")).done
    assert case.mediators.get().declared_on == today()


def test_a_dispute_logged_and_settled_on_the_spot_is_declared_by_a_stated_sentence(
    registered: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    case = registered(result="oral_done", terms="修排水沟。")
    assert case.mediators.get().declared_on == case.applied_on
    page = as_user("village_mediator").get("/cases/register/").content.decode()
    assert "保存就是声明：我和双方当事人没有利害关系" in page


def test_whoever_was_named_by_others_declares_with_one_click(
    named: Case, as_user: Callable[[str], Any]
) -> None:
    home = as_user("room_mediator").get("/cases/home/")
    (entry,) = home.context["today"].entries
    assert str(entry.action) == "声明有没有利害关系"
    page = as_user("room_mediator").get(f"/cases/{named.uuid}/").content.decode()
    assert 'name="conflict" value="none"' in page
    as_user("room_mediator").post(f"/cases/{named.uuid}/steps/declare/", {"conflict": "none"})
    assert declared(named) == {"示例·驻院调解员甲": today(), "示例·驻院调解员乙": None}
    (entry,) = as_user("room_mediator").get("/cases/home/").context["today"].entries or [None]
    assert entry is None or str(entry.action) != "声明有没有利害关系"


@pytest.mark.parametrize("step", ["record_session", "agree_orally", "agree_in_writing"])
def test_work_starts_only_when_all_have_declared(
    door: Page | Api, named: Case, take: Callable[..., Case], step: str
) -> None:
    data = dict(TALK) if step == "record_session" else {"content": "分期付清。"}
    take(named, "declare", by="room_mediator", conflict="none")
    answer = door.step("room_mediator", named, step, **data)
    assert answer.errors == {"declaration": ["调解员声明没有利害关系，才能开始调解。"]}
    assert door.step("room_mediator", named, step, **data, declaration=True).done
    assert None not in declared(named).values()


def test_the_tick_names_those_who_have_not_declared(named: Case, as_user: Callable[[str], Any]) -> None:
    form = as_user("room_mediator").get(f"/cases/{named.uuid}/steps/record_session/").context["form"]
    label = "示例·驻院调解员乙、示例·驻院调解员甲都声明：和当事人、代理人没有利害关系"
    assert form.fields["declaration"].label == label


def test_nothing_is_asked_when_all_have_declared(
    mediating: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    case = mediating()
    form = as_user("village_mediator").get(f"/cases/{case.uuid}/steps/record_session/").context["form"]
    assert "declaration" not in form.fields


def test_who_declares_a_conflict_leaves_at_once_and_another_presides(
    door: Page | Api, named: Case, world: World
) -> None:
    answer = door.step("room_mediator", named, "declare", conflict="relative", conflict_note="甲方是表弟")
    assert answer.done
    assert not door.sees("room_mediator", named)
    current = named.mediators.get(released_on__isnull=True)
    assert (current.person, current.is_presiding) == (world.room_mediator_2.person, True)
    assert named.events.filter(transition="declare").get().note == "示例·驻院调解员甲：有利害关系，退出"


def test_when_the_only_mediator_leaves_others_of_the_house_see_the_case_and_he_does_not(
    door: Page | Api, mediating: Callable[..., Case], world: World, as_user: Callable[[str], Any]
) -> None:
    case = mediating("room_clerk", mediators=("room_mediator",))
    door.step("room_mediator", case, "declare", conflict="interest")
    assert not door.sees("room_mediator", case)
    assert door.sees("room_mediator_2", case)
    readers = {r.who for r in as_user("room_clerk").get(f"/cases/{case.uuid}/").context["readers"]}
    assert "示例·驻院调解员甲" not in readers
    assert "示例·驻院调解员乙" in readers


def test_a_conflict_known_later_is_declared_later(door: Page | Api, mediating: Callable[..., Case]) -> None:
    case = mediating("room_clerk", mediators=("room_mediator", "room_mediator_2"))
    assert door.step("room_mediator", case, "declare", conflict="relation", declared_on=ago(1)).done
    assert case.mediators.get(conflict="relation").released_on == day(1)


def test_a_clerk_enters_what_a_mediator_said_and_strangers_nothing(
    door: Page | Api, named: Case, world: World
) -> None:
    answer = door.step("room_clerk", named, "declare", conflict="none")
    assert answer.errors == {"mediator": ["请选择调解员。"]}
    (person,) = ids(world, "room_mediator_2")
    assert door.step("room_clerk", named, "declare", conflict="none", mediator=person).done
    assert named.mediators.get(declared_on=today()).declared_by_id == world.room_clerk.pk
    answer = door.step("room_mediator", named, "declare", conflict="none", mediator=person)
    assert answer.errors.keys() == {"mediator"}
    assert door.step("township_clerk", named, "declare", conflict="none").status == 404


def test_who_stood_aside_comes_back_only_with_both_sides_agreement_and_a_reason(
    door: Page | Api, named: Case, world: World
) -> None:
    door.step("room_mediator", named, "declare", conflict="relation")
    answer = door.step("room_clerk", named, "assign", mediators=ids(world, "room_mediator"))
    assert "退出过" in answer.errors["mediators"][0]
    for missing in BOTH:
        answer = door.step("room_clerk", named, "override_conflict", **{**BOTH, missing: ""})
        assert list(answer.errors) == [missing]
    assert door.step("room_mediator_2", named, "override_conflict", **BOTH).status == 409
    assert door.step("room_clerk", named, "override_conflict", **BOTH).done
    back = named.mediators.get(person=world.room_mediator.person)
    assert (back.released_on, back.overridden_on, back.override_reason) == (None, today(), BOTH["reason"])
    assert door.sees("room_mediator", named)
    assert door.step("room_clerk", named, "override_conflict", **BOTH).status == 409


def test_a_helper_with_a_conflict_loses_what_was_lent(
    mediating: Callable[..., Case], as_user: Callable[[str], Any], world: World
) -> None:
    case = mediating("room_clerk", mediators=("room_mediator",))
    where = f"/cases/{case.uuid}/share/?organization={world.township.uuid}"
    (helper,) = ids(world, "township_mediator")
    as_user("room_clerk").post(where, {"helper": helper, "days": "7", "reason": "熟悉当地情况"})
    assert as_user("township_mediator").get(f"/cases/{case.uuid}/").status_code == 200
    case_workflow.perform(
        "declare", case, actor=world.fresh("township_mediator"), data={"conflict": "relative"}
    )
    assert as_user("township_mediator").get(f"/cases/{case.uuid}/").status_code == 404


@pytest.mark.parametrize(("who", "count"), [("officer", 1), ("manas_officer", 1)])
def test_the_bureau_sees_the_number_of_an_overridden_case_and_no_name(
    named: Case, take: Callable[..., Case], as_user: Callable[[str], Any], who: str, count: int
) -> None:
    take(named, "declare", by="room_mediator", conflict="relation")
    take(named, "override_conflict", by="room_clerk", **BOTH)
    answer = as_user(who).get("/cases/overrides/")
    assert len(answer.context["page"].items) == count
    page = answer.content.decode()
    assert named.number in page
    for words in ("示例·马某甲", "示例·驻院调解员", BOTH["reason"]):
        assert words not in page
    assert as_user("room_clerk").get("/cases/overrides/").status_code == 403
