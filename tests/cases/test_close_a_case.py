"""Closing a case: an agreement when it is performed, everything else at once. The model of a feature's tests.

Each test says one sentence, sets only what it is about, and goes through every door.
"""

from collections.abc import Callable

from cases.enums import CaseStatus
from cases.models import Case
from mediation.kernel.models import JournalEntry
from tests.cases.conftest import ago, day
from tests.doors import Api, Page
from tests.world import World


def test_a_performed_agreement_is_closed(door: Page | Api, effective: Callable[..., Case]) -> None:
    case = effective()
    assert door.step("village_mediator", case, "close", performed_on=ago(2), closed_on=ago(1)).done
    case.refresh_from_db()
    assert case.status == CaseStatus.CLOSED
    assert (case.performed_on, case.closed_on) == (day(2), day(1))


def test_closing_leaves_an_event_and_a_journal_entry(
    door: Page | Api, effective: Callable[..., Case], world: World
) -> None:
    case = effective()
    door.step("village_mediator", case, "close", performed_on=ago(2), closed_on=ago(1))
    event = case.events.get(transition="close")
    assert (event.from_status, event.to_status) == (CaseStatus.EFFECTIVE, CaseStatus.CLOSED)
    assert (event.occurred_on, event.actor_name) == (day(1), str(world.village_mediator))
    entry = JournalEntry.objects.get(action="case.close")
    assert (entry.actor_id, entry.object_id) == (world.village_mediator.pk, str(case.uuid))


def test_an_agreement_that_is_not_performed_stays_open(
    door: Page | Api, effective: Callable[..., Case]
) -> None:
    case = effective()
    answer = door.step("village_mediator", case, "close", closed_on=ago(1))
    assert answer.errors == {
        "performed_on": ["达成协议的案件，履行完毕才能结案，请填写履行完毕日期；还没履行的，先不结案。"]
    }
    case.refresh_from_db()
    assert (case.status, case.closed_on) == (CaseStatus.EFFECTIVE, None)


def test_a_case_without_agreement_closes_without_performance(
    door: Page | Api, mediating: Callable[..., Case], take: Callable[..., Case]
) -> None:
    case = take(mediating(), "not_reached", by="village_mediator", routes_explained=True, ended_on=ago(2))
    wrong = door.step("village_mediator", case, "close", performed_on=ago(1))
    assert wrong.errors == {"performed_on": ["没有达成协议的案件不填履行日期。"]}
    assert door.step("village_mediator", case, "close").done


def test_the_days_are_in_order(door: Page | Api, effective: Callable[..., Case]) -> None:
    case = effective()
    early = door.step("village_mediator", case, "close", performed_on=ago(5), closed_on=ago(1))
    assert early.errors == {"performed_on": ["履行日期不能早于协议生效日期。"]}
    before = door.step("village_mediator", case, "close", performed_on=ago(1), closed_on=ago(2))
    assert before.errors == {"closed_on": ["结案日期不能早于履行完毕日期。"]}
    future = door.step("village_mediator", case, "close", performed_on=ago(1), closed_on=ago(-1))
    assert future.errors == {"closed_on": ["日期不能晚于今天。"]}


def test_a_case_in_mediation_is_not_closed(door: Page | Api, mediating: Callable[..., Case]) -> None:
    answer = door.step("village_mediator", mediating(), "close", closed_on=ago(1))
    assert (answer.status, answer.reason) == (409, "现在的状态是“调解中”，不能办理“结案”。")


def test_a_colleague_who_does_not_mediate_it_cannot_close_it(
    door: Page | Api, effective: Callable[..., Case], world: World
) -> None:
    case = effective("room_mediator")
    Case.objects.filter(pk=case.pk).update(registered_by_id=world.room_mediator_2.pk)
    answer = door.step("room_mediator_2", case, "close", performed_on=ago(2))
    assert (answer.status, answer.reason) == (409, "只有这件案件的调解员或本组织内勤可以办理。")


def test_another_committee_does_not_see_it(door: Page | Api, effective: Callable[..., Case]) -> None:
    assert door.step("township_clerk", effective(), "close", performed_on=ago(2)).status == 404


def test_a_case_that_somebody_else_changed_meanwhile_is_not_closed(
    door: Page | Api, effective: Callable[..., Case]
) -> None:
    case = effective()
    answer = door.step("village_mediator", case, "close", performed_on=ago(2), version=case.version - 1)
    assert (answer.status, answer.reason) == (409, "这条记录刚刚被别人改过，请看过最新内容再办理。")
    case.refresh_from_db()
    assert case.status == CaseStatus.EFFECTIVE
