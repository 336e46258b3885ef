"""The web server dies while somebody fills in a form; on the next one the form is there again, for that person only."""

import re
import signal
import urllib.parse
import urllib.request

from mediation.kernel.models import Draft
from tests.faults.servers import CSRF, Browser, Servers
from tests.faults.test_broker_down import logged_in
from tests.world import World

PAGE = "/cases/register/"
STORY = "示例：院墙滴水，还没有写完"


def autosave(browser: Browser, **typed: str) -> int:
    """What app.js sends while one types; the status of the answer."""
    form = browser.get(PAGE)
    csrf, once = CSRF.search(form), re.search(r'name="form_token" value="([^"]+)"', form)
    assert csrf
    assert once
    request = urllib.request.Request(
        f"{browser.site}/drafts/",
        urllib.parse.urlencode({"draft_page": PAGE, "form_token": once[1], **typed}).encode(),
        {"X-CSRFToken": csrf[1], "X-Draft": "1"},
    )
    with browser.opener.open(request, timeout=20) as answer:
        return int(answer.status)


def test_a_draft_survives_a_killed_web_process(committed: World, servers: Servers) -> None:
    browser = logged_in(servers.web(), "village_mediator")
    assert autosave(browser, summary=STORY, applicant_name="示例·甲") == 204
    servers.started[-1].end(signal.SIGKILL)

    site = servers.web()
    browser.site = site
    page = browser.get(PAGE)
    assert STORY in page
    assert 'value="示例·甲"' in page
    assert STORY in logged_in(site, "village_mediator").get(PAGE), "and on another device"
    assert STORY not in logged_in(site, "second_village_mediator").get(PAGE)
    assert Draft.objects.count() == 1
