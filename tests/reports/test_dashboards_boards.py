"""Docking, team and funds, timeliness: every figure opens its list, children stand in the official order, queries stay few."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Case
from reports.dashboards import docking, team, timeliness
from reports.indicators import Change, Ratio
from tests.reports import random_histories
from tests.reports.histories import case
from tests.world import World

AREA, PERIOD = "d652300", "2021-01..2021-12"
PAGES = ["docking", "team", "timeliness"]
BOARDS = [docking.BOARD, team.BOARD, timeliness.BOARD]
Browser = Callable[[str], Client]


def see(browser: Client, page: str, **query: str):
    return browser.get(reverse(f"reports:{page}"), {"scope": AREA, "period": PERIOD, **query})


@pytest.mark.parametrize("page", PAGES)
def test_every_figure_opens_a_list_that_adds_up_to_it(world: World, as_user: Browser, page: str) -> None:
    random_histories.write(world, 3)
    analyst = as_user("analyst")
    shown = see(analyst, page).context["shown"]
    cells = [one.cell for one in shown.cards] + [one.cell for group in shown.groups for one in group.figures]
    cells += [cell for grid in shown.charts for line in grid.lines for cell in line.cells]
    cells += [line.cells[0] for line in shown.table.lines]
    counted = [cell for cell in cells if cell.unit in ("件", "人", "个", "封", "人次")]
    assert counted
    for cell in counted:
        opened = analyst.get(cell.url).context["opened"]
        assert str(opened.total) == cell.text.replace(",", ""), cell
    for cell in cells:
        assert analyst.get(cell.url).status_code == 200, cell


@pytest.mark.parametrize("page", PAGES)
def test_a_board_takes_the_same_queries_however_much_there_is(
    world: World, as_user: Browser, page: str
) -> None:
    analyst = as_user("analyst")
    counts = []
    for seed in (1, None):
        see(analyst, page)
        with CaptureQueriesContext(connection) as queries:
            see(analyst, page)
        counts.append(len(queries))
        if seed:
            random_histories.write(world, seed)
    assert counts[0] == counts[1] <= 100


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["village_mediator", "court_liaison", "expert", "system_admin"])
def test_boards_do_not_exist_for_who_needs_no_figures(
    world: World, as_user: Browser, page: str, who: str
) -> None:
    assert see(as_user(who), page).status_code == 404


def test_a_county_sees_its_own_letters_and_not_the_neighbours(world: World, as_user: Browser) -> None:
    county = as_user("manas_analyst")
    assert see(county, "docking", scope="d652324").status_code == 200
    assert see(county, "docking", scope="d652301").status_code == 404


def test_the_bands_are_all_that_ended(world: World, as_user: Browser) -> None:
    day = date(2021, 3, 1)
    Case.objects.bulk_create(
        case(world.village, day, concluded=date(2021, 3, 1 + took), outcome="refused")
        for took in (0, 7, 8, 15, 16, 30)
    )
    Case.objects.bulk_create([case(world.village, day, concluded=date(2021, 4, 1), outcome="refused")])
    shown = see(as_user("analyst"), "timeliness").context["shown"]
    assert [line.cells[0].text for line in shown.charts[0].lines] == ["2", "2", "2", "1"]


def test_the_change_of_an_average_is_in_days(world: World, as_user: Browser) -> None:
    for year, took in ((2020, 10), (2021, 4)):
        case(world.village, date(year, 3, 1), concluded=date(year, 3, 1 + took), outcome="refused").save()
    card = see(as_user("analyst"), "timeliness").context["shown"].cards[1]
    assert (card.cell.text, card.cell.unit, str(card.change), card.change_unit) == (
        "4.00",
        "天",
        "-6.00",
        "天",
    )


def test_places_stand_in_the_official_order_and_never_by_a_rate(world: World, as_user: Browser) -> None:
    Case.objects.bulk_create(
        [
            case(world.other_village, date(2021, 3, 1)),
            case(world.village, date(2021, 3, 1), succeeded=date(2021, 3, 2)),
        ]
    )
    for page in PAGES:
        labels = [line.label for line in see(as_user("analyst"), page).context["shown"].table.lines]
        assert labels == ["合计", "昌吉市", "玛纳斯县", "昌吉回族自治州本级"]


@pytest.mark.parametrize("board", BOARDS)
def test_what_is_drawn_together_is_of_one_unit(board) -> None:
    for block in board.blocks:
        if block.is_chart:
            assert len({indicator.unit for indicator in block.indicators}) == 1
    assert not [i for i in board.indicators if isinstance(i, Change)]
    assert len(board.trend) <= 5
    assert [i for i in board.table if isinstance(i, Ratio)] or board is team.BOARD
