"""A clock for each holder: whatever way a case went, their days add up to its age."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import clocks, services
from cases.models import Case
from mediation.kernel.calendar import today
from mediation.kernel.errors import Refused
from tests.cases.conftest import day
from tests.world import World

PLACES = ("village", "second_village", "township", "industry")
# Where the case goes and how many days later; it may go on within the day.
MOVES = st.lists(st.tuples(st.sampled_from(PLACES), st.integers(0, 4)), max_size=6)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MOVES, st.integers(0, 40), st.booleans())
def test_the_days_of_all_holders_add_up_to_the_age_of_the_case(
    registered: Callable[..., Case], world: World, moves: list[tuple[str, int]], asked: int, ends: bool
) -> None:
    case = registered(applied_on=day(30).isoformat())
    Case.objects.filter(pk=case.pk).update(placed_by=world.guidance)
    on = day(30)
    for place, later in moves:
        on = min(on + timedelta(days=later), today())
        to = world.organizations[place]
        try:
            services.move_custody(
                case, to=to, handled_at=to, on=on, reason="测试", by=world.fresh("coordinator")
            )
        except Refused:
            continue
    case.refresh_from_db()
    if ends:
        case.concluded_on = min(on + timedelta(days=1), today())
    asked_on = day(30) + timedelta(days=asked)
    held = clocks.holder_days(case, asked_on)
    assert sum(one.days for one in held) == clocks.age(case, asked_on)
    assert clocks.age(case, asked_on) == max((clocks.end_of_age(case, asked_on) - day(30)).days, 0)
    assert all(one.days >= 0 for one in held)


def test_each_mediator_has_a_clock(
    mediating: Callable[..., Case], take: Callable[..., Case], world: World
) -> None:
    case = mediating()
    other = str(world.village_clerk.person.uuid)
    take(case, "assign", by="village_clerk", mediators=[other], assigned_on=day(3).isoformat())
    days = {held.who: held.days for held in clocks.mediator_days(case, today())}
    assert days == {"示例·村调解员甲": 5, "示例·村主任甲": 3}


@pytest.mark.parametrize("days_ago", [0, 5])
def test_the_clock_stops_when_mediation_ends(
    mediating: Callable[..., Case], take: Callable[..., Case], days_ago: int
) -> None:
    case = mediating()
    ended = day(days_ago).isoformat()
    take(case, "not_reached", by="village_mediator", routes_explained=True, ended_on=ended)
    assert clocks.age(case, today()) == 10 - days_ago
    assert sum(held.days for held in clocks.holder_days(case, today())) == 10 - days_ago
