"""Searching by number, name and text, inside what one may see; what was typed is in no address."""

from collections.abc import Callable
from typing import Any

import pytest

from cases.models import Case


@pytest.fixture
def found(as_user: Callable[[str], Any]) -> Callable[..., set[str]]:
    def search(who: str, typed: str) -> set[str]:
        response = as_user(who).post("/cases/", {"q": typed}, follow=True)
        return {str(row.case.uuid) for row in response.context["rows"]}

    return search


@pytest.mark.parametrize("typed", ["阿某依", "示例·阿某依", "葡萄架", "二队西头", "ＰＶＣ管", "pvc"])
def test_names_and_words_of_the_story_are_found(
    registered: Callable[..., Case], found: Callable[..., set[str]], typed: str
) -> None:
    case = registered(applicant_name="示例·阿某依", summary="二队西头的葡萄架压坏了PVC管。")
    registered()
    assert found("village_mediator", typed) == {str(case.uuid)}


def test_letters_that_only_stand_apart_are_not_found(
    registered: Callable[..., Case], found: Callable[..., set[str]]
) -> None:
    registered(summary="葡萄架倒了，架子压坏了墙。")
    assert found("village_mediator", "葡萄架子") == set()


def test_numbers_are_found_whole_and_in_part(
    accepted: Callable[..., Case], found: Callable[..., set[str]]
) -> None:
    case = accepted()
    for typed in (
        case.official_no,
        case.official_no.replace("（", "(").replace("）", ")"),
        case.registration_no[-6:],
    ):
        assert found("village_mediator", typed) == {str(case.uuid)}


def test_cases_of_other_committees_are_never_found(
    registered: Callable[..., Case], found: Callable[..., set[str]]
) -> None:
    registered(applicant_name="示例·阿某依")
    assert found("second_village_mediator", "阿某依") == set()
    assert found("township_clerk", "阿某依") == set()
    assert found("coordinator", "阿某依") == set()


def test_what_was_typed_stands_in_no_address(
    registered: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    registered()
    browser = as_user("village_mediator")
    answer = browser.post("/cases/", {"q": "马某甲", "status": "registered"})
    assert answer.status_code == 302
    assert "status=registered" in answer["Location"]
    assert "%" not in answer["Location"]
    # Another person's session does not know the word.
    elsewhere = as_user("village_clerk").get(answer["Location"])
    assert elsewhere.context["searched"] == ""


def test_one_character_is_too_little(registered: Callable[..., Case], as_user: Callable[[str], Any]) -> None:
    registered()
    page = as_user("village_mediator").post("/cases/", {"q": "马"}, follow=True)
    assert "请至少输入两个字再查找。" in page.content.decode()
