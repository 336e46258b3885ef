"""Every indicator has words, and every line of the vocabulary an indicator."""

import tomllib

from reports.indicators import REGISTRY
from reports.workbench import vocabulary


def test_every_indicator_can_be_named() -> None:
    known = vocabulary.load()
    silent = [code for code, indicator in REGISTRY.items() if known.phrase_of(indicator) is None]
    assert not silent, f"Say in {vocabulary.DATA.name} under [indicators] how reports call {silent}."


def test_every_phrase_speaks_of_an_indicator_in_known_concepts() -> None:
    known = vocabulary.load()
    named = tomllib.loads(vocabulary.DATA.read_text(encoding="utf-8"))["indicators"]
    assert not [code for code in named if not code.endswith("*") and code not in REGISTRY]
    for code, phrase in known.phrases.items():
        assert phrase.concepts <= known.categories.keys(), code


def test_no_word_stands_twice() -> None:
    concepts = tomllib.loads(vocabulary.DATA.read_text(encoding="utf-8"))["concepts"]
    words = [word for its in concepts.values() for some in its.values() for word in set(some)]
    assert not {word for word in words if words.count(word) > 1}
