"""A mediator of another organization helps with one case for some days."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from cases import sharing
from cases.models import Case
from tests.world import World


@pytest.fixture
def lent(mediating: Callable[..., Case], as_user: Callable[[str], Any], world: World) -> Case:
    case = mediating("room_clerk", mediators=("room_mediator",))
    where = f"/cases/{case.uuid}/share/?organization={world.township.uuid}"
    form = {"helper": str(world.township_mediator.person.uuid), "days": "7", "reason": "熟悉当地情况"}
    assert as_user("room_clerk").post(where, form).status_code == 302
    return case


def test_the_helper_mediates_along_until_the_day(lent: Case, as_user: Callable[[str], Any]) -> None:
    session = {"place": "法院三楼", "record_text": "谈妥了一半。", "declaration": "on"}
    address = f"/cases/{lent.uuid}/steps/record_session/"
    assert as_user("township_mediator").post(address, session).status_code == 302
    with time_machine.travel(timezone.now() + timedelta(days=7), tick=False):
        assert as_user("township_mediator").post(address, session).status_code == 404
        sharing.record_expired()
    assert lent.mediators.filter(released_on__isnull=True).count() == 1


def test_naming_mediators_anew_may_keep_the_helper(
    lent: Case, as_user: Callable[[str], Any], world: World
) -> None:
    people = [str(world.users[name].person.uuid) for name in ("room_mediator_2", "township_mediator")]
    answer = as_user("room_clerk").post(f"/cases/{lent.uuid}/steps/assign/", {"mediators": people})
    assert answer.status_code == 302
    assert as_user("township_mediator").get(f"/cases/{lent.uuid}/").status_code == 200


def test_taking_it_back_ends_it_at_once(lent: Case, as_user: Callable[[str], Any], world: World) -> None:
    address = f"/cases/{lent.uuid}/shares/{world.township_mediator.person.uuid}/end/"
    assert as_user("room_clerk").post(address).status_code == 302
    assert as_user("township_mediator").get(f"/cases/{lent.uuid}/").status_code == 404
    assert as_user("room_clerk").post(address).status_code == 404


def test_a_mediator_does_not_lend_a_case(
    mediating: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    case = mediating("room_mediator")
    assert as_user("room_mediator").get(f"/cases/{case.uuid}/share/").status_code == 409


def test_an_organization_of_another_county_is_not_offered(
    mediating: Callable[..., Case], as_user: Callable[[str], Any], world: World
) -> None:
    case = mediating("room_clerk", mediators=("room_mediator",))
    offered = {o.pk for o in as_user("room_clerk").get(f"/cases/{case.uuid}/share/").context["organizations"]}
    assert world.township.pk in offered
    assert not offered & {world.other_township.pk, world.industry.pk, world.room.pk, world.court.pk}
