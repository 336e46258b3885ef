"""The wall display: its address opens it and nothing else, shows nobody and no small part, and goes dark when told."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Case
from mediation.kernel.models import JournalEntry
from reports import scopes, walls
from reports.dashboards.wall import MOST_ROWS, rows, types
from reports.figures import Slice
from reports.indicators import Cut, Figure
from reports.indicators.caseload import CASES_ACCEPTED
from reports.indicators.cuts import DISPUTE_TYPE
from reports.models import WallScreen
from tests.reports.histories import case
from tests.world import World

Browser = Callable[[str], Client]


@pytest.fixture
def history(world: World) -> World:
    """Four quarrels of neighbours, two of a family, one about medical care."""
    kinds = ["neighbours"] * 4 + ["marriage_family"] * 2 + ["medical"]
    Case.objects.bulk_create(
        case(world.village, date(2021, 8, day + 1), dispute_type=kind, succeeded=date(2021, 8, day + 2))
        for day, kind in enumerate(kinds)
    )
    case(world.village, date(2020, 8, 1)).save()
    return world


@pytest.fixture
def screen(history: World) -> tuple[WallScreen, str]:
    return walls.hang(by=history.analyst, scope=scopes.parse("d652300"), label="示例东厅")


def wall(secret: str) -> Client:
    """A browser that opened the screen's address."""
    browser = Client()
    assert browser.get(f"/wall/{secret}/").url == "/wall/"
    return browser


def slices(**counts: int) -> list[Slice]:
    return [
        Slice(Cut(DISPUTE_TYPE, value), Figure(CASES_ACCEPTED, (count,))) for value, count in counts.items()
    ]


def test_the_address_becomes_a_screen_that_holds_no_secret(screen) -> None:
    browser = wall(screen[1])
    page = browser.get("/wall/")
    assert page.status_code == 200
    assert screen[1] not in page.content.decode()
    cookie = browser.cookies["wall"]
    assert cookie["httponly"]
    assert cookie["path"] == "/wall/"
    assert screen[1] not in WallScreen.objects.get().digest


def test_the_wall_shows_figures_when_they_were_computed_and_that_they_are_old(screen) -> None:
    text = wall(screen[1]).get("/wall/").content.decode()
    assert "2021年1—8月" in text
    assert "计算于" in text
    assert "这是最近一个有数字的完整期间" in text
    assert re.search(r'wall-value">\s*7<', text)


def test_nobody_and_no_case_stands_on_the_wall(screen, history: World) -> None:
    text = wall(screen[1]).get("/wall/").content.decode()
    assert "示例" not in text
    for one in Case.objects.all():
        assert one.number not in text
        assert str(one.uuid) not in text
    assert "<a " not in text
    assert "<form" not in text
    assert "<input" not in text


def test_a_small_part_is_folded_together(screen) -> None:
    text = wall(screen[1]).get("/wall/").content.decode()
    assert "邻里" in text
    assert "婚姻家庭" not in text
    assert "医疗" not in text
    assert "其余类型" in text


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"contract": 9, "medical": 2, "neighbours": 1}, [9, 3]),
        # One left alone could be reckoned from the total: the smallest that is shown goes with it.
        ({"contract": 9, "traffic": 4, "medical": 1}, [9, 5]),
        ({"medical": 2}, []),
        ({"contract": 3}, [3]),
        ({}, []),
    ],
)
def test_no_part_on_the_wall_is_smaller_than_three(counts: dict[str, int], shown: list[int]) -> None:
    assert [part.count for part in types(slices(**counts))] == shown


def test_the_screen_opens_nothing_else(screen) -> None:
    browser = wall(screen[1])
    for name in (
        "reports:dashboard",
        "reports:compare",
        "reports:walls",
        "cases:list",
        "organizations:register",
    ):
        assert browser.get(reverse(name)).status_code == 302, name
    assert browser.get("/api/v1/indicators/").status_code == 401
    assert browser.post("/wall/").status_code == 405


@pytest.mark.parametrize("secret", ["", "x", "a" * 43])
def test_an_unknown_secret_is_a_dark_screen_without_a_way_to_log_in(history: World, secret: str) -> None:
    browser = Client()
    browser.cookies["wall"] = secret
    page = browser.get("/wall/")
    assert page.status_code == 404
    assert "<form" not in page.content.decode()
    if secret:
        assert browser.get(f"/wall/{secret}/").status_code == 404


