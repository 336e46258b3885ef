"""Finding the figures of a text: every quantity that is no date, no article and no set phrase."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from . import dates, exclusions, quantities
from .dates import Saying
from .exclusions import Excluded
from .quantities import Quantity, Sort
from .text import Sentence, Text, make_even, sentences

# After these a clause begins; 、 parts a list only where a figure stands before it.
BOUNDARIES = "，。；！？：\n\t（）|"
_FIGURE_CONTEXT = re.compile(
    "纠纷|案|调解|委员会|员|组织|中心|调委|协议|法院|确认|金额|经费|补贴|专家|工作室|调解室|窗口|站|所$|司法|律师|排查|预防|信访|群众|当事人|"
    "村|乡|镇|县|市|街道|社区"
)


class Form(StrEnum):
    """What a figure says: how much there is, by how much it changed, what part it is."""

    LEVEL = "level"
    CHANGE = "change"  # 同比增长38.35%
    DIFFERENCE = "difference"  # 增加22名
    SHARE = "share"  # 占51%
    RATE = "rate"  # 成功率99.46%
    POINTS = "points"  # 下降0.45个百分点
    MULTIPLE = "multiple"  # 是去年的2倍, 翻一番
    AVERAGE = "average"  # 平均每案3.5天


@dataclass(eq=False)
class Mention:
    """One figure of the text, with where it stands. Later steps add what they find out."""

    number: int
    quantity: Quantity
    sentence: Sentence
    clause: tuple[int, int]
    # The words that speak of it: before it, since the figure or boundary before, and after its unit.
    left: str = ""
    right: str = ""
    form: Form = Form.LEVEL
    direction: int = 1
    found: dict[str, Any] = field(default_factory=dict)

    @property
    def start(self) -> int:
        return self.quantity.number_start

    @property
    def end(self) -> int:
        return self.quantity.end

    @property
    def sort(self) -> Sort:
        return self.quantity.sort


@dataclass(frozen=True)
class Passed:
    """A number that is no figure, and why."""

    start: int
    end: int
    reason: Any


@dataclass
class Reading:
    """A text with everything found in it."""

    text: Text
    sentences: list[Sentence]
    mentions: list[Mention]
    sayings: list[Saying]
    passed: list[Passed]

    def sentence_of(self, at: int) -> Sentence | None:
        return next((each for each in self.sentences if each.start <= at < each.end), None)

    def mentions_of(self, sentence: Sentence) -> list[Mention]:
        """Its figures in order."""
        return [each for each in self.mentions if each.sentence is sentence]


def find(pasted: str, names: list[str] = []) -> Reading:  # noqa: B006
    """The figures of a text. `names` are names of places, which may hold numerals and count nothing."""
    text = make_even(pasted)
    even = text.even
    excluded = exclusions.find(even) + _names(even, names)
    covered = {
        at: each
        for each in sorted(excluded, key=lambda each: each.end - each.start)
        for at in range(each.start, each.end)
    }
    split = sentences(even)
    sayings: list[Saying] = []
    quantities_found: list[Quantity] = []
    passed: list[Passed] = []
    at = 0
    while at < len(even):
        saying = dates.match_at(even, at)
        exclusion = covered.get(at)
        if saying and (exclusion is None or saying.end >= exclusion.end or exclusion.start < at):
            sayings.append(saying)
            at = saying.end
            continue
        if exclusion is not None:
            if _has_number(even[at : exclusion.end]):
                passed.append(Passed(at, exclusion.end, exclusion.reason))
            at = exclusion.end
            continue
        quantity = quantities.match_at(even, at) if _may_begin(even, at) else None
        if quantity is None:
            at += 1
            continue
        reason = _no_figure(even, quantity)
        if reason is None:
            quantities_found.append(quantity)
        elif not quantity.is_chinese or reason is not _NO_NUMERAL:
            passed.append(Passed(quantity.number_start, quantity.end, reason))
        at = quantity.end
    reading = Reading(text, split, [], sayings, passed)
    _place(reading, quantities_found)
    return reading


_NO_NUMERAL = _("不是数字")
_SINGLE = _("泛指，不是统计数")
_BARE = _("没有单位，也不接在指标后面")
_EACH = _("每一个的标准，不是统计数")
_DURATION = _("时长，不是统计数")


def _may_begin(text: str, at: int) -> bool:
    return not (text[at].isascii() and text[at].isdecimal() and text[at - 1 : at].isdecimal() and at)


def _has_number(text: str) -> bool:
    return bool(re.search(r"\d|[一二两三四五六七八九十百千]", text))


def _names(text: str, names: list[str]) -> list[Excluded]:
    found = []
    for name in names:
        if _has_number(name):
            found += [
                Excluded(m.start(), m.end(), exclusions.PHRASE) for m in re.finditer(re.escape(name), text)
            ]
    return found


def _no_figure(text: str, quantity: Quantity) -> Any:
    """Why a quantity is no figure; None where it is one."""
    before, after = text[max(0, quantity.start - 12) : quantity.start], text[quantity.end : quantity.end + 12]
    if re.search("(?<!平均)每[^，。；：、\\d]{0,9}$", before):
        return _EACH
    if quantity.is_chinese:
        return _no_chinese_figure(quantity, before, after)
    if quantity.sort == Sort.NONE:
        if re.match(r"(?:19|20)\d\d$", quantity.printed) and not re.search("[为达共计：]$", before):
            return exclusions.CLOCK
        if re.search("[：为达共计是约近超逾到至有数\t、|（]$", before) or _FIGURE_CONTEXT.search(before[-6:]):
            return None
        return (
            None
            if re.match("[、，；。和与及\t|）]", after) and re.search(r"\d[、，和与及]$", before)
            else _BARE
        )
    if quantity.sort == Sort.DAYS and not re.search(
        "平均|均|缩短|延长|压缩|用时|耗时", re.split("[，。；]", before)[-1] + after[:2]
    ):
        return _DURATION
    return None


def _no_chinese_figure(quantity: Quantity, before: str, after: str) -> Any:
    numeral = quantity.printed
    if quantity.bound == quantities.Bound.EXACT and re.match(
        "[百千万亿]+(?:[^一二三四五六七八九十百千万亿]|$)", numeral
    ):
        # （万元）, 千件: a unit or a manner of speaking.
        return _SINGLE
    if quantity.sort == Sort.NONE:
        return _NO_NUMERAL
    if quantity.sort == Sort.DAYS and "平均" not in before:
        return _DURATION
    if quantity.sort == Sort.OTHER:
        return _SINGLE
    if quantity.sort in {Sort.PERCENT, Sort.POINTS, Sort.MULTIPLE}:
        return None
    is_small = quantity.value < 10 and quantity.bound == quantities.Bound.EXACT
    if not is_small:
        return None
    if quantity.value == 1 and numeral.startswith("一"):
        is_stated = _STATED_ONE.search(before) and _FIGURE_CONTEXT.search(after[:10])
        closes = re.match("[，。；、]", after) and _FIGURE_CONTEXT.search(before)
        return None if is_stated or closes else _SINGLE
    if _FIGURE_CONTEXT.search(before[-8:] + after[:10]) or re.match("[、，。；）]|$", after):
        return None
    return _SINGLE


_STATED_ONE = re.compile(
    "(?:共|设立?|成立|建立|建成|组建|新建|新增|增加|减少|仅|只有|现有|拥有|有|达|各)了?$"
)


def _place(reading: Reading, found: list[Quantity]) -> None:
    even = reading.text.even
    for quantity in found:
        sentence = reading.sentence_of(quantity.start)
        if sentence is None:
            continue
        before = (
            reading.mentions[-1] if reading.mentions and reading.mentions[-1].sentence is sentence else None
        )
        clause_start = sentence.start
        for at in range(quantity.start - 1, sentence.start - 1, -1):
            # A colon right before the number joins it to its heading: 受理：5205.
            is_heading = even[at] == "：" and at == quantity.start - 1
            if even[at] in BOUNDARIES and not is_heading and not _is_inside_name(even, at):
                clause_start = at + 1
                break
        finish = quantity.end
        while finish < sentence.end and (even[finish] not in BOUNDARIES or _is_inside_name(even, finish)):
            finish += 1
        reading.mentions.append(
            Mention(
                number=len(reading.mentions),
                quantity=quantity,
                sentence=sentence,
                clause=(clause_start, finish),
                left=_without(
                    even, max(clause_start, before.end if before else 0), quantity.start, reading.sayings
                ),
                right=even[quantity.end : finish],
                found={"begin": max(clause_start, before.end if before else 0)},
            )
        )
    for mention, following in zip(reading.mentions, reading.mentions[1:], strict=False):
        if following.sentence is mention.sentence and following.start < mention.clause[1]:
            mention.right = even[mention.end : following.quantity.start]
            mention.found["is_followed"] = True


def _without(text: str, start: int, end: int, sayings: list[Saying]) -> str:
    """A stretch of the text without the times said in it: they speak of when, not of what."""
    for saying in reversed(sayings):
        if start <= saying.start and saying.end <= end and saying.how != dates.How.NOW:
            text = text[: saying.start] + text[saying.end :]
            end -= saying.end - saying.start
    return text[start:end]


def _is_inside_name(text: str, at: int) -> bool:
    """Whether a parenthesis only spells out a name: 村（社区）, 县（市、区）. One with a number in it is a clause."""
    if text[at] == "（":
        close = text.find("）", at)
        return 0 < close - at <= 12 and not re.search(r"\d|[，：；]", text[at:close])
    if text[at] == "）":
        begin = text.rfind("（", 0, at)
        return begin >= 0 and at - begin <= 12 and not re.search(r"\d|[，：；]", text[begin:at])
    return False
