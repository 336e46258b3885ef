"""The meanings that a figure can have, the likeliest first: its form applied to the indicators that its words name."""

import re
from collections.abc import Iterable

from ..indicators import REGISTRY, Ratio
from . import naming, vocabulary
from .forms import basis
from .mentions import Form, Mention, Reading
from .naming import Named
from .quantities import Sort
from .readings import Meaning, whole_of

Scored = tuple[Meaning, float]
_SENT = re.compile("(?:由|指派|派出|派|抽调|选派|安排|出动|调集|协调|组成|带领)(?:了|的)?[^，]{0,12}$")
# So few mediators who do something are those of one case.
_MANY = 20
_ACTS = re.compile(
    "员(?:[\u4e00-\u9fff]{0,4})?(?:用|进行|参与|深入|介入|赶|上门|负责|促成|主持|多次|共同|联合|前往|组成|经过)"
)
_DEPENDENT = frozenset({Form.CHANGE, Form.DIFFERENCE, Form.POINTS, Form.MULTIPLE, Form.SHARE})
_SUBJECT = frozenset(
    {"thing", "act", "host", "type", "source", "sender", "grade", "harm", "form", "rate", "mode"}
)


def is_dependent(mention: Mention) -> bool:
    """Whether its meaning hangs on another figure's: a change, a share."""
    return mention.form in _DEPENDENT


def subject_of(reading: Reading, mention: Mention) -> Mention | None:
    """The figure that a change or a share speaks of: the level before it."""
    if "of" in mention.found:
        found: Mention = mention.found["of"]
        return found
    earlier = [
        each
        for each in reading.mentions[: mention.number]
        if each.form in {Form.LEVEL, Form.RATE, Form.SHARE} and not _is_aside(reading, each)
        if each.sentence.paragraph == mention.sentence.paragraph
        if mention.sentence.number - each.sentence.number <= 1
    ]
    if mention.form == Form.POINTS:
        rates = [each for each in earlier if each.form in {Form.RATE, Form.SHARE}]
        if rates:
            return rates[-1]
    levels = [
        each for each in earlier if each.form == Form.LEVEL or mention.form in {Form.CHANGE, Form.POINTS}
    ]
    return levels[-1] if levels else None


def _is_aside(reading: Reading, mention: Mention) -> bool:
    """A figure of the year before, named only to compare with."""
    even = reading.text.even
    return bool(re.search("同期(?:的)?(?:[\u4e00-\u9fff]{0,6})$", even[mention.clause[0] : mention.start]))


def direct(reading: Reading, mention: Mention) -> list[Scored]:
    """The meanings of a level or a rate."""
    words = naming.words_of(reading, mention)
    if mention.form == Form.AVERAGE or _takes_part(mention):
        return []
    named = naming.names(mention, words, ratios=mention.form == Form.RATE)
    return [(Meaning(mention.form, each.indicator), each.score) for each in named]


def _takes_part(mention: Mention) -> bool:
    """Whether people are told who did something once: 指派4名专职人民调解员 says not how many there are."""
    grows = re.match("(?:[^，。；]{0,4})?(?:增|减|升|降|扩|发展|提|到|至)", mention.right)
    acts = mention.quantity.value < _MANY and _ACTS.search(mention.right)
    return mention.sort == Sort.PEOPLE and not grows and bool(acts or _SENT.search(mention.left))


def dependent(reading: Reading, mention: Mention, chosen: dict[int, list[Scored]]) -> list[Scored]:
    """The meanings of a change, difference or share, from its own subject or the figure before it."""
    words = naming.words_of(reading, mention)
    subjects = _own_subjects(mention, words)
    before = subject_of(reading, mention)
    if not subjects and before is None:
        # "受理案件同比上升12.4%，环比下降3.1%": the change before says of what.
        subjects = _of_change_before(reading, mention, chosen)
    elif not subjects and before is not None:
        subjects = [Named(meaning.indicator, score) for meaning, score in chosen.get(before.number, [])]
    elif before is not None:
        # The words may only repeat what stands before: "受理5205件，受理量增长38.35%".
        known = {named.indicator for named in subjects}
        subjects += [
            Named(meaning.indicator, score - 2)
            for meaning, score in chosen.get(before.number, [])[:2]
            if meaning.indicator not in known
        ]
    if mention.form == Form.SHARE:
        return _shares(reading, mention, words, chosen)
    found = []
    for rank, kind in enumerate(_bases(reading, mention)):
        found += [(_changed(mention, named, kind), named.score - rank * 0.7) for named in subjects]
    if mention.form == Form.DIFFERENCE:
        found += [(Meaning(Form.LEVEL, named.indicator), named.score - 1.5) for named in subjects]
    return sorted(found, key=lambda each: -each[1])[: naming.KEPT * 2]