def test_a_screen_that_is_taken_down_goes_dark_at_its_next_refresh(
    screen, history: World, as_user: Browser
) -> None:
    browser = wall(screen[1])
    as_user("analyst").post(reverse("reports:take_wall_down", args=[screen[0].pk]))
    page = browser.get("/wall/")
    assert page.status_code == 404
    assert "5,205" not in page.content.decode()
    assert "这块屏幕没有开通" in page.content.decode()
    assert browser.get(f"/wall/{screen[1]}/").status_code == 404


def test_hanging_opening_and_taking_down_are_journalled_without_the_secret(
    history: World, as_user: Browser
) -> None:
    analyst = as_user("analyst")
    page = analyst.post(reverse("reports:walls"), {"label": "大厅", "scope": "d652324"})
    secret = re.search(r"/wall/([\w-]{43})/", page.content.decode())[1]
    wall(secret)
    analyst.post(reverse("reports:take_wall_down", args=[WallScreen.objects.get().pk]))
    acts = JournalEntry.objects.filter(object_type="wall").order_by("id")
    assert [one.action for one in acts] == ["wall.hang", "wall.open", "wall.take_down"]
    assert [one.actor_id for one in acts] == [history.analyst.pk, None, history.analyst.pk]
    assert not any(secret in str(one.detail) for one in acts)
    assert secret not in analyst.get(reverse("reports:walls")).content.decode()


def test_a_form_that_is_sent_twice_hangs_one_screen(history: World, as_user: Browser) -> None:
    sent = {"label": "大厅", "scope": "d652324", "form_token": "6f6f0b3e-6c0e-4c83-9a39-1d3e5b1e3d10"}
    analyst = as_user("analyst")
    assert analyst.post(reverse("reports:walls"), sent).status_code == 200
    assert analyst.post(reverse("reports:walls"), sent).status_code == 302
    assert WallScreen.objects.count() == 1


def test_a_bad_choice_answers_at_its_field_and_hangs_nothing(history: World, as_user: Browser) -> None:
    county = as_user("manas_analyst")
    page = county.post(reverse("reports:walls"), {"label": "", "scope": "d652300"})
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"label", "scope"}
    assert not WallScreen.objects.exists()


@pytest.mark.parametrize(
    "who", ["coordinator", "officer", "village_clerk", "village_mediator", "system_admin"]
)
def test_only_the_bureaus_analysts_hang_screens(screen, as_user: Browser, who: str) -> None:
    assert as_user(who).get(reverse("reports:walls")).status_code == 404
    assert as_user(who).post(reverse("reports:take_wall_down", args=[screen[0].pk])).status_code == 404
    assert WallScreen.objects.get().works


def test_a_county_neither_sees_nor_takes_down_the_prefectures_screens(screen, as_user: Browser) -> None:
    county = as_user("manas_analyst")
    assert "示例东厅" not in county.get(reverse("reports:walls")).content.decode()
    assert county.post(reverse("reports:take_wall_down", args=[screen[0].pk])).status_code == 404


def test_what_does_not_fit_is_added_up_in_one_row(history: World) -> None:
    from reports.dashboards import overview
    from reports.figures import table
    from reports.periods import FirstMonths

    held = table(overview.TABLE, scopes.parse("d652300"), FirstMonths(2021, 8))
    many = [*held.rows] * 5
    shown = rows(type(held)(held.scope, held.period, held.indicators, held.total, many))
    assert len(shown) == MOST_ROWS + 1
    assert shown[0].figures[0].value == 7
    assert sum(row.figures[0].value for row in shown[1:]) == 7 * 5
    assert shown[-1].label == "其余 7 个"


def test_without_a_script_the_page_asks_for_itself_anew(screen) -> None:
    text = wall(screen[1]).get("/wall/").content.decode()
    without = text.partition("<noscript>")[2].partition("</noscript>")[0]
    assert '<meta http-equiv="refresh" content="60">' in without
    assert text.count("http-equiv") == 1, "with a script nothing reloads the page"
