"""An expert sees one case until the day, and one opinion is one person-time."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from cases import sharing
from cases.models import Case, CaseGrant, ExpertInvitation
from mediation.kernel.calendar import add_working_days, today
from mediation.kernel.models import JournalEntry
from organizations.exceptions import all_exceptions
from tests.world import World


@pytest.fixture
def ask(world: World) -> dict[str, Any]:
    return {
        "expert": str(world.expert.person.uuid),
        "ground": "professional",
        "question": "院墙的界线怎样认定？",
        "days": "7",
        "parties_agree": "on",
    }


@pytest.fixture
def asked(mediating: Callable[..., Case], as_user: Callable[[str], Any], ask: dict[str, Any]) -> Case:
    """A case about which an expert was asked and has not answered."""
    case = mediating()
    answer = as_user("village_mediator").post(f"/cases/{case.uuid}/expert/", ask)
    assert answer.status_code == 302
    return case


@pytest.fixture
def invited(asked: Case, as_user: Callable[[str], Any]) -> Case:
    """The expert accepted at once."""
    assert reply(as_user, asked, answer="accepted").status_code == 302
    return asked


def reply(as_user: Callable[[str], Any], case: Case, who: str = "expert", **said: str) -> Any:
    return as_user(who).post(f"/cases/{case.uuid}/expert/answer/", said)


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


def test_before_accepting_an_expert_reads_kind_names_and_question_and_nothing_else(
    asked: Case, as_user: Callable[[str], Any]
) -> None:
    asked.parties.update(phone="13900000001", address="示范一村二组")
    expert = as_user("expert")
    for page in (expert.get("/cases/home/"), expert.get(f"/cases/{asked.uuid}/expert/answer/")):
        told = page.content.decode()
        for words in ("邻里", "示例·马某甲", "示例·王某乙", "院墙的界线怎样认定？", "专业技术问题"):
            assert words in told
        for words in (asked.number, asked.registration_no, "滴水", "13900000001", "示范一村"):
            assert words not in told
    for address in (f"/cases/{asked.uuid}/", f"/api/v1/cases/{asked.uuid}/", f"/cases/{asked.uuid}/advise/"):
        assert expert.get(address).status_code == 404
    assert expert.get("/api/v1/cases/").json()["results"] == []
    assert not CaseGrant.objects.exists()


def test_names_of_a_case_with_privacy_stay_masked_until_accepted(
    asked: Case, as_user: Callable[[str], Any]
) -> None:
    Case.objects.filter(pk=asked.pk).update(is_protected=True)
    told = as_user("expert").get(f"/cases/{asked.uuid}/expert/answer/").content.decode()
    assert "示例·马某甲" not in told


def test_the_ground_is_asked_and_the_parties_consent_kept_with_its_day(
    mediating: Callable[..., Case], as_user: Callable[[str], Any], ask: dict[str, Any]
) -> None:
    case = mediating()
    answer = as_user("village_mediator").post(f"/cases/{case.uuid}/expert/", {**ask, "ground": ""})
    assert list(answer.context["form"].errors) == ["ground"]
    as_user("village_mediator").post(f"/cases/{case.uuid}/expert/", ask)
    invitation = case.expert_invitations.get()
    assert (invitation.ground, invitation.parties_agreed_on) == ("professional", today())
    assert invitation.answer_due == add_working_days(today(), 3).day


@pytest.mark.parametrize(("answer", "reason"), [("declined", "出差"), ("recused", "")])
def test_saying_no_opens_nothing_and_the_mediator_is_told(
    asked: Case, as_user: Callable[[str], Any], answer: str, reason: str
) -> None:
    assert reply(as_user, asked, answer=answer, reason=reason).status_code == 302
    assert as_user("expert").get(f"/cases/{asked.uuid}/").status_code == 404
    assert as_user("expert").get("/cases/home/").context["asked"] == []
    entries = as_user("village_mediator").get("/cases/home/").context["soon"].entries
    assert [str(entry.action) for entry in entries] == ["另请专家"]
    assert reply(as_user, asked, answer="accepted").status_code == 409
    assert ExpertInvitation.objects.filter(took_part_on__isnull=False).count() == 0


def test_declining_says_why(asked: Case, as_user: Callable[[str], Any]) -> None:
    answer = reply(as_user, asked, answer="declined")
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["reason"]


def test_without_an_answer_in_time_it_is_over_and_another_may_be_asked(
    asked: Case, as_user: Callable[[str], Any], ask: dict[str, Any]
) -> None:
    due = asked.expert_invitations.get().answer_due
    again = as_user("village_mediator").post(f"/cases/{asked.uuid}/expert/", ask)
    assert again.context["form"].errors == {"expert": ["已经邀请过，这位专家还没有答复。"]}
    with later((due - today()).days + 1):
        assert reply(as_user, asked, answer="accepted").status_code == 409
        assert as_user("expert").get("/cases/home/").context["asked"] == []
        home = as_user("village_mediator").get("/cases/home/").context
        assert "另请专家" in [str(e.action) for name in ("today", "soon") for e in home[name].entries]
        assert as_user("village_mediator").post(f"/cases/{asked.uuid}/expert/", ask).status_code == 302


def test_the_days_begin_when_the_expert_accepts(asked: Case, as_user: Callable[[str], Any]) -> None:
    with later(1):
        assert reply(as_user, asked, answer="accepted").status_code == 302
        ends = today() + timedelta(days=7)
        assert CaseGrant.objects.get().valid_until == asked.expert_invitations.get().ends_on == ends


def test_who_finds_a_conflict_after_accepting_steps_back_and_sees_it_no_longer(
    invited: Case, as_user: Callable[[str], Any]
) -> None:
    assert reply(as_user, invited, answer="declined", reason="忙").status_code == 422
    assert reply(as_user, invited, answer="recused").status_code == 302
    assert as_user("expert").get(f"/cases/{invited.uuid}/").status_code == 404
    assert invited.expert_invitations.get().answer == "recused"


@pytest.mark.parametrize("who", ["village_mediator", "coordinator", "nobody", "security_admin"])
def test_nobody_else_answers(asked: Case, as_user: Callable[[str], Any], who: str) -> None:
    assert reply(as_user, asked, who, answer="accepted").status_code == 404
    assert not CaseGrant.objects.exists()


def test_a_settled_case_needs_no_answer(
    asked: Case, as_user: Callable[[str], Any], take: Callable[..., Case]
) -> None:
    take(asked, "not_reached", by="village_mediator", routes_explained=True)
    assert reply(as_user, asked, answer="accepted").status_code == 409
    assert as_user("expert").get("/cases/home/").context["asked"] == []
