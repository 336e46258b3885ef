"""The dashboard and what opens from it: figures with their lists, definitions, the report, files."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from cases.models import Case
from mediation.kernel.models import JournalEntry
from tests.reports.histories import case
from tests.world import World

AREA, PERIOD = "d652300", "2021-01..2021-08"
Browser = Callable[[str], Client]


@pytest.fixture
def three(world: World) -> World:
    """Two cases of the first village, one of the other county."""
    Case.objects.bulk_create(
        [
            case(world.village, date(2021, 8, 3), succeeded=date(2021, 8, 4), amount=3000),
            case(world.village, date(2021, 8, 5)),
            case(world.other_village, date(2021, 8, 6), dispute_type="traffic"),
        ]
    )
    return world


def dashboard(browser: Client, **query: str):
    return browser.get(reverse("reports:dashboard"), query)


def opened(browser: Client, code: str, **query: str):
    return browser.get(reverse("reports:figure", args=[AREA, PERIOD, code]), query)


def test_the_dashboard_opens_with_the_last_complete_period_that_has_figures(
    three: World, as_user: Browser
) -> None:
    page = dashboard(as_user("analyst"))
    assert page.context["period"].code == PERIOD
    assert [card.cell.text for card in page.context["cards"]] == ["3", "1", "33.33", "0.3"]
    assert page.context["cards"][2].cell.parts == "1 ÷ 3"


def test_every_figure_of_the_dashboard_opens_a_list_of_its_length(three: World, as_user: Browser) -> None:
    analyst = as_user("analyst")
    page = dashboard(analyst, scope=AREA, period=PERIOD)
    cells = [cell for line in page.context["table"].lines for cell in line.cells if cell.unit == "件"]
    assert cells
    for cell in cells:
        listed = analyst.get(cell.url)
        assert listed.context["opened"].page.total.rows == int(cell.text)


def test_the_dashboard_takes_the_same_number_of_queries_whatever_it_counts(
    three: World, as_user: Browser
) -> None:
    analyst = as_user("analyst")
    counts = []
    for _round in range(2):
        dashboard(analyst, scope=AREA, period=PERIOD)
        with CaptureQueriesContext(connection) as queries:
            dashboard(analyst, scope=AREA, period=PERIOD)
        counts.append(len(queries))
        Case.objects.bulk_create(case(three.township, date(2021, 3, day)) for day in range(1, 20))
    assert counts[0] == counts[1] <= 60


def test_months_from_and_to_make_a_period(three: World, as_user: Browser) -> None:
    page = dashboard(as_user("analyst"), scope=AREA, first_month="2021-01", last_month="2021-08")
    assert page.status_code == 302
    assert "period=2021-01..2021-08" in page["Location"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"first_month": "2021-13", "last_month": "2021-08"}, "请填写月份，例如 2021-08。"),
        ({"first_month": "2021-08", "last_month": "2021-01"}, "结束不能早于开始。"),
        ({"first_day": "2021-08-01"}, "起和止要一起选。"),
    ],
)
def test_a_bad_choice_answers_at_its_field(
    three: World, as_user: Browser, query: dict, sentence: str
) -> None:
    page = dashboard(as_user("analyst"), scope=AREA, **query)
    assert page.status_code == 422
    assert sentence in page.content.decode()


def test_a_list_shows_its_definition_and_both_lists_of_a_rate(three: World, as_user: Browser) -> None:
    page = opened(as_user("analyst"), "success_rate")
    text = page.content.decode()
    assert "期内调解成功的案件÷期内受理的案件" in text
    assert [entry["value"] for entry in page.context["lists"]] == [1, 3]
    assert opened(as_user("analyst"), "success_rate", part="1").context["opened"].page.total.rows == 3


def test_a_sealed_row_names_nobody_and_leads_nowhere(three: World, as_user: Browser) -> None:
    page = opened(as_user("analyst"), "cases_accepted")
    text = page.content.decode()
    assert text.count("受限") == 3
    assert "/cases/" not in text.partition("<main")[2].partition("</main>")[0]
    assert "示范一村" not in text.partition("<tbody")[2].partition("</tbody>")[0]


def test_a_part_of_a_figure_opens_its_own_list(three: World, as_user: Browser) -> None:
    page = opened(as_user("analyst"), "cases_accepted", **{"by": "dispute_type", "is": "traffic"})
    assert page.context["opened"].page.total.rows == 1


@pytest.mark.parametrize(
    "address",
    [
        f"/reports/figures/{AREA}/{PERIOD}/no_such_figure/",
        f"/reports/figures/{AREA}/2021-13/cases_accepted/",
        f"/reports/figures/d999999/{PERIOD}/cases_accepted/",
        f"/reports/figures/{AREA}/{PERIOD}/cases_accepted/?part=7",
        f"/reports/figures/{AREA}/{PERIOD}/cases_accepted/?by=surname&is=x",
        "/reports/?period=soon",
    ],
)
def test_what_does_not_exist_is_404(three: World, as_user: Browser, address: str) -> None:
    assert as_user("analyst").get(address).status_code == 404


@pytest.mark.parametrize("who", ["village_mediator", "court_liaison", "expert", "system_admin", "nobody"])
def test_figures_do_not_exist_for_who_needs_none(three: World, as_user: Browser, who: str) -> None:
    for name, args in (("reports:dashboard", []), ("reports:report", []), ("reports:definitions", [])):
        assert as_user(who).get(reverse(name, args=args)).status_code == 404
    assert opened(as_user(who), "cases_accepted").status_code == 404


def test_a_county_sees_its_own_area_only(three: World, as_user: Browser) -> None:
    county = as_user("manas_analyst")
    assert dashboard(county).context["scope"].code == "d652324"
    assert dashboard(county, scope=AREA).status_code == 404
    assert dashboard(county, scope="d652301").status_code == 404


def test_the_exported_list_equals_the_list_and_is_journalled(three: World, as_user: Browser) -> None:
    address = reverse("reports:export_figure", args=[AREA, PERIOD, "cases_accepted"])
    file = as_user("analyst").get(address)
    sheet = load_workbook(BytesIO(file.content)).worksheets[0]
    assert sheet.max_row - 1 == 3
    assert JournalEntry.objects.filter(action="figure.exported", actor_id=three.analyst.pk).exists()


def test_who_may_look_but_not_take_away_gets_no_file(three: World, as_user: Browser) -> None:
    officer = as_user("officer")
    assert dashboard(officer, scope=AREA).status_code == 200
    assert officer.get(reverse("reports:export_dashboard", args=[AREA, PERIOD])).status_code == 404


def test_the_report_prints_every_row_with_its_list(three: World, as_user: Browser) -> None:
    page = as_user("analyst").get(reverse("reports:report"), {"scope": AREA, "period": PERIOD})
    rows = {row["key"]: row for row in page.context["rows"]}
    assert rows["case.accepted"]["text"] == "3"
    assert rows["case.success_rate"]["parts"] == "1 ÷ 3"
    assert as_user("analyst").get(rows["case.accepted"]["url"]).status_code == 200
