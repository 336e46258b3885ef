"""An expert sees one case until the day, and one opinion is one person-time."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from cases import sharing
from cases.models import Case, CaseGrant, ExpertInvitation
from mediation.kernel.calendar import today
from mediation.kernel.models import JournalEntry
from organizations.exceptions import all_exceptions
from tests.world import World


@pytest.fixture
def ask(world: World) -> dict[str, Any]:
    return {
        "expert": str(world.expert.person.uuid),
        "question": "院墙的界线怎样认定？",
        "days": "7",
        "parties_agree": "on",
    }


@pytest.fixture
def invited(mediating: Callable[..., Case], as_user: Callable[[str], Any], ask: dict[str, Any]) -> Case:
    case = mediating()
    answer = as_user("village_mediator").post(f"/cases/{case.uuid}/expert/", ask)
    assert answer.status_code == 302
    return case


def later(days: int) -> Any:
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


def test_the_expert_sees_the_case_and_nothing_else_until_the_day(
    invited: Case, registered: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    other = registered()
    for days, visible in ((0, 200), (6, 200), (7, 404), (30, 404)):
        with later(days):
            assert as_user("expert").get(f"/cases/{invited.uuid}/").status_code == visible
            assert as_user("expert").get(f"/cases/{other.uuid}/").status_code == 404
            shared = as_user("expert").get("/cases/home/").context["shared"]
            assert [case.pk for case, _until in shared] == ([invited.pk] if visible == 200 else [])


def test_without_the_parties_consent_nobody_is_invited(
    mediating: Callable[..., Case], as_user: Callable[[str], Any], ask: dict[str, Any]
) -> None:
    case = mediating()
    answer = as_user("village_mediator").post(f"/cases/{case.uuid}/expert/", {**ask, "parties_agree": ""})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"parties_agree": ["当事人同意才能邀请（人民调解法第二十条）。"]}
    assert not CaseGrant.objects.exists()


def test_opinions_are_kept_and_count_once(invited: Case, as_user: Callable[[str], Any]) -> None:
    for words in ("先看土地证。", "再请人测量。"):
        answer = as_user("expert").post(f"/cases/{invited.uuid}/advise/", {"advice": words})
        assert answer.status_code == 302
    invitation = ExpertInvitation.objects.get()
    assert invitation.advice == "先看土地证。\n\n再请人测量。"
    assert invitation.took_part_on == today()
    assert "先看土地证。" in as_user("village_mediator").get(f"/cases/{invited.uuid}/").content.decode()


def test_an_expert_advises_and_does_nothing_else(invited: Case, as_user: Callable[[str], Any]) -> None:
    steps = as_user("expert").get(f"/api/v1/cases/{invited.uuid}/transitions/").json()
    assert steps
    assert not any(step["allowed"] for step in steps)
    assert as_user("expert").get(f"/cases/{invited.uuid}/edit/").status_code == 409


def test_the_coordinator_who_placed_a_case_may_invite(
    mediating: Callable[..., Case], as_user: Callable[[str], Any], ask: dict[str, Any], world: World
) -> None:
    case = mediating("room_mediator")
    Case.objects.filter(pk=case.pk).update(placed_by=world.guidance)
    assert as_user("coordinator").post(f"/cases/{case.uuid}/expert/", ask).status_code == 302
    assert as_user("other_coordinator").post(f"/cases/{case.uuid}/expert/", ask).status_code == 404


def test_an_expert_is_not_invited_twice_at_a_time(
    invited: Case, as_user: Callable[[str], Any], ask: dict[str, Any]
) -> None:
    answer = as_user("village_mediator").post(f"/cases/{invited.uuid}/expert/", ask)
    assert answer.context["form"].errors == {"expert": ["这个人现在已经可以看这件案件。"]}


def test_the_security_administrator_sees_and_ends_the_exception_without_seeing_the_case(
    invited: Case, as_user: Callable[[str], Any]
) -> None:
    (row,) = all_exceptions(day=today())
    assert row.person_name == "示例·专家甲"
    assert "马某甲" not in str(row.what)
    answer = as_user("security_admin").post(row.revoke_url)
    assert answer.status_code == 302
    assert as_user("expert").get(f"/cases/{invited.uuid}/").status_code == 404
    assert as_user("security_admin").get(f"/cases/{invited.uuid}/").status_code == 404
    assert JournalEntry.objects.filter(action="case.share_revoked").count() == 1


def test_others_cannot_end_it(invited: Case, as_user: Callable[[str], Any], world: World) -> None:
    address = f"/cases/{invited.uuid}/shares/{world.expert.person.uuid}/end/"
    for who in ("system_admin", "second_village_mediator", "analyst"):
        assert as_user(who).post(address).status_code == 404
    assert as_user("expert").post(address).status_code == 409
    assert CaseGrant.objects.count() == 1


def test_what_ended_by_itself_is_journalled_once(invited: Case) -> None:
    with later(7):
        sharing.record_expired()
        sharing.record_expired()
        assert JournalEntry.objects.filter(action="case.share_expired").count() == 1
        assert [row.person_name for row in all_exceptions(day=today(), ended=True)] == ["示例·专家甲"]
        assert all_exceptions(day=today()) == []


def test_the_parties_telephones_are_masked_for_an_expert(
    invited: Case, as_user: Callable[[str], Any]
) -> None:
    invited.parties.update(phone="13900000001", address="示范一村二组")
    for who, phone in (("village_clerk", "13900000001"), ("expert", "139****0001")):
        told = as_user(who).get(f"/api/v1/cases/{invited.uuid}/").json()
        assert {party["phone"] for party in told["parties"]} == {phone}
        page = as_user(who).get(f"/cases/{invited.uuid}/").content.decode()
        assert ("13900000001" in page, "示范一村二组" in page) == ((who == "village_clerk"),) * 2
