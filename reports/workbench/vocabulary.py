"""The words of reports (data/vocabulary.toml) and what they say about an indicator."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..indicators import REGISTRY, Change, Indicator

DATA = Path(__file__).parent / "data" / "vocabulary.toml"
_SKIPPED = re.compile(r"[（）、·“”\"'‘’《》\s]")


@dataclass(frozen=True)
class Word:
    """A word found in a text: which concept it names, in which category, and where."""

    concept: str
    category: str
    start: int
    end: int


@dataclass(frozen=True)
class Phrase:
    """What must be said for an indicator, each alternatives; and what may be said as well."""

    needs: tuple[frozenset[str], ...]
    fits: frozenset[str]

    @property
    def concepts(self) -> frozenset[str]:
        return self.fits.union(*self.needs)


@dataclass(frozen=True)
class Vocabulary:
    """Concepts with their categories, and a phrase for each indicator that can be named."""

    categories: dict[str, str]
    words: dict[str, str]
    phrases: dict[str, Phrase]
    pattern: re.Pattern[str]

    def words_in(self, text: str) -> list[Word]:
        """The concepts of a text in order, the longest at each place; brackets and 、 inside a name do not matter."""
        kept = [(at, character) for at, character in enumerate(text) if not _SKIPPED.match(character)]
        compact = "".join(character for _, character in kept)
        found = []
        at = 0
        while match := self.pattern.search(compact, at):
            longer = self._longer_inside(compact, match)
            if longer:
                # 当事人申请司法确认 speaks of an 申请司法确认, not of a 当事人申请.
                match = longer
            at = match.end()
            concept = self.words[match[0]]
            start, end = kept[match.start()][0], kept[match.end() - 1][0] + 1
            found.append(Word(concept, self.categories[concept], start, end))
        return found

    def _longer_inside(self, text: str, match: re.Match[str]) -> re.Match[str] | None:
        """A longer word that begins within the word found and goes on beyond it."""
        for begin in range(match.start() + 1, match.end()):
            other = self.pattern.match(text, begin)
            if other and other.end() > match.end() and len(other[0]) > len(match[0]):
                return other
        return None

    def phrase_of(self, indicator: Indicator) -> Phrase | None:
        """The phrase of an indicator; a change is called like what it is a change of."""
        return self.phrases.get(indicator.of.code if isinstance(indicator, Change) else indicator.code)


@cache
def load() -> Vocabulary:
    """The vocabulary of the data file, for the indicators that are registered."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    categories: dict[str, str] = {}
    words: dict[str, str] = {}
    for category, concepts in data["concepts"].items():
        for concept, its_words in concepts.items():
            if concept in categories:
                raise ValueError(f"{concept} stands in two categories")
            categories[concept] = category
            words |= dict.fromkeys(its_words, concept)
    longest_first = sorted(words, key=len, reverse=True)
    phrases = {}
    for code in REGISTRY:
        entry, rest = _entry(data["indicators"], code)
        if entry is not None:
            phrases[code] = Phrase(
                tuple(frozenset(need.replace("type.*", rest).split("|")) for need in entry["needs"]),
                frozenset(entry["fits"]),
            )
    return Vocabulary(categories, words, phrases, re.compile("|".join(map(re.escape, longest_first))))


def _entry(indicators: dict[str, dict[str, list[str]]], code: str) -> tuple[dict[str, list[str]] | None, str]:
    if code in indicators:
        return indicators[code], ""
    for name, entry in indicators.items():
        if name.endswith("*") and code.startswith(name[:-1]):
            return entry, code[len(name) - 1 :]
    return None, ""
