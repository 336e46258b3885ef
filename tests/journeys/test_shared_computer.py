"""A shared computer with an impatient hand: nothing is saved twice, nothing stays after logging out."""

import re

import pytest
from playwright.sync_api import expect

from .people import PHONE
from .test_village_oral_agreement import fill_in
from .ways import PLAIN, SCRIPT

CASE = re.compile(r"/cases/[0-9a-f-]{36}/$")

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("demo")]


@pytest.mark.parametrize("way", [SCRIPT, PLAIN], ids=lambda way: way.name)
def test_a_doubled_click_on_save_makes_one_case(person, way):
    mediator = person("demo_village", way, PHONE)
    before = paths(mediator)
    mediator.open("/cases/register/")
    fill_in(mediator)
    mediator.page.locator(".register-form button.btn-primary").dblclick()
    # Without the script the second click takes the place of the first one's answer, so the address is asked for.
    expect(mediator.page).to_have_url(CASE)

    assert len(paths(mediator) - before) == 1


def test_after_logging_out_the_back_button_shows_no_case(person, sessions):
    sessions.pop("demo_industry", None)
    mediator = person("demo_industry")
    sessions.pop("demo_industry")
    mediator.go("main a.case-link")
    parties = mediator.page.locator("h1").inner_text()
    mediator.go('.topbar form[action="/logout/"] button')
    assert parties not in mediator.page.content()
    mediator.page.go_back()

    assert parties not in mediator.page.content()
    assert mediator.page.locator('input[name="password"]').is_visible()


def paths(mediator) -> set[str]:
    """The cases that the mediator sees first."""
    return {case["uuid"] for case in mediator.ask("/api/v1/cases/")["results"]}
