"""Prevention totals: a month's sums of a committee, behind which stands no case and no person."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cases.models import PreventionTotal
from cases.models.prevention import TOTALS
from mediation.kernel.calendar import today
from reports import indicators
from reports.periods import Days, parse
from reports.scopes import of_division
from tests.world import World

SUMS = {"prevented": "7", "crime_cases": "2", "crime_people": "5", "version": "0"}


def month_of(world: World, name: str = "township", year: int = 2021, month: int = 8) -> str:
    return f"/cases/screening/prevention/{world.organizations[name].uuid}/{year}/{month}/"


def test_a_clerk_enters_a_month_and_reads_it_among_the_twelve(
    as_user: Callable[[str], Any], world: World
) -> None:
    clerk = as_user("township_clerk")
    assert clerk.post(month_of(world), SUMS).status_code == 302
    row = PreventionTotal.objects.get()
    assert (row.organization, row.month, row.version) == (world.township, date(2021, 8, 1), 1)
    assert [getattr(row, name) for name in TOTALS] == [7, 0, 0, 2, 5, 0, 0, 0, 0]
    page = clerk.get("/cases/screening/prevention/?year=2021")
    assert len(page.context["months"]) == 12
    assert [each["value"] for each in page.context["sums"]] == [7, 0, 0, 2, 5, 0, 0, 0, 0]


def test_no_column_can_hold_a_case_or_a_person() -> None:
    kinds = {field.name: field.get_internal_type() for field in PreventionTotal._meta.concrete_fields}
    assert {kind for name, kind in kinds.items() if name in TOTALS} == {"PositiveIntegerField"}
    assert kinds.keys() - set(TOTALS) == {"id", "uuid", "organization", "month", "version", "recorded_by_id"}


def test_a_month_is_corrected(as_user: Callable[[str], Any], world: World) -> None:
    clerk = as_user("township_clerk")
    clerk.post(month_of(world), SUMS)
    clerk.post(month_of(world), {"prevented": "9", "version": "1"})
    row = PreventionTotal.objects.get()
    assert (row.prevented, row.crime_cases, row.version) == (9, 0, 2)


def test_who_comes_second_is_shown_what_stands_now(as_user: Callable[[str], Any], world: World) -> None:
    clerk = as_user("township_clerk")
    clerk.post(month_of(world), SUMS)
    answer = clerk.post(month_of(world), {"prevented": "9", "version": "0"})
    assert answer.status_code == 409
    assert {"term": "预防纠纷（件）", "value": "7"} in [
        {"term": str(cell["term"]), "value": cell["value"]} for cell in answer.context["stands"]
    ]
    assert 'value="9"' in answer.content.decode()
    assert PreventionTotal.objects.get().prevented == 7


@pytest.mark.parametrize(
    "wrong, field, sentence",
    [
        ({"prevented": "-1"}, "prevented", "确保该值大于或等于0。"),
        ({"prevented": "七"}, "prevented", "输入整数。"),
        ({"crime_cases": "2", "crime_people": "1"}, "crime_people", "每件至少涉及一人，人数不能少于件数。"),
        ({"crime_people": "1"}, "crime_cases", "填了人数，请填写件数。"),
    ],
)
def test_sums_that_cannot_be_are_refused(
    as_user: Callable[[str], Any], world: World, wrong: dict[str, str], field: str, sentence: str
) -> None:
    answer = as_user("township_clerk").post(month_of(world), {**wrong, "version": "0"})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {field: [sentence]}
    assert not PreventionTotal.objects.exists()


def test_no_month_of_the_future_and_no_thirteenth(as_user: Callable[[str], Any], world: World) -> None:
    clerk = as_user("township_clerk")
    for year, month in ((today().year + 1, 1), (2021, 13), (2021, 0), (1999, 1)):
        assert clerk.get(month_of(world, year=year, month=month)).status_code == 404


@pytest.mark.parametrize(
    "who, status", [("township_mediator", 404), ("village_clerk", 404), ("analyst", 404)]
)
def test_only_the_committees_own_clerk_enters(
    as_user: Callable[[str], Any], world: World, who: str, status: int
) -> None:
    assert as_user(who).post(month_of(world), SUMS).status_code == status
    assert not PreventionTotal.objects.exists()


def test_a_mediator_has_no_such_tab(as_user: Callable[[str], Any]) -> None:
    assert as_user("township_mediator").get("/cases/screening/prevention/").status_code == 403
    assert "预防纠纷数" not in as_user("township_mediator").get("/cases/screening/").content.decode()
    assert "预防纠纷数" in as_user("township_clerk").get("/cases/screening/").content.decode()


def test_the_figures_add_up_whole_months_of_committees(world: World) -> None:
    for organization, month, sum_ in (
        (world.village, 8, 3),
        (world.township, 8, 4),
        (world.township, 9, 10),
        (world.other_township, 8, 100),
    ):
        PreventionTotal.objects.create(organization=organization, month=date(2021, month, 1), prevented=sum_)
    prevented = indicators.get("prevention_prevented")
    county = of_division(world.divisions["652324"])
    assert prevented.figure(county, parse("2021-08")).value == 7
    assert prevented.figure(county, parse("2021")).value == 17
    assert prevented.figure(county, Days(date(2021, 8, 1), date(2021, 9, 29))).value == 7
    assert prevented.figure(county, Days(date(2021, 8, 2), date(2021, 9, 30))).value == 10
    assert {row.organization for row in prevented.lists(county, parse("2021-08"))[0].rows} == {
        world.village,
        world.township,
    }
