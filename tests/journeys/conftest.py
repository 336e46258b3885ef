"""A browser for the journeys, which counts what a person does and hears every complaint of the page."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.running import DemoDatabase

from .examining import Examiner
from .hands import Hands, Mouse
from .people import DESK, Person
from .ways import WAYS, Way

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    """Where a Chromium is on this machine."""
    candidates = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    return next((path for name in candidates if name and (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, or a visible skip; with E2E_REQUIRED=1 its absence is a failure."""
    path = chromium()
    if path is None:
        reason = "没有找到 Chromium，浏览器用例未执行 (no Chromium found: the browser journeys did not run)"
        if os.environ.get("E2E_REQUIRED") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=WAYS, ids=lambda way: way.name)
def way(request: pytest.FixtureRequest) -> Way:
    """With JavaScript, without it, in English."""
    return request.param


@pytest.fixture(scope="session")
def examiner(running_database: DemoDatabase) -> Examiner:
    """Looks at each kind of page once."""
    return Examiner(running_database.owner_url)


@pytest.fixture(scope="session")
def sessions() -> dict[str, Any]:
    """Cookies of those who have logged in before, so that each does so once."""
    return {}


@pytest.fixture
def person(
    browser: Browser, running_system: str, sessions: dict[str, Any], examiner: Examiner
) -> Iterator[Callable[..., Person]]:
    """`person("demo_village", way, PHONE)` is logged in at the landing page. Complaints of the pages fail the test."""
    contexts: list[BrowserContext] = []
    people: list[Person] = []

    def arrive(
        username: str, way: Way = WAYS[0], screen: dict[str, int] = DESK, hands: Hands | None = None
    ) -> Person:
        context = browser.new_context(
            viewport=screen,  # type: ignore[arg-type]
            java_script_enabled=way.javascript,
            locale="zh-CN",
            storage_state=sessions.get(username),
        )
        context.add_cookies([{"name": "django_language", "value": way.language, "url": running_system}])
        context.set_default_timeout(20_000)
        contexts.append(context)
        somebody = Person(context.new_page(), running_system, way, screen, examiner, hands or Mouse())
        people.append(somebody)
        if username in sessions:
            somebody.open("/")
        else:
            somebody.log_in(username)
            sessions[username] = context.storage_state()
        return somebody

    yield arrive
    for context in contexts:
        context.close()
    complaints = [complaint for somebody in people for complaint in somebody.complaints]
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)