def _of_change_before(reading: Reading, mention: Mention, chosen: dict[int, list[Scored]]) -> list[Named]:
    for earlier in reversed(reading.mentions_of(mention.sentence)):
        if earlier.number < mention.number and is_dependent(earlier) and chosen.get(earlier.number):
            return [Named(meaning.indicator, score) for meaning, score in chosen[earlier.number]]
    return []


def _own_subjects(mention: Mention, words: naming.Words) -> list[Named]:
    if not any(word.category in _SUBJECT for word in words.own):
        return []
    if mention.form == Form.DIFFERENCE:
        return naming.names(mention, words)
    ratios = (
        naming.names(mention, words, ratios=True)
        if any(word.category == "rate" for word in words.own)
        else []
    )
    return ratios or naming.names(mention, words)


def _bases(reading: Reading, mention: Mention) -> Iterable[str]:
    said = basis(reading, mention)
    return [
        said,
        *(other for other in ("year", "start") if other != said and mention.form == Form.DIFFERENCE),
    ]


def _changed(mention: Mention, named: Named, kind: str) -> Meaning:
    """A rate changes by points, whatever the text calls them; the checks speak of the word."""
    form = mention.form
    if isinstance(named.indicator, Ratio):
        form = Form.POINTS
    elif form == Form.POINTS:
        form = Form.CHANGE
    return Meaning(form, named.indicator, basis=kind, direction=mention.direction)


def _shares(
    reading: Reading, mention: Mention, words: naming.Words, chosen: dict[int, list[Scored]]
) -> list[Scored]:
    found: list[Scored] = []
    before_share, _, whole = mention.left.rpartition("占")
    known = vocabulary.load()
    of_words = known.words_in(whole)
    parts: list[Named] = []
    if known.words_in(before_share):
        own = naming.Words(known.words_in(before_share), words.inherited)
        parts = naming.names(_as_level(mention), own)
    before = subject_of(reading, mention)
    if not parts and before is not None:
        parts = [
            Named(meaning.indicator, score)
            for meaning, score in chosen.get(before.number, [])
            if meaning.form == Form.LEVEL
        ]
    wholes = (
        [named.indicator for named in naming.names(_as_level(mention), naming.Words(of_words, {}))]
        if of_words
        else []
    )
    totals = [
        meaning.indicator
        for each in reading.mentions_of(mention.sentence)
        if each.number < mention.number and each is not before and each.form == Form.LEVEL
        for meaning, _ in chosen.get(each.number, [])[:1]
    ]
    for named in parts[:3]:
        usual = whole_of(named.indicator)
        options = [*wholes[:2], *([usual] if usual else []), *totals[:2]]
        for rank, of in enumerate(dict.fromkeys(options)):
            if of is not named.indicator and of.unit == named.indicator.unit:
                found.append((Meaning(Form.SHARE, named.indicator, of=of), named.score - 0.4 * rank))
    # A share of ours with a name of its own: 诉调对接占同期人民调解案件.
    for named in naming.names(mention, words, ratios=True):
        if isinstance(named.indicator, Ratio):
            found.append((Meaning(Form.RATE, named.indicator), named.score))
    for named in parts[:1]:
        found += [
            (Meaning(Form.RATE, ratio), named.score + 0.3)
            for ratio in _ratios()
            if ratio.numerator is named.indicator and (not wholes or ratio.denominator in wholes)
        ]
    return sorted(found, key=lambda each: -each[1])[: naming.KEPT]


def _ratios() -> list[Ratio]:
    return [indicator for indicator in REGISTRY.values() if isinstance(indicator, Ratio)]


def _as_level(mention: Mention) -> Mention:
    """The same figure as though it were a number of anything: what stands beside 占 is one."""
    return Mention(mention.number, mention.quantity, mention.sentence, mention.clause, form=Form.CHANGE)
