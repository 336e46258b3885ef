"""The bureau's analyst walks through the dashboards, narrows one down, and hangs a screen on the wall."""

import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("demo")]

PAGES = ("compare", "docking", "team", "timeliness")


def test_the_dashboards_lead_from_one_to_the_other_and_keep_what_was_chosen(person, way):
    analyst = person("demo_analyst", way)
    analyst.look("dashboard")
    for page in PAGES:
        analyst.open(f"/reports/{page}/?scope=d652324&period=2021-01..2021-08")
        assert "2021" in analyst.page.locator("h1").inner_text()
        analyst.look(page)
    analyst.go('.picker .choice[href*="against=previous"]')
    assert "against=previous" in analyst.page.url
    assert "scope=d652324" in analyst.page.url
    analyst.go(".picker-path a")
    assert "scope=d652300" in analyst.page.url
    assert "against=previous" in analyst.page.url


def test_a_screen_opens_its_own_page_and_goes_dark_when_it_is_taken_down(person, way):
    analyst = person("demo_analyst", way)
    analyst.open("/reports/walls/")
    analyst.fill("label", "示例大厅")
    analyst.go("main form button[type=submit] >> nth=-1")
    address = analyst.page.locator(".wall-address code").inner_text()
    analyst.look("screens")
    analyst.open("/wall/" + address.rpartition("/wall/")[2])
    assert analyst.page.url.endswith("/wall/")
    assert "5,205" in analyst.page.locator("main").inner_text()
    analyst.look("wall display")
    analyst.page.set_viewport_size({"width": 1920, "height": 1080})
    height = analyst.page.evaluate(
        "[document.documentElement.scrollHeight, document.documentElement.scrollWidth]"
    )
    assert height == [1080, 1920]
    analyst.open("/reports/walls/")
    analyst.go("tbody tr:first-child form button")
    answer = analyst.page.request.get(f"{analyst.address}/wall/")
    assert answer.status == 404
    assert "<form" not in answer.text()
