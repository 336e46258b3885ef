"""Not reached, refused, terminated: recorded as easily as settling."""

from collections.abc import Callable

import pytest

from cases.enums import CaseStatus, Outcome, TerminationGround
from cases.models import Case
from tests.cases.conftest import ago, day
from tests.doors import Api, Page

TOLD = {"routes_explained": True}
ENDS = {
    "not_reached": (Outcome.NOT_REACHED, TerminationGround.FAR_APART, {}),
    "refuse": (Outcome.REFUSED, TerminationGround.UNWILLING, {}),
    "terminate": (
        Outcome.TERMINATED,
        TerminationGround.UNREACHABLE,
        {"ground": TerminationGround.UNREACHABLE.value},
    ),
}


@pytest.mark.parametrize("name", ENDS)
def test_mediation_ends_with_its_outcome_and_ground(
    door: Page | Api, mediating: Callable[..., Case], name: str
) -> None:
    outcome, ground, more = ENDS[name]
    case = mediating()
    assert door.step("village_mediator", case, name, **TOLD, **more, ended_on=ago(1)).done
    case.refresh_from_db()
    assert (case.status, case.outcome, case.termination_ground) == (CaseStatus.ENDED, outcome, ground)
    assert (case.concluded_on, case.succeeded_on) == (day(1), None)


@pytest.mark.parametrize("name", ENDS)
def test_the_parties_hear_of_other_ways_first(
    door: Page | Api, mediating: Callable[..., Case], name: str
) -> None:
    answer = door.step("village_mediator", mediating(), name, **ENDS[name][2])
    assert answer.errors == {"routes_explained": ["请先告知当事人其他途径。"]}


@pytest.mark.parametrize("name", ENDS)
def test_an_agreement_that_was_never_signed_leaves_nothing_behind(
    door: Page | Api, mediating: Callable[..., Case], take: Callable[..., Case], name: str
) -> None:
    agreement = {"content": "赔偿。", "amount": "900", "awards": "示例·马某甲，900", "agreed_on": ago(5)}
    case = take(mediating(), "agree_in_writing", by="village_mediator", **agreement)
    early = door.step("village_mediator", case, name, **TOLD, **ENDS[name][2], ended_on=ago(6))
    assert list(early.errors) == ["ended_on"]
    assert door.step("village_mediator", case, name, **TOLD, **ENDS[name][2], ended_on=ago(4)).done
    case.refresh_from_db()
    assert (case.status, case.agreed_on, case.succeeded_on) == (CaseStatus.ENDED, None, None)
    assert not case.agreements.exists()
    assert {p.award_amount for p in case.parties.all()} == {None}


def test_a_signed_agreement_is_not_undone(door: Page | Api, effective: Callable[..., Case]) -> None:
    case = effective()
    assert door.step("village_mediator", case, "refuse", **TOLD).status == 409
    assert case.agreements.count() == 1


def test_who_agreed_is_no_ground_for_terminating(door: Page | Api, mediating: Callable[..., Case]) -> None:
    answer = door.step("village_mediator", mediating(), "terminate", **TOLD, ground=TerminationGround.AGREED)
    assert list(answer.errors) == ["ground"]
