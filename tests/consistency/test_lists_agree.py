"""For cases, and for each person: list = count = search = API = detail = open rows of the drill-down and of its file."""

from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cases.models import Case
from mediation.kernel.calendar import today
from tests.consistency.addresses import CASE_PEOPLE, CLERKS, COORDINATORS
from tests.consistency.estate import CASE_READERS, CAST, COMMON_WORD, NAMES_OF_PROTECTED, Estate
from tests.consistency.visiting import Visitor

# Whose figures hold cases that are also theirs to read: scope by the name of an organization or a division's code.
SCOPES = {
    "village_clerk": "village",
    "township_clerk": "township",
    "other_township_clerk": "other_township",
    "industry_clerk": "industry",
    "room_clerk": "room",
    "coordinator": "d652324",
    "second_coordinator": "d652324",
    "other_coordinator": "d652301",
}


def expected(estate: Estate, who: str) -> set[str]:
    """The numbers of the cases that this person reads, by the hand-written table."""
    return {estate.cases[name].number for name, readers in CASE_READERS.items() if who in readers}


@pytest.mark.parametrize("who", sorted(CAST))
def test_every_door_shows_a_person_the_same_cases(estate: Estate, db: None, who: str) -> None:
    numbers, visitor = expected(estate, who), Visitor(estate, who)
    assert {case.number for case in Case.objects.visible_to(estate.user(who))} == numbers
    assert details(visitor, estate, "cases:detail") == numbers
    assert details(visitor, estate, "api:case") == numbers
    listed, found = visitor.ask("GET", reverse("cases:list")), search(visitor)
    told = visitor.ask("GET", reverse("api:cases"))
    if who not in CASE_PEOPLE:
        assert (listed.status_code, found.status_code, told.status_code) == (403, 403, 403)
        assert not numbers
        return
    for page in (listed, found):
        assert {row.case.number for row in page.context["rows"]} == numbers
        assert page.context["page"].total.rows == len(numbers)
    by_uuid = {str(case.uuid): case.number for case in estate.cases.values()}
    assert {by_uuid[row["uuid"]] for row in told.json()["results"]} == numbers
    assert told.json()["total"] == len(numbers)


@pytest.mark.parametrize("who", sorted(SCOPES))
def test_the_open_rows_behind_a_figure_are_the_cases_that_a_person_reads(
    estate: Estate, db: None, who: str
) -> None:
    numbers, visitor = expected(estate, who), Visitor(estate, who)
    scope = SCOPES[who]
    if not scope.startswith("d"):
        scope = f"o{estate.world.organizations[scope].uuid}"
    period = f"{today().year - 2}-01..{today().year}-12"
    kwargs = {"scope": scope, "period": period, "code": "cases_accepted"}
    rows = visitor.ask("GET", reverse("reports:figure", kwargs=kwargs)).context["opened"].rows
    told = visitor.ask("GET", f"/api/v1/indicators/cases_accepted/rows/?scope={scope}&period={period}").json()
    filed = file_rows(visitor.ask("GET", reverse("reports:export_figure", kwargs=kwargs)))

    counted = {row.cells[0] for row in rows}
    opened = {row.cells[0] for row in rows if not row.is_sealed}
    # Imported ones happened years ago, and what was not accepted is not counted.
    assert opened == numbers & counted
    assert {row["cells"][0] for row in told["results"] if not row["sealed"]} == opened
    assert {row[0] for row in filed if row[3] != "受限"} == opened
    assert len(rows) == len(told["results"]) == len(filed) == int(told["total"])
    assert who in COORDINATORS | CLERKS


@pytest.mark.parametrize("who", sorted(CASE_READERS["protected_case"]))
def test_lists_show_the_names_of_a_protected_case_to_its_own_mediators_only(
    estate: Estate, db: None, who: str
) -> None:
    visitor, name = Visitor(estate, who), "示例·甲方protected_case"
    pages = [
        visitor.ask("GET", reverse("cases:list")),
        search(visitor),
        visitor.ask("GET", reverse("api:cases")),
    ]
    assert {page.status_code for page in pages} == {200}
    assert [name in page.content.decode() for page in pages] == [who in NAMES_OF_PROTECTED] * len(pages)
    if who not in NAMES_OF_PROTECTED:
        assert name not in visitor.ask("GET", reverse("cases:home")).content.decode()


def details(visitor: Visitor, estate: Estate, address: str) -> set[str]:
    return {
        case.number
        for case in estate.cases.values()
        if visitor.ask_and_undo("GET", reverse(address, args=[case.uuid])).status_code == 200
    }


def search(visitor: Visitor) -> Any:
    """The list of what contains the common word; the word is posted and kept in the session."""
    started = visitor.client.post(reverse("cases:list"), {"q": COMMON_WORD})
    if started.status_code != 302:
        return started
    assert COMMON_WORD not in started.url
    return visitor.client.get(started.url)


def file_rows(answer: Any) -> list[tuple[Any, ...]]:
    return list(load_workbook(BytesIO(answer.content)).worksheets[0].iter_rows(min_row=2, values_only=True))
