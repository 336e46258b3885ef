"""On a weak line a form is tried until it arrives, once; what was typed stays on the page and on the server."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from .people import PHONE
from .test_shared_computer import CASE, paths
from .test_village_oral_agreement import fill_in

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("demo")]
TRYING = re.compile("正在重试（第 [1-9] 次）")


def save(page: Page) -> None:
    page.locator(".register-form button.btn-primary").click(no_wait_after=True)


def quiet(mediator) -> None:
    """Leave out of the complaints what the browser says of a line that is down on purpose."""
    mediator.complaints[:] = [c for c in mediator.complaints if "Failed to load resource" not in c]


def test_without_a_line_the_form_waits_and_arrives_when_it_is_back(person):
    mediator = person("demo_village", screen=PHONE)
    before = paths(mediator)
    mediator.open("/cases/register/")
    fill_in(mediator)
    mediator.page.context.set_offline(True)
    save(mediator.page)
    expect(mediator.page.locator("[data-retry-status]")).to_have_text(TRYING)
    assert mediator.page.locator('[name="applicant_name"]').input_value()
    kept = mediator.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert not [typed for typed in mediator.examiner.typed[-3:] if typed in kept]
    mediator.page.context.set_offline(False)
    expect(mediator.page).to_have_url(CASE, timeout=30_000)
    quiet(mediator)

    assert len(paths(mediator) - before) == 1


def test_an_answer_that_is_lost_on_the_way_makes_no_second_case(person):
    mediator = person("demo_village", screen=PHONE)
    before = paths(mediator)
    mediator.open("/cases/register/")
    fill_in(mediator)
    lost = []

    def lose_the_first_answer(route, request):
        if request.method != "POST" or lost:
            route.continue_()
            return
        # The server acts, and its answer never arrives.
        lost.append(route.fetch(max_redirects=0).status)
        route.abort("connectionreset")

    mediator.page.route("**/cases/register/", lose_the_first_answer)
    save(mediator.page)
    expect(mediator.page).to_have_url(CASE, timeout=30_000)
    quiet(mediator)

    assert lost == [302]
    assert len(paths(mediator) - before) == 1


def test_what_was_typed_before_the_line_broke_waits_on_the_server(person, browser: Browser):
    mediator = person("demo_village", screen=PHONE)
    mediator.open("/cases/register/")
    mediator.fill("summary", "示例：院墙滴水，还没有写完")
    mediator.page.locator('[name="applicant_name"]').focus()
    expect(mediator.page.locator(".draft-status")).to_have_text(re.compile("已保存"))
    mediator.page.context.set_offline(True)
    mediator.page.context.set_offline(False)
    mediator.open("/cases/register/")

    assert mediator.see('[name="summary"]').input_value() == "示例：院墙滴水，还没有写完"
    mediator.click('.draft-restored button[value="discard"]')
    expect(mediator.page.locator('[name="summary"]')).to_have_value("")
