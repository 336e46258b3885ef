"""The pictures of the README, taken of a demo of their own: `make screenshots`.

Run by pytest, because the running system and the browser are fixtures of the tests.
"""

from pathlib import Path

from playwright.sync_api import Browser

from tests.journeys.conftest import browser
from tests.journeys.people import DESK, PHONE
from tests.running import demo_database, running_database, running_system

__all__ = ["browser", "demo_database", "running_database", "running_system"]

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
LARGEST = 300_000
# Name, account, address, screen, and a link of that page to follow first.
PICTURES = (
    ("dashboard", "demo_analyst", "/reports/", DESK, ""),
    ("desk", "demo_coordinator", "/referrals/desk/", DESK, ""),
    ("case", "demo_room_clerk", "/cases/", DESK, "main .case-link"),
    ("report", "demo_analyst", "/reports/report/", DESK, ""),
    ("village", "demo_village", "/", PHONE, ""),
)


def test_take_the_pictures(browser: Browser, running_system: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, account, address, screen, link in PICTURES:
        context = browser.new_context(viewport=screen, locale="zh-CN")  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{running_system}/login/")
        page.locator(f'form button[value="{account}"]').click()
        page.goto(running_system + address)
        if link:
            page.locator(link).first.click()
        page.wait_for_load_state("networkidle")
        # Charts take a moment to grow.
        page.wait_for_timeout(1500)
        file = FOLDER / f"{name}.png"
        page.screenshot(path=file)
        context.close()
        print(f"{file.name}: {file.stat().st_size // 1000} kB")
        if file.stat().st_size > LARGEST:
            raise ValueError(f"{file.name} is too large for a README")
