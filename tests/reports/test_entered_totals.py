"""Totals of the years before the system: year-over-year from the first day, always marked, never mixed with counts."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from cases.models import Case
from mediation.kernel.errors import Conflict, InvalidInput, Refused
from mediation.kernel.models import JournalEntry
from reports import entering, figures, periods, scopes
from reports.indicators import caseload, outcomes
from reports.models import EnteredChange, EnteredTotal
from tests.reports.histories import case
from tests.world import World

AREA = "d652324"
Browser = Callable[[str], Client]
ACCEPTED, AMOUNT, RATE = caseload.CASES_ACCEPTED, outcomes.AGREEMENT_AMOUNT, outcomes.SUCCESS_RATE


@pytest.fixture
def started(world: World) -> World:
    """The system's first case is of 5 January 2021."""
    Case.objects.bulk_create(
        [
            case(world.village, date(2021, 1, 5), succeeded=date(2021, 1, 6), amount=500),
            case(world.township, date(2021, 2, 5)),
            case(world.township, date(2021, 2, 9)),
        ]
    )
    return world


def enter(world: World, year: int = 2020, who: str = "manas_analyst", **values: str) -> int:
    """`m1="5"` is January's accepted cases, `y="60"` the year's."""
    typed = {
        (ACCEPTED.code, f"{year}-{int(name[1:]):02}" if name != "y" else str(year)): value
        for name, value in values.items()
    }
    division = world.divisions["652324"]
    return entering.save(
        division,
        year,
        typed,
        source="2020年度统计年报",
        version=entering.version_of(division, year),
        by=world.fresh(who),
    )


def scope() -> scopes.Scope:
    return scopes.parse(AREA)


def both_ways(indicator: Any, code: str) -> Any:
    """The figure by itself and among many; they agree in value and mark."""
    period = periods.parse(code)
    alone = indicator.figure(scope(), period)
    among = figures.compute([indicator, RATE], scope(), period)[indicator.code]
    assert (alone.operands, alone.is_entered) == (among.operands, among.is_entered)
    return alone


def test_a_month_before_the_system_has_its_entered_total(started: World) -> None:
    enter(started, m2="4")
    figure = both_ways(ACCEPTED, "2020-02")
    assert (figure.value, figure.is_entered) == (4, True)
    assert not both_ways(ACCEPTED, "2021-02").is_entered


def test_year_over_year_from_the_first_day(started: World) -> None:
    enter(started, m1="1", m2="4")
    change = both_ways(caseload.CASES_ACCEPTED_YOY, "2021-02")
    assert (change.operands, change.value) == ((2, 4), Decimal(-50))
    assert change.is_entered
    assert both_ways(caseload.CASES_ACCEPTED_YOY, "2021-01..2021-02").operands == (3, 5)


def test_months_add_up_only_if_all_are_there(started: World) -> None:
    enter(started, m1="1", m3="2")
    figure = both_ways(ACCEPTED, "2020Q1")
    assert (figure.value, figure.is_entered) == (0, False)
    enter(started, m2="5")
    assert both_ways(ACCEPTED, "2020Q1").value == 8


def test_the_total_of_the_year_itself_goes_before_its_months(started: World) -> None:
    enter(started, y="100", **{f"m{n}": "1" for n in range(1, 13)})
    assert both_ways(ACCEPTED, "2020").value == 100
    assert both_ways(ACCEPTED, "2020H1").value == 6


def test_a_line_by_month_has_them_and_a_table_of_counties_too(started: World) -> None:
    enter(started, m1="7", m2="4")
    points = figures.trend([ACCEPTED], scope(), periods.parse("2020-01..2020-03"))
    assert [point.figures[ACCEPTED.code].value for point in points] == [7, 4, 0]
    assert [point.figures[ACCEPTED.code].is_entered for point in points] == [True, True, False]
    table = figures.table([ACCEPTED], scopes.parse("d652300"), periods.parse("2020-01"))
    values = {row.scope.code: row.figures[0].value for row in table.rows if row.scope.stands}
    assert values[AREA] == 7
    assert values["d652301"] == 0


def test_they_stand_for_the_whole_division_and_nothing_else(started: World) -> None:
    enter(started, m1="7")
    period = periods.parse("2020-01")
    for other in (scope().own(), scopes.of_organization(started.village), scopes.parse("d652300")):
        assert ACCEPTED.figure(other, period).value == 0


