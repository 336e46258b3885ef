"""Records of mediation sessions."""

from collections.abc import Callable

from cases.enums import CaseStatus
from cases.models import Case
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
