"""How somebody works a page: by mouse, or by the keyboard alone."""

from typing import Protocol

from playwright.sync_api import Locator, Page

MOST_STOPS = 200
# A ring around the element, or around the tile that holds it.
HAS_VISIBLE_FOCUS = """element => [element, element.closest("label")].some(e => {
  const style = e && getComputedStyle(e);
  return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
})"""
IS = "(element, other) => element === other"


class Hands(Protocol):
    """What a person does to one element."""

    def press(self, target: Locator) -> None:
        """Follow a link, push a button, fold something out."""

    def write(self, target: Locator, text: str) -> None:
        """Fill a field."""

    def pick(self, target: Locator) -> None:
        """Choose one of several tiles, or tick a box."""

    def select(self, target: Locator, value: str) -> None:
        """Choose from a list."""


class Mouse:
    """Points and clicks."""

    def press(self, target: Locator) -> None:
        target.click()

    def write(self, target: Locator, text: str) -> None:
        target.fill(text)

    def pick(self, target: Locator) -> None:
        target.check()

    def select(self, target: Locator, value: str) -> None:
        target.select_option(value)


class Keys:
    """No mouse: Tab, the arrows, Space and Enter. Every stop of the Tab key has to show where it is."""

    def __init__(self, most_stops: int = MOST_STOPS) -> None:
        self.most_stops = most_stops

    def press(self, target: Locator) -> None:
        self.reach(target)
        target.page.keyboard.press("Enter")

    def write(self, target: Locator, text: str) -> None:
        self.reach(target)
        if target.get_attribute("type") == "date":
            self._write_day(target, text)
            return
        target.page.keyboard.press("Control+a")
        target.page.keyboard.insert_text(text)

    def _write_day(self, target: Locator, text: str) -> None:
        """A day has three parts, in the order of the browser's own language."""
        year, month, day = text.split("-")
        for parts in ((month, day, year), (year, month, day)):
            for part in parts:
                target.page.keyboard.type(part)
                if part == year:
                    target.page.keyboard.press("ArrowRight")
            if target.input_value() == text:
                return
            for _part in parts:
                target.page.keyboard.press("ArrowLeft")
        raise AssertionError(f"no way to type {text}")

    def pick(self, target: Locator) -> None:
        """Tab stops once at a group of tiles; the arrows lead to the others."""
        page = target.page
        if target.get_attribute("type") == "checkbox":
            self.reach(target)
            if not target.is_checked():
                page.keyboard.press("Space")
            return
        name = target.get_attribute("name")
        stop = page.locator(f'[name="{name}"]:checked')
        self.reach(stop if stop.count() else page.locator(f'[name="{name}"]').locator("visible=true").first)
        page.keyboard.press("Space")
        for _step in range(40):
            if target.is_checked():
                return
            page.keyboard.press("ArrowDown")
        raise AssertionError(f"no arrow leads to {name}")

    def select(self, target: Locator, value: str) -> None:
        self.reach(target)
        for key in ("Home", *["ArrowDown"] * 60):
            target.page.keyboard.press(key)
            if target.input_value() == value:
                return
        raise AssertionError(f"no arrow leads to {value}")

    def reach(self, target: Locator) -> None:
        """Press Tab until the element has the focus; each stop on the way must be seen."""
        page: Page = target.page
        wanted = target.element_handle()
        for _stop in range(self.most_stops):
            focused = page.evaluate_handle("document.activeElement").as_element()
            if focused is not None and focused.evaluate(IS, wanted):
                return
            page.keyboard.press("Tab")
            focused = page.evaluate_handle("document.activeElement").as_element()
            assert focused is not None
            assert focused.evaluate(HAS_VISIBLE_FOCUS), focused.evaluate("element => element.outerHTML")
        raise AssertionError(f"{target} is more than {self.most_stops} stops away")
