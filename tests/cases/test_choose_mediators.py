"""Who chose a mediator, and what speaks against one who is chosen."""

from collections.abc import Callable

import pytest

from cases.enums import ChosenBy
from cases.models import Case
from tests.doors import Api, Page
from tests.world import World


def ids(world: World, *names: str) -> list[str]:
    return [str(world.users[name].person.uuid) for name in names]


def test_the_committee_chooses_unless_the_parties_did(
    door: Page | Api, accepted: Callable[..., Case], world: World
) -> None:
    for said, kept in ((None, ChosenBy.COMMITTEE), ("parties", ChosenBy.PARTIES)):
        case = accepted("room_clerk")
        chosen = {"chosen_by": said} if said else {}
        assert door.step("room_clerk", case, "assign", mediators=ids(world, "room_mediator"), **chosen).done
        assert case.mediators.get().chosen_by == kept


def test_a_mediator_with_a_partys_name_is_named_only_with_a_reason(
    door: Page | Api, accepted: Callable[..., Case], world: World
) -> None:
    case = accepted("room_clerk", applicant_name="示例·驻院调解员甲")
    naming = {"mediators": ids(world, "room_mediator", "room_mediator_2"), "declared": True}
    answer = door.step("room_clerk", case, "assign", **naming)
    assert answer.errors == {
        "override_reason": [
            "示例·驻院调解员甲和当事人或者代理人同名。不是本人、也不是近亲属的，写明理由再指派；否则请换人。"
        ]
    }
    assert not case.mediators.exists()
    reason = "查过身份证，同名不同人"
    assert door.step("room_clerk", case, "assign", override_reason=reason, **naming).done
    kept = dict(case.mediators.values_list("person__name", "override_reason"))
    assert kept == {"示例·驻院调解员甲": reason, "示例·驻院调解员乙": ""}


def test_a_reason_without_anything_against_anybody_is_not_kept(
    door: Page | Api, accepted: Callable[..., Case], world: World
) -> None:
    case = accepted("room_clerk")
    people = ids(world, "room_mediator")
    assert door.step("room_clerk", case, "assign", mediators=people, override_reason="随手写的").done
    assert case.mediators.get().overridden_on is None


def test_quick_registration_of_ones_own_dispute_is_not_settled_by_oneself(
    door: Page | Api, world: World
) -> None:
    answer = door.register(
        "village_mediator",
        applicant_name="示例·村调解员甲",
        respondent_name="示例·王某乙",
        dispute_type="neighbours",
        summary="院墙滴水。",
        result="oral_done",
        terms="修排水沟。",
    )
    assert not answer.done
    assert "和当事人或者代理人同名" in str(answer.errors)
    assert not Case.objects.exists()


@pytest.mark.parametrize(("who", "asked"), [("room_clerk", True), ("room_mediator", False)])
def test_the_page_asks_a_clerk_whether_the_chosen_declared_and_tells_a_mediator_that_taking_is_declaring(
    accepted: Callable[..., Case], as_user: Callable[..., object], who: str, asked: bool
) -> None:
    case = accepted(who)
    form = as_user(who).get(f"/cases/{case.uuid}/steps/assign/").context["form"]  # type: ignore[attr-defined]
    assert ("declared" in form.fields) is asked
    assert ("办理就是声明" in str(form.fields["mediators"].help_text)) is not asked
    assert "override_reason" not in form.fields
