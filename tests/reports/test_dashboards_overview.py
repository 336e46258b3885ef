"""The overview: what a figure is compared with, how a change is said, by what the table is told apart."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Case
from tests.reports.histories import case
from tests.world import World

AREA, PERIOD = "d652300", "2021-01..2021-08"
Browser = Callable[[str], Client]


@pytest.fixture
def two_years(world: World) -> World:
    """Four cases of 2021, three of them successful; three of 2020, all successful; one of 2019."""
    made = [
        case(world.village, date(2021, 3, 3), succeeded=date(2021, 3, 4), amount=3000),
        case(world.village, date(2021, 8, 3), succeeded=date(2021, 8, 4), dispute_type="traffic"),
        case(world.other_village, date(2021, 8, 5), succeeded=date(2021, 8, 9)),
        case(world.industry, date(2021, 8, 6)),
        *(case(world.village, date(2020, m, 3), succeeded=date(2020, m, 4)) for m in (2, 3, 8)),
        case(world.village, date(2019, 8, 3)),
    ]
    Case.objects.bulk_create(made)
    return world


def see(browser: Client, **query: str):
    return browser.get(reverse("reports:dashboard"), {"scope": AREA, "period": PERIOD, **query})


def words(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_change_is_said_with_word_arrow_and_sign_and_of_a_rate_in_points(
    two_years: World, as_user: Browser
) -> None:
    page = see(as_user("analyst"))
    accepted, _succeeded, rate, _amount = page.context["cards"]
    assert (accepted.cell.text, accepted.before.text, str(accepted.change)) == ("4", "3", "33.33")
    assert (rate.cell.text, rate.before.text, str(rate.change)) == ("75.00", "100.00", "-25.00")
    text = words(page)
    assert "比上年同期增加 <span" in text
    assert "▲</span> +33.33%" in text
    assert "▼</span> −25.00 个百分点" in text


def test_the_figure_that_it_is_compared_with_opens_its_own_list(two_years: World, as_user: Browser) -> None:
    analyst = as_user("analyst")
    earlier = see(analyst).context["cards"][0].before
    assert "2020-01..2020-08" in earlier.url
    assert analyst.get(earlier.url).context["opened"].page.total.rows == 3


def test_nothing_is_divided_by_nothing(two_years: World, as_user: Browser) -> None:
    page = see(as_user("analyst"), against="2018")
    accepted, _succeeded, rate, _amount = page.context["cards"]
    assert accepted.note == "2018年为 0，不计算增减。"
    assert rate.note == "2018年没有分母，不比较。"


@pytest.mark.parametrize(
    ("against", "before"), [("previous", "1"), ("two_years", "1"), ("2020", "3"), ("none", None)]
)
def test_the_other_period_is_chosen_in_the_address(
    two_years: World, as_user: Browser, against: str, before: str | None
) -> None:
    card = see(as_user("analyst"), against=against).context["cards"][0]
    assert (card.before.text if card.before else None) == before


def test_every_picker_keeps_what_the_others_say(two_years: World, as_user: Browser) -> None:
    page = see(as_user("analyst"), against="previous", by="source")
    for row, own in (("quick", "period="), ("comparisons", "against="), ("bys", "by=")):
        for choice in page.context[row]:
            for said in ("scope=d652300", "against=previous", "by=source"):
                if own not in said and not choice["is_current"]:
                    assert said in choice["url"], (row, choice)
    assert all("against=previous" in child["url"] for child in page.context["below"])
    assert ("against", "previous") in page.context["asked"].hidden


def test_the_way_down_ends_at_the_readers_own_area(two_years: World, as_user: Browser) -> None:
    page = see(as_user("manas_analyst"), scope="d652324100")
    assert [step["label"] for step in page.context["path"]] == ["玛纳斯县", "玛纳斯镇"]


@pytest.mark.parametrize(
    ("by", "labels"),
    [
        ("dispute_type", ["合计", "邻里", "道路交通事故"]),
        ("source", ["合计", "依申请调解"]),
        ("kind", ["合计", "村（社区）人民调解委员会", "行业性专业性人民调解委员会"]),
    ],
)
def test_the_table_is_told_apart_by_type_source_and_kind(
    two_years: World, as_user: Browser, by: str, labels: list[str]
) -> None:
    analyst = as_user("analyst")
    table = see(analyst, by=by).context["table"]
    assert [line.label for line in table.lines] == labels
    total, *parts = (line.cells[0] for line in table.lines)
    assert sum(int(cell.text) for cell in parts) == int(total.text) == 4
    for cell in parts:
        assert analyst.get(cell.url).context["opened"].page.total.rows == int(cell.text)


def test_the_sources_together_are_all_that_was_accepted(two_years: World, as_user: Browser) -> None:
    entrusted = case(two_years.village, date(2021, 5, 3), source="entrusted", entruster="court")
    entrusted.save()
    sources = see(as_user("analyst")).context["sources"]
    assert sum(int(line.cells[0].text) for line in sources.lines) == 5


def test_last_years_months_stand_beside_this_years(two_years: World, as_user: Browser) -> None:
    line = see(as_user("analyst")).context["line"]
    assert [one.label for one in line.lines] == [f"{month}月" for month in range(1, 9)]
    assert [one.cells[-1].text for one in line.lines] == ["0", "1", "1", "0", "0", "0", "0", "1"]
    assert line.heads[-1].is_muted


def test_a_place_without_cases_says_so(world: World, as_user: Browser) -> None:
    assert "没有可以统计的案件" in words(see(as_user("analyst")))


@pytest.mark.parametrize("query", [{"by": "surname"}, {"against": "sometime"}])
def test_what_no_picker_offers_is_404(two_years: World, as_user: Browser, query: dict) -> None:
    assert see(as_user("analyst"), **query).status_code == 404


@pytest.mark.parametrize("by", ["places", "dispute_type"])
def test_the_overview_takes_the_same_queries_however_many_children(
    two_years: World, as_user: Browser, by: str
) -> None:
    analyst = as_user("analyst")
    counts = []
    for _round in range(2):
        see(analyst, by=by)
        with CaptureQueriesContext(connection) as queries:
            see(analyst, by=by)
        counts.append(len(queries))
        Case.objects.bulk_create(
            case(organization, date(2021, 3, day), dispute_type="medical")
            for day in range(1, 9)
            for organization in (two_years.second_village, two_years.finance, two_years.other_township)
        )
    assert counts[0] == counts[1]
    assert counts[0] <= 62
