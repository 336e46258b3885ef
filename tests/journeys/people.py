"""Somebody at a screen, who sees, clicks and types. Elements are named by address and field name, in no language."""

import re
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, Page

from .examining import Examiner
from .ways import Way

PHONE = {"width": 390, "height": 844}
TABLET = {"width": 768, "height": 1024}
DESK = {"width": 1440, "height": 900}


@dataclass
class Person:
    """Every click and every field filled in by hand is counted; typing itself is not."""

    page: Page
    address: str
    way: Way
    screen: dict[str, int]
    examiner: Examiner
    complaints: list[str] = field(default_factory=list)
    clicks: int = 0
    fields: int = 0

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message: Any) -> None:
        # A form that comes back with errors answers 422, which Chromium logs as a failed load.
        if message.type == "error" and "422" not in message.text:
            self.complaints.append(message.text)

    def open(self, path: str) -> None:
        """Type an address."""
        self.page.goto(self.address + path)

    def log_in(self, username: str) -> None:
        """By the demo's one-click card."""
        self.open("/login/")
        self.look("login")
        self.go(f'form button[value="{username}"]')
        self.clicks = 0

    def see(self, selector: str) -> Locator:
        """The one visible thing of that kind, or the first of them."""
        return self.page.locator(selector).locator("visible=true").first

    def click(self, selector: str) -> None:
        """Click one thing that leads nowhere."""
        self.see(selector).click()
        self.clicks += 1

    def go(self, selector: str) -> None:
        """Click one thing that leads to another page."""
        with self.page.expect_navigation(wait_until="load"):
            self.see(selector).click()
        self.clicks += 1

    def fill(self, name: str, text: str) -> None:
        """Fill one field."""
        self.see(f'[name="{name}"]').fill(text)
        self.examiner.typed.append(text)
        self.fields += 1

    def choose(self, name: str, value: str) -> None:
        """Answer one question: a tile takes a click, a list of choices too."""
        if self.page.locator(f'select[name="{name}"]').count():
            self.page.select_option(f'select[name="{name}"]', value)
        else:
            self.page.locator(f'[name="{name}"][value="{value}"]').check()
        self.clicks += 1
        self.fields += 1

    def look(self, name: str) -> None:
        """Have this kind of page examined once in each way; what is wrong with it fails the test at its end."""
        self.complaints += self.examiner.look(name, self.page, self.way, self.screen)

    @property
    def path(self) -> str:
        """Where the person is, without the host."""
        return self.page.url.removeprefix(self.address)

    @property
    def text(self) -> str:
        """What the page says."""
        return self.page.locator("main").inner_text()

    def numbers(self, selector: str = "main") -> list[str]:
        """The numbers on a part of the page, as printed."""
        return re.findall(r"\d[\d,]*(?:\.\d+)?", self.page.locator(selector).first.inner_text())

    def ask(self, path: str) -> Any:
        """What the API answers to the same person."""
        answer = self.page.request.get(self.address + path)
        assert answer.ok, f"{answer.status} {path}"
        return answer.json()
