"""An agreement that is broken goes to court; a dispute that comes back is taken up again and not counted twice."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cases.enums import CaseStatus, Consent
from cases.models import Case
from cases.obligations import years_later
from tests.cases.conftest import ago, day
from tests.doors import Api, Page
from tests.world import World


@pytest.fixture
def sued(world: World) -> dict[str, Any]:
    return {"kind": "sued", "court": str(world.court.uuid), "court_no": "（2026）新2324民初12号"}


def test_a_broken_agreement_is_closed_without_performance(
    door: Page | Api, effective: Callable[..., Case], sued: dict[str, Any]
) -> None:
    case = effective()
    assert list(door.step("village_mediator", case, "close").errors) == ["performed_on"]
    assert door.step("village_mediator", case, "record_breach", **sued, filed_on=ago(2)).done
    early = door.step("village_mediator", case, "close", closed_on=ago(3))
    assert early.errors == {"closed_on": ["结案日期不能早于起诉或者申请执行的日期。"]}
    assert door.step("village_mediator", case, "close", closed_on=ago(1)).done
    case.refresh_from_db()
    assert (case.status, case.performed_on) == (CaseStatus.CLOSED, None)
    assert case.events.get(transition="close").note == "没有履行，已经转诉讼或者执行。"


def test_only_a_confirmed_agreement_is_enforced(
    door: Page | Api, effective: Callable[..., Case], take: Callable[..., Case], world: World
) -> None:
    case, court = effective(), str(world.court.uuid)
    enforcing = {"kind": "enforcement", "court": court}
    answer = door.step("village_mediator", case, "record_breach", **enforcing)
    assert answer.errors == {"kind": ["法院裁定有效的协议才能申请强制执行；没有确认的，可以就协议起诉。"]}
    take(
        case, "apply_for_confirmation", by="village_mediator", court=court, joint=True, applied_for_on=ago(3)
    )
    ruling = {"result": "confirmed", "ruling_no": "（2026）新2324诉前调确1号", "ruled_on": ago(2)}
    take(case, "record_ruling", by="village_mediator", **ruling)
    before = door.step("village_mediator", case, "record_breach", **enforcing, filed_on=ago(3))
    assert before.errors == {"filed_on": ["申请执行的日期不能早于裁定日期。"]}
    assert door.step("village_mediator", case, "record_breach", **enforcing, filed_on=ago(1)).done


@pytest.mark.parametrize(
    "start, last",
    [
        (date(2024, 5, 15), date(2026, 5, 15)),
        (date(2024, 2, 29), date(2026, 2, 28)),
        # 16 May 2026 is a Saturday.
        (date(2024, 5, 16), date(2026, 5, 18)),
    ],
)
def test_two_years_end_on_a_working_day(start: date, last: date) -> None:
    assert years_later(start, 2) == last


def test_a_number_of_a_court_looks_like_one(
    door: Page | Api, effective: Callable[..., Case], sued: dict[str, Any]
) -> None:
    answer = door.step("village_mediator", effective(), "record_breach", **{**sued, "court_no": "12号"})
    assert list(answer.errors) == ["court_no"]


def test_a_dispute_that_had_succeeded_comes_back_as_a_continuation(
    door: Page | Api, effective: Callable[..., Case], take: Callable[..., Case]
) -> None:
    case = take(effective(), "close", by="village_mediator", performed_on=ago(3), closed_on=ago(3))
    assert door.step("village_mediator", case, "reopen", summary="排水沟又堵了。", reopened_on=ago(2)).done
    again = Case.objects.get(first_case=case)
    assert (again.status, again.is_continuation, again.applied_on) == (CaseStatus.REGISTERED, True, day(2))
    assert {p.consent for p in again.parties.all()} == {Consent.UNASKED}
    assert case.number in again.text.summary
    assert again.events.get().transition == "register"
    twice = door.step("village_mediator", case, "reopen", summary="又堵了。")
    assert (twice.status, twice.reason) == (409, "这个纠纷已经再次调解，新的案件还没有办完。")


def test_the_continuation_gets_a_number_and_is_in_no_total(
    effective: Callable[..., Case], take: Callable[..., Case]
) -> None:
    case = take(effective(), "close", by="village_mediator", performed_on=ago(3), closed_on=ago(3))
    take(case, "reopen", by="village_mediator", summary="又堵了。", reopened_on=ago(2))
    again = Case.objects.get(first_case=case)
    consent = {"applicants_consent": True, "respondents_consent": True, "accepted_on": ago(1)}
    take(again, "accept", by="village_mediator", **consent)
    assert again.official_no
    assert list(Case.objects.counted()) == [case]


def test_a_dispute_that_had_failed_is_counted_when_it_comes_back(
    door: Page | Api, mediating: Callable[..., Case], take: Callable[..., Case]
) -> None:
    case = take(mediating(), "not_reached", by="village_mediator", routes_explained=True, ended_on=ago(3))
    assert door.step("village_mediator", case, "reopen", summary="愿意再谈。", reopened_on=ago(2)).done
    assert not Case.objects.get(first_case=case).is_continuation


def test_an_agreement_that_is_being_performed_is_not_taken_up_again(
    door: Page | Api, effective: Callable[..., Case], sued: dict[str, Any]
) -> None:
    case = effective()
    answer = door.step("village_mediator", case, "reopen", summary="再谈。")
    assert answer.status == 409
    door.step("village_mediator", case, "record_breach", **sued, filed_on=ago(2))
    assert door.step("village_mediator", case, "reopen", summary="再谈。", reopened_on=ago(1)).done


def test_both_cases_show_each_other(
    as_user: Any, effective: Callable[..., Case], take: Callable[..., Case]
) -> None:
    case = take(effective(), "close", by="village_mediator", performed_on=ago(3), closed_on=ago(3))
    take(case, "reopen", by="village_mediator", summary="又堵了。", reopened_on=ago(2))
    again = Case.objects.get(first_case=case)
    first = as_user("village_mediator").get(f"/cases/{case.uuid}/").content.decode()
    second = as_user("village_mediator").get(f"/cases/{again.uuid}/").content.decode()
    assert f'href="/cases/{again.uuid}/"' in first
    assert f'href="/cases/{case.uuid}/"' in second
