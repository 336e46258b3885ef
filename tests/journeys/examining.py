"""What must hold of every page that a journey visits: axe at three widths, room, targets, language."""

import re
from functools import cached_property
from typing import Any

import psycopg2
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from .ways import ENGLISH, SCRIPT, Way

# Charts follow a new size of the window a frame later.
TWO_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
RUN_AXE = "axe.run({resultTypes: ['violations']}).then(found => found.violations)"
WIDTHS = ({"width": 390, "height": 844}, {"width": 768, "height": 1024}, {"width": 1440, "height": 900})
# The page itself never scrolls sideways; a wide table does, inside its own frame.
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LEAST_TARGET = 44
SMALL_TARGETS = """least => Array.from(document.querySelectorAll(
    "main button, main .btn, main .tile, main .choice, main summary, main select, main input:not([type=hidden])"
)).filter(e => !e.closest(".tile") || e.matches(".tile")).filter(e => e.checkVisibility({visibilityProperty: true}))
  .filter(e => !e.closest(".form-check")).map(e => [e.getBoundingClientRect(), e])
  .filter(([box]) => box.width > 1 && box.height > 1 && box.height < least - 0.5)
  .map(([box, e]) => `${e.tagName} ${e.className} ${Math.round(box.height)} ${e.textContent.trim().slice(0, 20)}`)"""
# Words a reader meets: text and the attributes that are read out or shown; not what says itself that it is Chinese.
WORDS = """() => {
  const words = [document.title];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const holder = walk.currentNode.parentElement;
    if (!holder.closest("script, style, textarea, [lang|=zh]")) words.push(walk.currentNode.textContent);
  }
  for (const e of document.querySelectorAll("[placeholder], [aria-label], [title], [alt]"))
    for (const name of ["placeholder", "aria-label", "title", "alt"]) words.push(e.getAttribute(name) || "");
  return words.map(word => word.trim().replace(/\\s+/g, " ")).filter(word => /[\\u4e00-\\u9fff]/.test(word));
}"""
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# The parts of a sentence: names are set off from an English sentence by spaces and its punctuation.
PARTS = re.compile(r"\s+|[·:;,.()\[\]/?“”\"]+|…|／")

# What an English sentence quotes because it is written so: the number of a letter, the headings of a file.
QUOTED = {"（2026）玛检民调函第1号", "姓名、请求金额、电话"}


class Examiner:
    """Keeps which kinds of page it has looked at, in which way."""

    def __init__(self, database_url: str) -> None:
        self.database_url = database_url
        self.seen: set[tuple[str, str]] = set()
        # What people typed stands on the page that asks them to check it, before it is saved.
        self.typed: list[str] = []

    def look(self, name: str, page: Page, way: Way, screen: dict[str, int]) -> list[str]:
        """What is wrong with the page as it stands, each fault in a line; nothing when its like has been seen."""
        if (name, way.name) in self.seen:
            return []
        self.seen.add((name, way.name))
        faults = []
        if way is SCRIPT:
            faults = _layout_faults(page)
            page.set_viewport_size(screen)  # type: ignore[arg-type]
        elif way is ENGLISH:
            faults = self._untranslated(page.evaluate(WORDS))
        return [f"{name}: {fault}" for fault in faults]

    def _untranslated(self, words: list[str]) -> list[str]:
        unknown = [word for word in words if not self._is_data(word)]
        if unknown:
            # What was written since: read once more.
            for name in ("data", "long_texts"):
                self.__dict__.pop(name, None)
        return [f"Chinese words that are no data: {word}" for word in unknown if not self._is_data(word)]

    def _is_data(self, word: str) -> bool:
        if word in self.data:
            return True
        return all(
            part in self.data
            or part in QUOTED
            or any(part in text for text in (*self.typed, *self.long_texts))
            for part in PARTS.split(word)
            if CHINESE.search(part)
        )

    @cached_property
    def data(self) -> set[str]:
        """Every text of the database: names of organizations, places and persons, numbers of cases and letters, stories."""
        connection = psycopg2.connect(self.database_url)
        with connection, connection.cursor() as cursor:
            cursor.execute(
                "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
                " AND data_type IN ('character varying', 'text')"
                " AND table_name ~ '^(organizations_|cases_|referrals_|reports_(tablelayout|brieftemplate))'"
            )
            texts: set[Any] = set()
            for table, column in cursor.fetchall():
                cursor.execute(f'SELECT DISTINCT "{column}" FROM "{table}"')
                texts.update(row[0] for row in cursor.fetchall())
            # An official table stays in Chinese: its headings are the bureau's own.
            cursor.execute(
                "SELECT DISTINCT jsonb_array_elements_text(one -> 'headings')"
                " FROM reports_tablelayout, jsonb_array_elements(columns) AS one"
            )
            texts.update(row[0] for row in cursor.fetchall())
        connection.close()
        return {" ".join(text.split()) for text in texts if text and CHINESE.search(text)}

    @cached_property
    def long_texts(self) -> list[str]:
        return [text for text in self.data if len(text) > 10]


def _layout_faults(page: Page) -> list[str]:
    found = []
    page.evaluate(AXE_SCRIPT)
    for size in WIDTHS:
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.evaluate(TWO_FRAMES)
        width = size["width"]
        if page.evaluate(OVERFLOW) > 0:
            found.append(f"{width} scrolls sideways")
        for violation in page.evaluate(RUN_AXE):
            found += [f"{width} {violation['id']}: {node['target']}" for node in violation["nodes"]]
        if width == WIDTHS[0]["width"]:
            found += [
                f"{width} small target: {small}" for small in page.evaluate(SMALL_TARGETS, LEAST_TARGET)
            ]
    return found
