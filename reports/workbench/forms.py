"""What a figure says: how much there is, by how much it changed, or what part of something it is."""

import re

from .mentions import Form, Mention, Reading
from .quantities import Bound, Sort

_UP = "增长|上升|提高|增加|增幅|递增|新增|净增|增|升高|上涨|升|多出|多了|高出|扩大|涨"
_DOWN = "下降|减少|降低|下滑|回落|降幅|减幅|减|降|少了|低了|缩小|缩短|压减"
_TO = "到|至|为|达到|达"
_CHANGE = re.compile(rf"(?P<up>{_UP})|(?P<down>{_DOWN})")
_AT_END = re.compile(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:率|幅度|幅|量|数)?(?:了|约|近|超|共|达|为|是|：|均为|分别为|分别)*$"
)
_REACHED = re.compile(rf"(?:{_UP}|{_DOWN})(?:{_TO})(?:了)?$")
_GROWTH_NOUN = re.compile(
    r"(?:增幅|增长率|增速|降幅|升幅|增长幅度|下降幅度|涨幅|减幅)(?:为|达|达到|是|约|：|分别为|均)*$"
)
_NEWLY = re.compile(r"^(?:[^，]{0,6})?(?:新增|净增|增加|增聘|新聘|新建|新设|减少)(?!到|至)")
_COMPARED = re.compile(
    r"同比|环比|[较比与](?:去年|上年|上月|上季|年初|前年|往年|同期|20\d\d年|上一?年度?|上个月|上期)|去年同期相比|上年同期相比"
)
_LEVEL_LATER = re.compile(r"^(?:的)?(?:增长|增幅|增速|速度|下降)")
# "同比38.35%" alone speaks of a growth, "同比增长到" of a level.


def classify(reading: Reading) -> None:
    """Set the form and the direction of each mention."""
    before: Mention | None = None
    for mention in reading.mentions:
        mention.form, mention.direction = _form(reading, mention, before)
        before = mention


def _form(reading: Reading, mention: Mention, before: Mention | None) -> tuple[Form, int]:
    left, sort = mention.left, mention.sort
    spoken = reading.text.even[mention.clause[0] : mention.start]
    direction = _direction(left) or _direction(spoken) or (-1 if mention.quantity.value < 0 else 1)
    if sort == Sort.POINTS:
        return Form.POINTS, direction
    if sort == Sort.MULTIPLE:
        return Form.MULTIPLE, direction
    continues = before is not None and _continues(reading, before, mention)
    if sort == Sort.PERCENT:
        return _percent(reading, mention, before if continues else None, direction, spoken)
    if re.search("平均|人均|案均|户均|均为", left) and sort != Sort.DAYS:
        return Form.AVERAGE, direction
    if _AT_END.search(left) and not _REACHED.search(left) and not re.search("率$", left):
        return Form.DIFFERENCE, direction
    if _NEWLY.search(left):
        return Form.DIFFERENCE, direction
    if continues and before is not None and before.form == Form.DIFFERENCE and before.sort == sort:
        return Form.DIFFERENCE, before.direction
    return Form.LEVEL, 1


def _percent(
    reading: Reading, mention: Mention, before: Mention | None, direction: int, spoken: str
) -> tuple[Form, int]:
    left = mention.left
    if _GROWTH_NOUN.search(left) or _LEVEL_LATER.match(mention.right):
        return Form.CHANGE, direction
    if _AT_END.search(left) and not _REACHED.search(left):
        return Form.CHANGE, direction
    share, rate = left.rfind("占"), left.rfind("率")
    if re.search("占比|比重|比例|所占", left) or share > rate:
        return Form.SHARE, direction
    if (
        not left
        and "占" in reading.text.even[mention.sentence.start : mention.start]
        and _is_bracketed(reading, mention)
    ):
        return Form.SHARE, direction
    if rate >= 0 or re.search("满意度|规范化", left):
        return Form.RATE, direction
    if before is not None and before.sort == Sort.PERCENT:
        return before.form, before.direction
    if mention.quantity.is_signed or re.search("(?:同比|环比)$", left):
        return Form.CHANGE, direction
    if re.search("率", spoken):
        return Form.RATE, direction
    if mention.quantity.bound != Bound.EXACT and _CHANGE.search(left):
        return Form.CHANGE, direction
    return Form.RATE, direction


def _is_bracketed(reading: Reading, mention: Mention) -> bool:
    return reading.text.even[mention.quantity.start - 1 : mention.quantity.start] == "（"


def _direction(text: str) -> int:
    found = list(_CHANGE.finditer(text))
    if not found:
        return 0
    return 1 if found[-1]["up"] else -1


def _continues(reading: Reading, before: Mention, mention: Mention) -> bool:
    """Whether nothing but 、 or 和 stands between two figures."""
    between = reading.text.even[before.end : mention.quantity.start]
    return before.sentence is mention.sentence and bool(re.fullmatch("[、，和与及]|以及", between))


def basis(reading: Reading, mention: Mention) -> str:
    """Against what a change is measured: "year", "before" (环比) or "start" (年初). Said in its clause or before it."""
    sentence = reading.text.even[mention.sentence.start : mention.start]
    spoken = reading.text.even[mention.clause[0] : mention.start]
    for text in (spoken, sentence):
        found = [(text.rfind(word), kind) for word, kind in _BASES if word in text]
        if found:
            return max(found)[1]
    return "year"


_BASES = (
    ("同比", "year"), ("去年", "year"), ("上年", "year"), ("同期", "year"), ("环比", "before"), ("上月", "before"), ("上个月", "before"),
    ("上季", "before"), ("上期", "before"), ("上一季度", "before"), ("年初", "start"),
)  # fmt: skip
