"""Somebody at a screen, who sees, clicks and types. Elements are named by address and field name, in no language."""

import re
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, Page

from .examining import Examiner
from .hands import Hands, Mouse
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
    hands: Hands = field(default_factory=Mouse)
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
        self.hands.press(self.see(selector))
        self.clicks += 1

    def go(self, selector: str) -> None:
        """Click one thing that leads to another page."""
        with self.page.expect_navigation(wait_until="load"):
            self.hands.press(self.see(selector))
        self.clicks += 1

    def fill(self, name: str, text: str) -> None:
        """Fill one field."""
        self.hands.write(self.see(f'[name="{name}"]'), text)
        self.examiner.typed.append(text)
        self.fields += 1

    def choose(self, name: str, value: str) -> None:
        """Answer one question: a tile takes a click, a list of choices too."""
        if self.page.locator(f'select[name="{name}"]').count():
            self.hands.select(self.page.locator(f'select[name="{name}"]'), value)
        else:
            self.hands.pick(self.page.locator(f'[name="{name}"][value="{value}"]'))
        self.clicks += 1
        self.fields += 1

    def tick(self, name: str) -> None:
        """Tick a box that says something."""
        self.hands.pick(self.page.locator(f'input[type="checkbox"][name="{name}"]').first)
        self.clicks += 1

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

    def tell(self, path: str, **data: Any) -> Any:
        """Have the API do something for the same person: what a task needs before it begins."""
        token = self.page.locator('[name="csrfmiddlewaretoken"]').first.get_attribute("value") or ""
        headers = {"X-CSRFToken": token, "Referer": self.address + "/"}
        answer = self.page.request.post(self.address + path, data=data, headers=headers)
        assert answer.ok, f"{answer.status} {path} {answer.text()}"
        return answer.json()
