"""A case is found by the pinyin initials of a party's name, inside what one may see."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from cases.models import Case, CaseText
from mediation.kernel import search


@pytest.fixture
def found(as_user: Callable[[str], Any]) -> Callable[..., set[str]]:
    def look(who: str, typed: str) -> set[str]:
        response = as_user(who).post("/cases/", {"q": typed}, follow=True)
        assert typed not in response.redirect_chain[-1][0], "what was typed is in no address"
        return {str(row.case.uuid) for row in response.context["rows"]}

    return look


@pytest.mark.parametrize("typed", ["aym", "AYM", "ａｙｍ", "slaym", "wly"])
def test_initials_of_either_side_find_the_case(
    registered: Callable[..., Case], found: Callable[..., set[str]], typed: str
) -> None:
    case = registered(applicant_name="示例·阿依某", respondent_name="示例·王立园")
    registered()
    assert found("village_mediator", typed) == {str(case.uuid)}


def test_a_surname_is_read_as_a_surname(
    registered: Callable[..., Case], found: Callable[..., set[str]]
) -> None:
    case = registered(applicant_name="单某示例")
    assert found("village_mediator", "smsl") == {str(case.uuid)}
    assert found("village_mediator", "dmsl") == set()


def test_initials_do_not_run_from_one_name_into_the_next(
    registered: Callable[..., Case], found: Callable[..., set[str]]
) -> None:
    registered(applicant_name="阿依某", respondent_name="王立园")
    assert found("village_mediator", "mwl") == set()


def test_other_committees_find_nothing(
    registered: Callable[..., Case], found: Callable[..., set[str]]
) -> None:
    registered(applicant_name="示例·阿依某")
    for who in ("second_village_mediator", "township_clerk", "coordinator"):
        assert found(who, "aym") == set()


def test_people_who_join_and_imported_people_are_found_too(
    registered: Callable[..., Case], found: Callable[..., set[str]], as_user: Callable[[str], Any]
) -> None:
    case = registered()
    page = reverse("cases:parties_add", args=[case.uuid])
    joined = as_user("village_mediator").post(
        page, {"side": "applicant", "people": "示例·古丽某，300\n示例·热依某，300", "checked": "1"}
    )
    assert joined.status_code == 302
    assert found("village_mediator", "glm") == {str(case.uuid)}


def test_every_writer_makes_the_same_words(registered: Callable[..., Case]) -> None:
    registered(applicant_name="示例·阿依某", respondent_name="示例·王立园")
    text = CaseText.objects.get()
    assert text.initials == "slaym slwly"
    assert set(search.tokens("slaym")) <= set(text.tokens)