def test_once_older_records_come_in_the_count_holds_again(started: World) -> None:
    enter(started, m2="4", m1="3")
    case(started.village, date(2020, 2, 11)).save()
    figure = both_ways(ACCEPTED, "2020-02")
    assert (figure.value, figure.is_entered) == (1, False)
    assert both_ways(ACCEPTED, "2020-01").value == 3, "January ended before the first record"


def test_where_the_system_counts_nothing_is_entered(started: World) -> None:
    with pytest.raises(InvalidInput) as refused:
        enter(started, year=2021, m1="4")
    [sentence] = refused.value.errors["cases_accepted:2021-01"]
    assert "系统从2021-01-05起有登记的案件" in sentence
    assert not EnteredTotal.objects.exists()


@pytest.mark.parametrize("text", ["-1", "1.5", "许多", "NaN", "9" * 20])
def test_a_bad_number_is_told_at_its_cell_and_nothing_is_saved(started: World, text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        enter(started, m1="3", m2=text)
    assert set(refused.value.errors) == {"cases_accepted:2020-02"}
    assert not EnteredTotal.objects.exists()


def test_corrections_are_kept_and_journalled(started: World) -> None:
    assert enter(started, m1="3") == 1
    assert enter(started, m1="4") == 1
    assert enter(started, m1="4") == 0
    assert enter(started, m1="") == 1
    told = [(one.before, one.after) for one in EnteredChange.objects.order_by("pk")]
    assert told == [(None, 3), (3, 4), (4, None)]
    assert not EnteredTotal.objects.exists()
    assert JournalEntry.objects.filter(action="entered.save").count() == 3


def test_of_two_people_the_second_is_told(started: World) -> None:
    division, analyst = started.divisions["652324"], started.fresh("manas_analyst")
    enter(started, m1="3")
    with pytest.raises(Conflict):
        entering.save(division, 2020, {(ACCEPTED.code, "2020-01"): "9"}, source="年报", version=0, by=analyst)


@pytest.mark.parametrize("who", ["officer", "village_clerk", "coordinator"])
def test_only_statisticians_of_the_area_enter(started: World, who: str) -> None:
    with pytest.raises(Refused):
        enter(started, who=who, m1="3")


def test_page_file_api_and_drill_down_say_that_it_was_entered(started: World, as_user: Browser) -> None:
    enter(started, m2="4")
    analyst = as_user("manas_analyst")
    page = analyst.get(reverse("reports:figure", args=[AREA, "2020-02", ACCEPTED.code]))
    text = page.content.decode()
    assert "4（补录）" in text
    assert "2020年度统计年报" in text
    told = analyst.get(f"/api/v1/indicators/{ACCEPTED.code}/?scope={AREA}&period=2020-02").json()
    assert (told["value"], told["entered"]) == ("4", True)
    book = load_workbook(
        BytesIO(analyst.get(reverse("reports:export_dashboard", args=[AREA, "2020-02"])).content)
    )
    assert "补录的往年总数" in {row[0].value for row in book.worksheets[1].iter_rows()}


def test_the_grid_is_filled_by_pasting_from_a_spreadsheet(started: World, as_user: Browser) -> None:
    analyst, url = as_user("manas_analyst"), reverse("reports:entered")
    asked = {"scope": AREA, "year": "2020", "codes": [ACCEPTED.code, AMOUNT.code], "version": "0"}
    pasted = "12\t3,000.50\n7\t\n"
    assert analyst.post(url, {**asked, "pasted": pasted}).status_code == 422, "without its source"
    assert analyst.post(url, {**asked, "pasted": pasted, "source": "年报"}).status_code == 302
    stored = {(one.indicator, one.period): one.value for one in EnteredTotal.objects.all()}
    assert stored == {
        (ACCEPTED.code, "2020-01"): 12,
        (AMOUNT.code, "2020-01"): Decimal("3000.50"),
        (ACCEPTED.code, "2020-02"): 7,
    }
    assert "12" in analyst.get(url, {"scope": AREA, "year": "2020"}).content.decode()
    assert analyst.get(url, {"scope": "d652301"}).status_code == 404
