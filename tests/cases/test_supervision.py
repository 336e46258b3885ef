"""Supervision orders (督办): issued by the county's committee, answered by the holder, lifted."""

from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from django.test import Client

from cases.models import Case, SupervisionOrder
from mediation.kernel.models import JournalEntry
from tests.cases.conftest import day
from tests.world import World

REASON = {"reason": "期限已过，请说明原因。"}


@pytest.fixture
def overdue(mediating: Callable[..., Case]) -> Case:
    case = mediating()
    Case.objects.filter(pk=case.pk).update(due_on=day(2))
    case.refresh_from_db()
    return case


def issue(client: Client, case: Case) -> SupervisionOrder:
    assert client.post(f"/cases/overdue/{case.uuid}/order/", REASON).status_code == 302
    return SupervisionOrder.objects.get(case=case)


def test_issued_answered_lifted(overdue: Case, as_user: Callable[[str], Client], world: World) -> None:
    coordinator, mediator = as_user("coordinator"), as_user("village_mediator")
    order = issue(coordinator, overdue)
    assert (order.issued_by, order.issued_on) == (world.guidance, day(0))
    [entry] = mediator.get("/cases/home/").context["today"].entries
    assert entry.action == "答复督办"
    address = f"/cases/{overdue.uuid}/orders/{order.uuid}/answer/"
    assert address in mediator.get(f"/cases/{overdue.uuid}/").content.decode()
    mediator.post(address, {"answer": "等一份材料，下周办完。"})
    assert "等一份材料，下周办完。" in coordinator.get("/cases/overdue/").content.decode()
    coordinator.post(f"/cases/overdue/orders/{order.uuid}/lift/")
    order.refresh_from_db()
    assert (order.answered_on, order.lifted_on) == (day(0), day(0))
    assert coordinator.get("/cases/overdue/").context["orders"] == []
    acts = JournalEntry.objects.filter(object_id=overdue.uuid, action__startswith="case.supervis")
    assert list(acts.order_by("id").values_list("action", flat=True)) == [
        "case.supervised",
        "case.supervision_answered",
        "case.supervision_lifted",
    ]


def test_the_answer_is_due_on_the_third_working_day(
    mediating: Callable[..., Case], as_user: Callable[[str], Client]
) -> None:
    case = mediating()
    Case.objects.filter(pk=case.pk).update(due_on=date(2026, 9, 1))
    with time_machine.travel("2026-09-29T02:00:00+00:00", tick=False):
        order = issue(as_user("coordinator"), case)
    assert order.answer_due == date(2026, 10, 9)


def test_the_page_of_an_order_tells_nothing_of_the_case(
    overdue: Case, as_user: Callable[[str], Client]
) -> None:
    page = as_user("coordinator").get(f"/cases/overdue/{overdue.uuid}/order/").content.decode()
    assert overdue.number in page
    assert "示例·马某甲" not in page
    assert "院墙" not in page


def test_a_reason_is_asked_and_an_empty_one_changes_nothing(
    overdue: Case, as_user: Callable[[str], Client]
) -> None:
    answer = as_user("coordinator").post(f"/cases/overdue/{overdue.uuid}/order/", {"reason": ""})
    assert answer.status_code == 422
    assert "请填写督办事由。" in answer.content.decode()
    assert not SupervisionOrder.objects.exists()


def test_one_order_at_a_time(overdue: Case, as_user: Callable[[str], Client]) -> None:
    issue(as_user("coordinator"), overdue)
    as_user("second_coordinator").post(f"/cases/overdue/{overdue.uuid}/order/", REASON)
    assert SupervisionOrder.objects.count() == 1


def test_other_people_neither_issue_nor_answer_nor_lift(
    overdue: Case, as_user: Callable[[str], Client]
) -> None:
    page = f"/cases/overdue/{overdue.uuid}/order/"
    assert as_user("other_coordinator").post(page, REASON).status_code == 404
    assert as_user("village_clerk").post(page, REASON).status_code == 403
    order = issue(as_user("coordinator"), overdue)
    answer = f"/cases/{overdue.uuid}/orders/{order.uuid}/answer/"
    assert as_user("second_village_mediator").post(answer, {"answer": "好。"}).status_code == 404
    lift = f"/cases/overdue/orders/{order.uuid}/lift/"
    assert as_user("other_coordinator").post(lift).status_code == 404
    order.refresh_from_db()
    assert (order.answer, order.lifted_on) == ("", None)


def test_a_case_in_its_term_is_not_supervised(
    mediating: Callable[..., Case], as_user: Callable[[str], Client]
) -> None:
    case = mediating()
    answer = as_user("coordinator").post(f"/cases/overdue/{case.uuid}/order/", REASON, follow=True)
    assert "没有超期，不用督办" in answer.content.decode()
    assert not SupervisionOrder.objects.exists()
