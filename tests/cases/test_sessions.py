"""Records of mediation sessions."""

from collections.abc import Callable
from typing import Any

from cases.enums import CaseStatus
from cases.models import Case, Party
from tests.cases.conftest import ago, day
from tests.doors import Api, Page

TALK = {"place": "村委会调解室", "record_text": "双方讲了经过。"}


def test_a_session_is_added_and_the_case_stays_in_mediation(
    door: Page | Api, mediating: Callable[..., Case]
) -> None:
    case = mediating()
    assert door.step("village_mediator", case, "record_session", **TALK, held_on=ago(3)).done
    assert door.step("village_mediator", case, "record_session", **TALK, held_on=ago(1)).done
    case.refresh_from_db()
    assert case.status == CaseStatus.MEDIATING
    assert [s.held_on for s in case.sessions.all()] == [day(3), day(1)]


def test_a_session_without_a_record_is_none(door: Page | Api, mediating: Callable[..., Case]) -> None:
    case = mediating()
    assert list(door.step("village_mediator", case, "record_session", place="村委会").errors) == [
        "record_text"
    ]
    assert not case.sessions.exists()


def test_only_the_cases_own_mediators_and_clerks_write_records(
    door: Page | Api, mediating: Callable[..., Case]
) -> None:
    case = mediating("village_mediator")
    assert door.step("village_clerk", case, "record_session", **TALK).done
    assert door.step("township_clerk", case, "record_session", **TALK).status == 404


def test_both_came_is_one_tick(door: Page | Api, mediating: Callable[..., Case]) -> None:
    case = mediating()
    assert door.step("village_mediator", case, "record_session", **TALK, all_came=True).done
    session = case.sessions.get()
    assert {party.name for party in session.came.all()} == {"示例·马某甲", "示例·王某乙"}
    assert (session.applicants_came, session.respondents_came) == (1, 1)


def test_who_came_is_ticked_by_name_when_not_all_did(
    door: Page | Api, mediating: Callable[..., Case]
) -> None:
    case = mediating()
    one = case.parties.get(side="applicant")
    assert door.step("village_mediator", case, "record_session", **TALK, came=[str(one.uuid)]).done
    session = case.sessions.get()
    assert list(session.came.all()) == [one]
    assert (session.applicants_came, session.respondents_came) == (1, 0)


def test_nothing_said_of_who_came_is_nothing_kept(door: Page | Api, mediating: Callable[..., Case]) -> None:
    case = mediating()
    assert door.step("village_mediator", case, "record_session", **TALK).done
    assert case.sessions.get().applicants_came is None


def test_who_withdrew_did_not_come(door: Page | Api, mediating: Callable[..., Case]) -> None:
    case = mediating()
    case.parties.create(side="applicant", name="示例·退出者", left_on=day(2), position=3)
    assert door.step("village_mediator", case, "record_session", **TALK, all_came=True).done
    assert case.sessions.get().applicants_came == 1


def test_of_a_group_the_number_is_kept(door: Page | Api, mediating: Callable[..., Case]) -> None:
    case = mediating()
    Party.objects.bulk_create(
        Party(case=case, side="applicant", name=f"示例·{n}", position=n) for n in range(3, 15)
    )
    answer = door.step("village_mediator", case, "record_session", **TALK, applicants_came=14)
    assert answer.errors == {"applicants_came": ["这一方只有 13 人。"]}
    came = {"applicants_came": 3, "respondents_came": 1}
    assert door.step("village_mediator", case, "record_session", **TALK, **came).done
    session = case.sessions.get()
    assert (session.applicants_came, session.respondents_came, session.came.count()) == (3, 1, 0)


def test_a_remote_sitting_says_how_identities_were_checked(
    door: Page | Api, mediating: Callable[..., Case]
) -> None:
    case = mediating()
    answer = door.step("village_mediator", case, "record_session", **TALK, mode="remote")
    assert answer.errors == {"identity_check": ["视频或电话调解，请写明怎样核对了双方的身份。"]}
    checked = {"mode": "remote", "identity_check": "视频里出示身份证"}
    assert door.step("village_mediator", case, "record_session", **TALK, **checked).done


def test_others_are_asked_in_with_the_parties_consent(
    door: Page | Api, mediating: Callable[..., Case]
) -> None:
    case, invited = mediating(), {"others_present": "示例·村老支书"}
    answer = door.step("village_mediator", case, "record_session", **TALK, **invited)
    assert answer.errors == {"others_agreed": ["当事人同意，才能邀请别人参加（人民调解法第二十条）。"]}
    assert door.step("village_mediator", case, "record_session", **TALK, **invited, others_agreed=True).done


def test_it_ends_after_it_began(door: Page | Api, mediating: Callable[..., Case]) -> None:
    case = mediating()
    answer = door.step(
        "village_mediator", case, "record_session", **TALK, started_at="10:00", ended_at="09:30"
    )
    assert answer.errors == {"ended_at": ["结束时间要晚于开始时间。"]}
    times = {"started_at": "09:30", "ended_at": "10:45"}
    assert door.step("village_mediator", case, "record_session", **TALK, **times).done


def test_the_place_of_the_last_sitting_stands_there_already(
    mediating: Callable[..., Case], take: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    case = take(mediating(), "record_session", by="village_mediator", **TALK)
    form = as_user("village_mediator").get(f"/cases/{case.uuid}/steps/record_session/").context["form"]
    assert form["place"].value() == "村委会调解室"
    assert "place" in [bound.name for bound in form.shown]
    assert "identity_check" in [bound.name for bound in form.hidden_away]
