"""Naming a figure: which indicators its words can mean, the likeliest first.

A figure's own words are those before it and right behind its unit. What they leave open (whose mediators, which kind of
case) is taken over from what was said before in the sentence, the paragraph, the text; nearer words weigh more.
"""

import re
from dataclasses import dataclass

from ..enums import Unit
from ..indicators import REGISTRY, Change, Indicator, Ratio
from . import vocabulary
from .mentions import Form, Mention, Reading
from .quantities import Sort
from .vocabulary import Phrase, Word

_OWN, _SAME_SENTENCE, _SAME_PARAGRAPH, _BEFORE = 3.0, 1.5, 0.8, 0.3
_UNEXPLAINED = 2.0
_FITTING = 0.6
KEPT = 6

# How well a measure word goes with a unit of ours; 个 counts nearly anything.
_UNITS: dict[Sort, dict[Unit, float]] = {
    Sort.CASES: {Unit.CASES: 0.5, Unit.LETTERS: 0.2, Unit.TIMES: -0.8, Unit.PERSON_TIMES: -2},
    Sort.BODIES: {Unit.BODIES: 0.5, Unit.CASES: -0.8, Unit.PEOPLE: -0.8, Unit.TIMES: -1.5},
    Sort.PEOPLE: {Unit.PEOPLE: 0.5, Unit.PERSON_TIMES: -1},
    Sort.TIMES: {Unit.TIMES: 0.5, Unit.CASES: -0.8, Unit.PERSON_TIMES: -0.5},
    Sort.PERSON_TIMES: {Unit.PERSON_TIMES: 0.5, Unit.PEOPLE: -0.5, Unit.TIMES: -0.8},
    Sort.MONEY: {Unit.YUAN: 0.5},
    Sort.DAYS: {},
    Sort.PERCENT: {},
    Sort.OTHER: {Unit.CASES: -1.2, Unit.LETTERS: 0.2, Unit.TIMES: 0},
    Sort.NONE: {Unit.CASES: 0, Unit.BODIES: 0, Unit.PEOPLE: 0, Unit.TIMES: 0, Unit.PERSON_TIMES: 0, Unit.YUAN: -0.5},
}  # fmt: skip
# 份 counts agreements, 条 leads: the only other measure words that can be ours.
_OTHER_OF_OURS = {
    "份": {"agreement", "agree", "perform", "confirm", "written", "letter"},
    "封": {"letter", "letter_answered"},
    "期": {"training"},
    "班": {"training"},
}
_RESET = re.compile("全[州市县区省旗盟]|各级|各类|累计|总计|全疆|全部")


# Concepts that make a part of what they are said of.
_SINGLING = frozenset({"host", "type", "sender", "harm", "form", "grade", "beside"})


@dataclass(frozen=True)
class Named:
    """An indicator that the words can mean, and how well they fit it."""

    indicator: Indicator
    score: float


@dataclass
class Words:
    """The concepts that speak of a figure: its own, and those taken over, each with its weight, by category."""

    own: list[Word]
    inherited: dict[str, tuple[str, float]]

    @property
    def concepts(self) -> set[str]:
        return {word.concept for word in self.own}

    def weight(self, concept: str) -> float:
        """How strongly a concept is said; 0 when it is not."""
        if concept in self.concepts:
            return _OWN
        return next((weight for said, weight in self.inherited.values() if said == concept), 0)


def words_of(reading: Reading, mention: Mention) -> Words:
    """The concepts of a figure."""
    own = _own(mention)
    categories = {word.category for word in own}
    inherited: dict[str, tuple[str, float]] = {}
    is_reset = bool(_RESET.search(mention.left))
    for word, weight in _earlier(reading, mention):
        if is_reset and weight < _OWN and word.category in {"host", "type", "sender", "source"}:
            continue
        if word.category not in categories and word.category not in inherited:
            inherited[word.category] = (word.concept, weight)
    words = Words(own, inherited)
    mention.found["words"] = words
    return words


# Words between the last one that we know and the noun which single nothing out.
_PLAIN = re.compile(
    "全[州市县区省旗]|[共已现约各新就仅]|建立健全|建立|建成|成立|组建|设立|拥有|配备|选聘|聘任|聘请|健全|实现|达到?|目前|其中|登记在册|在册|注册|"
    "基层|辖区|本地|有|和|及|与|的|为|了|等|[：、（）]"
)


def has_unknown_epithet(mention: Mention, indicator: Indicator, words: Words) -> bool:
    """Whether an epithet that we do not know stands before the noun of a total: 规范化调委会, 担任网格员的调解员."""
    if indicator.code in {"organizations_stationed_room", "posts_stationed_room"}:
        # Rooms at one kind of host are some of them; 法院、信访局、公安派出所等 are all.
        return len({word.concept for word in words.own if word.category == "sender"}) == 1
    if indicator.code not in {"organizations", "committees", "mediators"} or not words.own:
        return False
    noun = words.own[-1]
    text = (
        mention.left
        if mention.left[noun.start : noun.end] and noun.end <= len(mention.left)
        else mention.right
    )
    before = max((word.end for word in words.own[:-1] if word.end <= noun.start), default=0)
    return len(_PLAIN.sub("", text[before : noun.start])) >= 2


def is_narrower(indicator: Indicator, words: Words) -> bool:
    """Whether the figure's own words single out a part that the indicator does not know of."""
    phrase = vocabulary.load().phrase_of(indicator)
    said = {word.concept for word in words.own if word.category in _SINGLING}
    if isinstance(indicator, Ratio) and phrase is not None:
        parts = (vocabulary.load().phrase_of(part) for part in (indicator.numerator, indicator.denominator))
        known = phrase.concepts.union(*(part.concepts for part in parts if part))
        return bool(said - known)
    return phrase is not None and bool(said - phrase.concepts)


