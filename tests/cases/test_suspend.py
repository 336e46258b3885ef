"""Standing still: for an appraisal the clock stops, for a suspected sham it is reported, and consent may be withdrawn."""

from collections.abc import Callable

import pytest
from django.test import Client

from cases.enums import CaseStatus, Outcome
from cases.models import Case
from mediation.kernel.calendar import add_calendar_days_for_term
from tests.cases.conftest import ago, day
from tests.doors import Api, Page


def test_the_days_of_an_appraisal_are_added_to_the_term(
    door: Page | Api, mediating: Callable[..., Case]
) -> None:
    case = mediating()
    assert door.step("village_mediator", case, "suspend", reason="appraisal", started_on=ago(6)).done
    case.refresh_from_db()
    assert (case.status, case.due_on) == (CaseStatus.SUSPENDED, None)
    assert door.step("village_mediator", case, "resume", resumed_on=ago(2)).done
    case.refresh_from_db()
    assert (case.status, case.term_days) == (CaseStatus.MEDIATING, 34)
    assert case.due_on == add_calendar_days_for_term(day(9), 34).day
    suspension = case.suspensions.get()
    assert (suspension.started_on, suspension.ended_on) == (day(6), day(2))


def test_the_days_of_another_suspension_count(
    mediating: Callable[..., Case], take: Callable[..., Case]
) -> None:
    case = mediating()
    due = case.due_on
    take(case, "suspend", by="village_mediator", reason="other", started_on=ago(6))
    assert case.due_on == due
    take(case, "resume", by="village_mediator", resumed_on=ago(2))
    assert (case.due_on, case.term_days) == (due, 30)


def test_a_suspected_sham_needs_its_reason(door: Page | Api, mediating: Callable[..., Case]) -> None:
    case = mediating()
    answer = door.step("village_mediator", case, "suspend", reason="sham")
    assert answer.errors == {"note": ["请写明为什么怀疑是虚假调解。"]}
    case.refresh_from_db()
    assert case.status == CaseStatus.MEDIATING


def test_a_case_is_not_resumed_before_it_was_suspended(
    door: Page | Api, mediating: Callable[..., Case], take: Callable[..., Case]
) -> None:
    case = take(mediating(), "suspend", by="village_mediator", reason="other", started_on=ago(3))
    assert list(door.step("village_mediator", case, "resume", resumed_on=ago(4)).errors) == ["resumed_on"]


@pytest.mark.parametrize(
    ("name", "outcome"),
    [("refuse", Outcome.REFUSED), ("not_reached", Outcome.NOT_REACHED), ("terminate", Outcome.TERMINATED)],
)
def test_a_suspended_case_can_end_and_its_suspension_ends_with_it(
    door: Page | Api, mediating: Callable[..., Case], take: Callable[..., Case], name: str, outcome: Outcome
) -> None:
    case = take(mediating(), "suspend", by="village_mediator", reason="appraisal", started_on=ago(3))
    more = {"ground": "other"} if name == "terminate" else {}
    early = door.step("village_mediator", case, name, routes_explained=True, ended_on=ago(4), **more)
    assert list(early.errors) == ["ended_on"]
    assert door.step("village_mediator", case, name, routes_explained=True, ended_on=ago(1), **more).done
    case.refresh_from_db()
    assert (case.status, case.outcome, case.due_on) == (CaseStatus.ENDED, outcome, None)
    assert case.suspensions.get().ended_on == day(1)


def test_the_page_tells_of_suspensions(
    mediating: Callable[..., Case], take: Callable[..., Case], as_user: Callable[[str], Client]
) -> None:
    case = take(mediating(), "suspend", by="village_mediator", reason="appraisal", started_on=ago(3))
    page = as_user("village_mediator").get(f"/cases/{case.uuid}/").content.decode()
    assert "等待鉴定、评估" in page
    assert "这段时间不计入期限。" in page
