"""Every figure of sentences in many styles is found, nothing else is, and its words name it."""

import pytest

from reports.workbench import checking, forms, meanings, mentions, pairing
from tests.reports.workbench import marked

SENTENCES = marked.sentences()


def found_in(text: str) -> mentions.Reading:
    reading = mentions.find(text)
    forms.classify(reading)
    pairing.pair(reading)
    return reading


def printed(reading: mentions.Reading, mention: mentions.Mention) -> tuple[int, str]:
    first, last = reading.text.pasted_span(mention.start, mention.end)
    return first, reading.text.pasted[first:last]


@pytest.mark.parametrize(("text", "figures"), SENTENCES, ids=[text[:12] for text, _ in SENTENCES])
def test_all_figures_are_found_and_nothing_else(text: str, figures: list[marked.Marked]) -> None:
    reading = found_in(text)
    # Words about exactness may stand before the number: 增长近四成.
    found = [reading.text.pasted_span(each.start, each.end)[1] for each in reading.mentions]
    assert found == [each.start + len(each.printed) for each in figures], [
        printed(reading, each) for each in reading.mentions
    ]


def test_the_words_name_the_figures() -> None:
    """Among what is near enough for our data to decide all of them; first of all nearly all."""
    told, first, wrong = 0, 0, []
    for text, figures in SENTENCES:
        reading = found_in(text)
        chosen: dict[int, list[meanings.Scored]] = {}
        for mention, figure in zip(reading.mentions, figures, strict=True):
            options = (
                meanings.dependent(reading, mention, chosen)
                if meanings.is_dependent(mention)
                else meanings.direct(reading, mention)
            )
            chosen[mention.number] = options
            codes = [
                meaning.indicator.code
                for meaning, score in options
                if score >= options[0][1] - checking.MARGIN
            ]
            if figure.code:
                told += 1
                first += codes[:1] == [figure.code]
                if figure.code not in codes:
                    wrong.append((figure, codes))
    assert not wrong
    assert told > 70
    assert first >= told * 0.95
