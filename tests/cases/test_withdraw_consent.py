"""Consent may be taken back until the agreement binds; who it was stays with those who handle the case."""

from collections.abc import Callable
from typing import Any

import pytest

from cases.enums import CaseStatus, Consent, Side
from cases.models import Case
from tests.cases.conftest import ago, day
from tests.doors import Api, Page
from tests.world import World

TOLD = {"routes_explained": True}
OPINION = {
    "ground": "professional",
    "question": "院墙的界线怎样认定？",
    "days": "7",
    "parties_agree": "on",
}


def answers(case: Case) -> dict[str, tuple[str, Any]]:
    return {p.side: (p.consent, p.consented_on) for p in case.parties.all()}


@pytest.mark.parametrize("stage", ["accepted", "mediating", "agreed"])
def test_the_side_that_withdrew_is_kept_with_its_day(
    door: Page | Api, request: pytest.FixtureRequest, stage: str
) -> None:
    case = request.getfixturevalue(stage)()
    assert door.step("village_clerk", case, "refuse", **TOLD, withdrew=["respondent"], ended_on=ago(2)).done
    assert answers(case) == {
        Side.APPLICANT: (Consent.GIVEN, day(9)),
        Side.RESPONDENT: (Consent.WITHDRAWN, day(2)),
    }
    case.refresh_from_db()
    assert case.status == CaseStatus.ENDED


def test_who_it_was_need_not_be_said(door: Page | Api, mediating: Callable[..., Case]) -> None:
    case = mediating()
    assert door.step("village_mediator", case, "refuse", **TOLD).done
    assert {consent for consent, _on in answers(case).values()} == {Consent.GIVEN}


def test_both_sides_may_have_withdrawn(door: Page | Api, mediating: Callable[..., Case]) -> None:
    case = mediating()
    assert door.step("village_mediator", case, "refuse", **TOLD, withdrew=["applicant", "respondent"]).done
    assert {consent for consent, _on in answers(case).values()} == {Consent.WITHDRAWN}


def test_a_side_that_does_not_exist_is_no_answer(door: Page | Api, mediating: Callable[..., Case]) -> None:
    case = mediating()
    said = door.step("village_mediator", case, "refuse", **TOLD, withdrew=["court"])
    assert list(said.errors) == ["withdrew"]
    case.refresh_from_db()
    assert case.status == CaseStatus.MEDIATING


def test_who_left_a_group_before_keeps_the_day_on_which_he_left(
    door: Page | Api, mediating: Callable[..., Case]
) -> None:
    case = mediating()
    gone = case.parties.create(
        side=Side.APPLICANT,
        name="示例·马某丙",
        consent=Consent.WITHDRAWN,
        consented_on=day(6),
        left_on=day(6),
    )
    assert door.step("village_mediator", case, "refuse", **TOLD, withdrew=["applicant"], ended_on=ago(1)).done
    gone.refresh_from_db()
    assert gone.consented_on == day(6)


def test_the_course_of_the_case_does_not_tell_the_side(
    mediating: Callable[..., Case], take: Callable[..., Case]
) -> None:
    case = take(mediating(), "refuse", by="village_mediator", **TOLD, withdrew=["respondent"])
    assert case.events.get(transition="refuse").note == ""


@pytest.mark.parametrize("who", ["expert", "coordinator"])
def test_an_expert_and_a_coordinator_are_shown_nobodys_answer(
    mediating: Callable[..., Case],
    take: Callable[..., Case],
    world: World,
    as_user: Callable[[str], Any],
    who: str,
) -> None:
    case = mediating()
    Case.objects.filter(pk=case.pk).update(placed_by=world.guidance)
    for said, by, where in (
        ({**OPINION, "expert": str(world.expert.person.uuid)}, "village_mediator", "expert/"),
        ({"answer": "accepted"}, "expert", "expert/answer/"),
    ):
        assert as_user(by).post(f"/cases/{case.uuid}/{where}", said).status_code == 302
    take(Case.objects.get(pk=case.pk), "refuse", by="village_mediator", **TOLD, withdrew=["respondent"])
    page = as_user(who).get(f"/cases/{case.uuid}/").content.decode()
    assert "撤回同意" not in page
    assert "同意调解</td>" not in page
    told = as_user(who).get(f"/api/v1/cases/{case.uuid}/").json()
    assert {(p["consent"], p["consented_on"]) for p in told["parties"]} == {("", None)}
    assert "撤回同意" in as_user("village_clerk").get(f"/cases/{case.uuid}/").content.decode()
