"""人民调解法 25: one case, one decider, one reason; read by the case's own people, and never a list."""

from collections.abc import Callable
from typing import Any

import pytest

from cases.models import Case
from mediation.kernel.errors import InvalidInput, Refused
from mediation.kernel.models import JournalEntry
from tests.world import World

Take = Callable[..., Case]
Login = Callable[[str], Any]
TOLD = {"organ": "police", "reason": "扬言动手，密语。", "not_refusal": True}


@pytest.fixture
def placed(mediating: Take, take: Take, world: World) -> Case:
    case = mediating("room_clerk", mediators=("room_mediator",))
    Case.objects.filter(pk=case.pk).update(placed_by=world.guidance)
    return take(case, "report_danger", by="room_mediator", **TOLD)


def test_one_decider_is_kept_and_journalled_without_the_words(placed: Case, world: World) -> None:
    report = placed.danger_reports.get()
    assert (report.decided_by_id, report.decided_by_name) == (world.room_mediator.pk, "示例·驻院调解员甲")
    entry = JournalEntry.objects.get(action="case.report_danger")
    assert "密语" not in f"{entry.reason}{entry.detail}"


def test_the_cases_own_people_read_it_and_the_coordinator_does_not(placed: Case, as_user: Login) -> None:
    for who, reads in (("room_mediator", True), ("room_clerk", True), ("coordinator", False)):
        page = as_user(who).get(f"/cases/{placed.uuid}/")
        told = [str(item["title"]) for item in page.context["timeline"]]
        seen = ("密语" in page.content.decode(), "依法报告可能激化的纠纷" in told)
        assert seen == (reads, reads), who


def test_refusing_mediation_is_no_ground(mediating: Take, take: Take) -> None:
    with pytest.raises(InvalidInput) as caught:
        take(mediating(), "report_danger", by="village_mediator", **{**TOLD, "not_refusal": False})
    assert "拒绝调解是当事人的权利" in str(caught.value.errors["not_refusal"])


def test_nobody_else_decides(mediating: Take, take: Take) -> None:
    with pytest.raises(Refused):
        take(mediating(), "report_danger", by="coordinator", **TOLD)
