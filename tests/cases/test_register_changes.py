"""Cases when the register changes: they follow the committee that holds them, and keep it from closing."""

from datetime import date

import pytest

from cases import registering
from cases.forms import RegisterCaseForm
from cases.models import Case
from mediation.kernel.calendar import today
from mediation.kernel.errors import Refused
from organizations import services
from tests.cases.test_register_a_case import FIVE
from tests.reports.histories import case as finished
from tests.world import World


def open_case(world: World) -> Case:
    user = world.fresh("village_mediator")
    return registering.register(RegisterCaseForm(FIVE, actor=user), by=user)


def test_cases_follow_a_committee_that_moves_and_stay_counted_where_they_were(world: World) -> None:
    Case.objects.bulk_create([finished(world.village, date(2021, 3, 1), succeeded=date(2021, 3, 2))])
    services.place(
        organization=world.village,
        division=world.divisions["652324101201"],
        moved_on=today(),
        by=world.fresh("officer"),
    )
    case = Case.objects.get()
    assert case.holder_town == world.divisions["652324101"]
    assert case.accepted_town == world.divisions["652324100"]


def test_a_committee_with_open_cases_cannot_close(world: World) -> None:
    open_case(world)
    with pytest.raises(Refused, match="还有 1 件案件没有办完"):
        services.close_organization(
            organization=world.village, closed_on=today(), reason="示例", by=world.fresh("officer")
        )


def test_a_case_accepted_before_the_move_counts_where_the_committee_stood_then(world: World) -> None:
    moved_on = date(2021, 6, 1)
    services.place(
        organization=world.village,
        division=world.divisions["652324101201"],
        moved_on=moved_on,
        by=world.fresh("officer"),
    )
    user = world.fresh("village_mediator")
    form = RegisterCaseForm(
        {**FIVE, "result": "oral_done", "terms": "示例：互相让一步。", "applied_on": "2021-05-31"}, actor=user
    )
    case = registering.register(form, by=user)
    assert case.accepted_town == world.divisions["652324100"]
    assert case.holder_town == world.divisions["652324101"]
