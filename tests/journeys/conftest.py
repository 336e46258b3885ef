"""A browser for the journeys, which counts what a person does and hears every complaint of the page."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PHONE = {"width": 390, "height": 844}
TABLET = {"width": 768, "height": 1024}
DESK = {"width": 1440, "height": 900}
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


@dataclass
class Person:
    """Somebody at a screen. Every click and every filled field is counted."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    clicks: int = 0
    fields: int = 0

    def open(self, path: str) -> None:
        """Type an address."""
        self.page.goto(self.address + path)

    def click(self, selector: str) -> None:
        """Click one visible thing."""
        self.page.locator(selector).first.click()
        self.clicks += 1

    def fill(self, selector: str, text: str) -> None:
        """Fill one field."""
        self.page.locator(selector).first.fill(text)
        self.fields += 1

    def log_in(self, username: str) -> None:
        """By the demo's one-click card."""
        self.open("/login/")
        self.page.locator(f'form:has(input[name="username"][value="{username}"]) button').click()
        self.page.wait_for_load_state()
        self.clicks = self.fields = 0

    @property
    def text(self) -> str:
        """What the page says."""
        return self.page.locator("body").inner_text()


@pytest.fixture
def person(browser: Browser, running_system: str) -> Iterator[Callable[..., Person]]:
    """`person(PHONE)`, `person(DESK, javascript=False)`, `person(DESK, language="en")`. Complaints fail the test."""
    contexts: list[BrowserContext] = []
    people: list[Person] = []

    def arrive(screen: dict[str, int] = DESK, *, javascript: bool = True, language: str = "zh-hans") -> Person:
        context = browser.new_context(viewport=screen, java_script_enabled=javascript, locale="zh-CN")  # type: ignore[arg-type]
        context.add_cookies([{"name": "django_language", "value": language, "url": running_system}])
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        somebody = Person(page, running_system)
        page.on("console", lambda message: _note(somebody, message))
        page.on("pageerror", lambda error: somebody.complaints.append(str(error)))
        people.append(somebody)
        return somebody

    yield arrive
    for context in contexts:
        context.close()
    complaints = [complaint for somebody in people for complaint in somebody.complaints]
    assert complaints == []


def _note(somebody: Person, message: Any) -> None:
    # A form that comes back with errors answers 422, which Chromium logs as a failed load.
    if message.type == "error" and "422" not in message.text:
        somebody.complaints.append(message.text)
