"""Places, years and months side by side: same figures as everywhere, official order, chosen places in the address."""

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
def history(world: World) -> World:
    """Manas succeeds in each case, Changji in one of two: by rate Manas would come first."""
    Case.objects.bulk_create(
        [
            case(world.village, date(2021, 3, 3), succeeded=date(2021, 3, 4), amount=3000),
            case(world.other_village, date(2021, 8, 3), succeeded=date(2021, 8, 4)),
            case(world.other_village, date(2021, 8, 5), concluded=date(2021, 8, 6), outcome="refused"),
            case(world.village, date(2020, 3, 3)),
            case(world.village, date(2018, 3, 3)),
        ]
    )
    return world


def see(browser: Client, **query: object):
    return browser.get(reverse("reports:compare"), {"scope": AREA, "period": PERIOD, **query})


def names(grid) -> list[str]:
    return [line.label for line in grid.lines]


def test_places_stand_in_the_official_order_with_refusals_beside_success(
    history: World, as_user: Browser
) -> None:
    page = see(as_user("analyst"))
    assert names(page.context["table"]) == ["合计", "昌吉市", "玛纳斯县", "昌吉回族自治州本级"]
    heads = [head.label for head in page.context["table"].heads]
    assert heads.index("一方不愿调解的案件") > heads.index("调解成功率")
    assert all(names(grid) == names(page.context["table"])[1:] for grid in page.context["multiples"])


def test_each_chart_shows_the_other_period_beside(history: World, as_user: Browser) -> None:
    accepted = see(as_user("analyst")).context["multiples"][0]
    assert [[cell.text for cell in line.cells] for line in accepted.lines] == [
        ["2", "0"],
        ["1", "1"],
        ["0", "0"],
    ]


def test_only_ticked_places_are_compared_and_stay_ticked(history: World, as_user: Browser) -> None:
    page = see(as_user("analyst"), node=["d652324"])
    assert names(page.context["table"]) == ["合计", "玛纳斯县"]
    assert [node["code"] for node in page.context["nodes"] if node["is_chosen"]] == ["d652324"]
    assert any("node=d652324" in choice["url"] for choice in page.context["quick"])
    assert not any("node=" in choice["url"] for choice in page.context["bys"])


def test_the_same_period_of_four_years_the_earliest_first(history: World, as_user: Browser) -> None:
    page = see(as_user("analyst"), by="years")
    assert names(page.context["table"]) == [f"{year}年1—8月" for year in (2018, 2019, 2020, 2021)]
    assert [line.cells[0].text for line in page.context["table"].lines] == ["1", "0", "1", "3"]


def test_the_months_of_the_period(history: World, as_user: Browser) -> None:
    grid = see(as_user("analyst"), by="months").context["multiples"][0]
    assert names(grid) == [f"{month}月" for month in range(1, 9)]
    assert [line.cells[0].text for line in grid.lines] == ["0", "0", "1", "0", "0", "0", "0", "2"]


def test_every_figure_opens_its_list(history: World, as_user: Browser) -> None:
    analyst = as_user("analyst")
    for by in ("places", "years", "months"):
        for line in see(analyst, by=by).context["table"].lines:
            opened = analyst.get(line.cells[0].url).context["opened"]
            assert str(opened.total) == line.cells[0].text


def test_too_many_places_are_a_table_and_no_charts(history: World, as_user: Browser, monkeypatch) -> None:
    monkeypatch.setattr("reports.views.compare.MOST_DRAWN", 2)
    page = see(as_user("analyst"))
    assert page.context["multiples"] == []
    assert len(page.context["table"].lines) == 4
    assert "勾选其中几个就有图" in page.content.decode()


@pytest.mark.parametrize("by", ["places", "years", "months"])
def test_the_comparison_takes_the_same_queries_however_many_places(
    history: World, as_user: Browser, by: str
) -> None:
    analyst = as_user("analyst")
    counts = []
    for _round in range(2):
        see(analyst, by=by)
        with CaptureQueriesContext(connection) as queries:
            see(analyst, by=by)
        counts.append(len(queries))
        Case.objects.bulk_create(
            case(organization, date(2021, 3, day))
            for day in range(1, 9)
            for organization in (history.second_village, history.finance, history.other_township)
        )
    assert counts[0] == counts[1] <= 40


def test_a_comparison_of_nothing_known_is_404(history: World, as_user: Browser) -> None:
    assert see(as_user("analyst"), by="rank").status_code == 404
    assert see(as_user("village_mediator")).status_code == 404