def _own(mention: Mention) -> list[Word]:
    known = vocabulary.load()
    head = mention.found.get("head")
    left = known.words_in(head if head is not None else mention.left)
    if head is not None:
        left += known.words_in(mention.found.get("tail", ""))
    right = known.words_in(_head_noun(mention.right))
    if left and right and not _takes_right(mention, left, right):
        right = []
    return left + right


def _head_noun(right: str) -> str:
    """The noun right behind the unit: 606个村调委会; nothing of a following clause."""
    if not right or right[0] in "，、。；：和与及）":
        return ""
    return re.split(
        "[，。；：]|同比|环比|[中里内](?!心|调)|[的以](?:方式|速度)|比去年|较上年|较去年", right, maxsplit=1
    )[0]


def _takes_right(mention: Mention, left: list[Word], right: list[Word]) -> bool:
    """Whether the words behind belong to this figure although words stand before it too.

    "调解5857件诉调对接案件" yes; "受理5205件成功5177件" no: what follows is the next figure's.
    """
    things = {word.concept for word in left if word.category in {"thing", "rate"}}
    if mention.found.get("is_followed") and things:
        return False
    if mention.found.get("is_followed") and mention.sort == Sort.CASES:
        return any(word.concept == "case" for word in right) and not any(
            word.category == "act" for word in right
        )
    return not (
        {"case", "mediator", "committee", "money", "expert", "volunteer"} & things
    ) or mention.sort in {Sort.PEOPLE, Sort.BODIES}


def _earlier(reading: Reading, mention: Mention) -> list[tuple[Word, float]]:
    """The concepts said before, nearest first."""
    known = vocabulary.load()
    even = reading.text.even
    found: list[tuple[Word, float]] = []
    sentence = mention.sentence
    begin = mention.found["begin"]
    for word in reversed(known.words_in(even[sentence.start : max(begin, sentence.start)])):
        found.append((word, _SAME_SENTENCE))
    for earlier in reversed(reading.sentences[: sentence.number]):
        is_same = earlier.paragraph == sentence.paragraph
        if sentence.number - earlier.number > 3 and is_same:
            break
        if not is_same and earlier.paragraph < sentence.paragraph - 1:
            break
        weight = _SAME_PARAGRAPH / (sentence.number - earlier.number) if is_same else _BEFORE
        found += [(word, weight) for word in reversed(known.words_in(even[earlier.start : earlier.end]))]
    return found


def names(mention: Mention, words: Words, *, ratios: bool = False) -> list[Named]:
    """The indicators that the words can mean: levels, or with `ratios` rates and shares."""
    known = vocabulary.load()
    found = []
    for code, phrase in known.phrases.items():
        indicator = REGISTRY[code]
        if isinstance(indicator, Change) or isinstance(indicator, Ratio) != (
            ratios or mention.sort == Sort.DAYS
        ):
            continue
        fit = _unit_fit(indicator, mention, words, ratios)
        if fit is None:
            continue
        score = _score(phrase, words, indicator, mention)
        if score is not None:
            found.append(Named(indicator, score + fit))
    found.sort(key=lambda named: -named.score)
    return found[:KEPT]


def _unit_fit(indicator: Indicator, mention: Mention, words: Words, ratios: bool) -> float | None:
    if ratios:
        return 0 if indicator.unit == Unit.PERCENT else None
    if mention.form in {Form.CHANGE, Form.MULTIPLE, Form.POINTS}:
        return 0
    if mention.sort == Sort.DAYS:
        return 0 if str(indicator.unit) == "day" else None
    if mention.sort == Sort.OTHER and not (_OTHER_OF_OURS.get(mention.quantity.unit, set()) & words.concepts):
        return None
    if mention.sort in {Sort.PERCENT, Sort.POINTS, Sort.MULTIPLE}:
        return 0
    if mention.sort == Sort.BODIES and indicator.unit == Unit.CASES and "case" not in words.concepts:
        return None
    return _UNITS[mention.sort].get(indicator.unit)


def _everywhere(indicator: Indicator) -> set[str]:
    """Words that single nothing out: mediation is everywhere, disputes stand in the name of many a body."""
    return {"mediate"} if indicator.unit == Unit.CASES else {"mediate", "case"}


def _score(phrase: Phrase, words: Words, indicator: Indicator, mention: Mention) -> float | None:
    said = words.concepts
    implied = {"case"} if mention.sort in {Sort.CASES, Sort.NONE} else set()
    score = 0.0
    is_own = False
    for need in phrase.needs:
        weight = max((words.weight(concept) for concept in need), default=0)
        if not weight and need & implied:
            weight = 0.5
        if not weight:
            return None
        is_own = is_own or bool(need & said)
        # Of two that the words fit alike, the one that fewer words would fit.
        score += weight - 0.05 * (len(need) - 1)
    explained = phrase.concepts
    score += _FITTING * len((phrase.fits - frozenset().union(*phrase.needs)) & said)
    score -= _UNEXPLAINED * len(said - explained - _everywhere(indicator))
    score -= 0.3 * sum(
        1
        for category, (concept, weight) in words.inherited.items()
        if concept not in explained
        and category in {"host", "type", "form", "harm", "sender", "source"}
        and weight >= _SAME_SENTENCE
    )
    if not is_own and said - {"case", "mediate"}:
        # Its own words speak of something else.
        return None
    return score - 0.2 * (len(phrase.needs) - 1)
