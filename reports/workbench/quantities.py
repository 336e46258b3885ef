"""Numbers as Chinese prose prints them, with what is said about how exact they are and what they count.

quantity  = [near] number [scale] [approximate] [scale] [unit] [near-after]
number    = 5205 | 5,205 | 18085.9 | 三千四百二十五 | 百分之九十九点四六
near      = 近 | 约 | 超过 | 不足 | …          approximate = 余 | 多 | 来
near-after = 以上 | 以下 | 左右
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from . import numerals


class Bound(StrEnum):
    """How exact a number says it is."""

    EXACT = "exact"
    OVER = "over"  # 500余, 超过500, 500以上
    UNDER = "under"  # 近千, 不足500, 500以下
    ABOUT = "about"  # 约500, 500左右
    RANGE = "range"  # 3至5


class Sort(StrEnum):
    """What the word after a number says is counted."""

    CASES = "cases"
    BODIES = "bodies"
    PEOPLE = "people"
    TIMES = "times"
    PERSON_TIMES = "person_times"
    MONEY = "money"
    PERCENT = "percent"
    POINTS = "points"
    MULTIPLE = "multiple"
    DAYS = "days"
    OTHER = "other"
    NONE = "none"


SORTS = {
    Sort.PERSON_TIMES: ("人次",),
    Sort.POINTS: ("个百分点", "百分点"),
    Sort.MONEY: ("元人民币", "人民币", "元", "块钱"),
    Sort.CASES: ("件次", "件", "起", "宗", "例", "桩", "案"),
    Sort.PEOPLE: ("名", "人", "位"),
    Sort.TIMES: ("场次", "次", "轮", "场"),
    Sort.BODIES: ("个", "家", "所", "处", "支"),
    Sort.MULTIPLE: ("倍", "番"),
    Sort.DAYS: ("个工作日", "工作日", "天", "日"),
    Sort.OTHER: (
        "余份", "份", "封", "条", "册", "本", "项", "期", "批", "户", "部", "类", "种", "级", "层", "座", "台", "辆", "篇", "张",
        "面", "间", "套", "亩", "公里", "平方米", "分钟", "小时", "个小时", "个月", "周", "年", "岁", "届", "回", "遍", "章",
        "字", "对", "幅", "块", "米", "吨", "村", "县", "市", "镇", "乡", "省", "州", "地", "‰", "度", "页", "分", "课时", "学时",
    ),
}  # fmt: skip
_SORT_OF = {word: sort for sort, words in SORTS.items() for word in words}
_UNITS = "|".join(sorted(map(re.escape, _SORT_OF), key=len, reverse=True))

# No count of ours has more than 15 digits; a longer run is no number, and reading on would cost its length squared.
_ARABIC = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,9})?(?![\d])|\d{1,15}(?!\d)(?:\.\d{1,9})?"
_CHINESE = rf"[{numerals.CHARACTERS}]{{1,24}}(?:点[零〇一二三四五六七八九]+)?"
_BEFORE = {
    Bound.OVER: (
        "不少于", "不低于", "超过了", "超过", "突破", "高达", "至少", "超", "逾", "愈", "大于", "最少", "多于", "达到或超过",
    ),
    Bound.UNDER: (
        "不超过", "不多于", "不高于", "不足", "不到", "接近", "将近", "未满", "不满", "近", "少于", "低于", "小于", "最多", "至多",
    ),
    Bound.ABOUT: ("大约", "约为", "大概", "约"),
}  # fmt: skip
_BEFORE_OF = {word: bound for bound, words in _BEFORE.items() for word in words}
# 上百 is "a hundred and more"; 网上12件 is not.
_NEAR = "|".join([*sorted(_BEFORE_OF, key=len, reverse=True), "上(?=[百千万])", "过(?=[百千万亿])"])
_AFTER_OF = {
    "以上": Bound.OVER,
    "以下": Bound.UNDER,
    "以内": Bound.UNDER,
    "之多": Bound.EXACT,
    "左右": Bound.ABOUT,
    "上下": Bound.ABOUT,
}
_APPROXIMATE = "余|多|来|几|好几"
_SCALES = {"万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 1000, "百": 100}

_QUANTITY = re.compile(
    rf"(?P<near>{_NEAR})?"
    rf"(?:(?P<percent>百分之)|(?P<sign>[+\-−](?=\d)))?"
    rf"(?P<first>(?:{_ARABIC}|{_CHINESE}))"
    rf"(?:(?P<to>%?(?:至|到|—|–|－|-|~|～)+)(?P<last>(?:{_ARABIC}|{_CHINESE})))?"
    rf"(?P<scale1>{'|'.join(_SCALES)})?"
    rf"(?P<approximate>{_APPROXIMATE})?"
    rf"(?P<scale2>{'|'.join(_SCALES)})?"
    rf"(?P<unit>%|成(?![功立员效果为熟因长都本绩就品型])|{_UNITS})?"
    rf"(?P<approximate2>余|多(?!元|种|层|方))?"
    rf"(?P<after>{'|'.join(_AFTER_OF)})?"
)


@dataclass(frozen=True)
class Quantity:
    """A number in its place. `value` is in whole units (yuan, cases, percent); `last` closes a range.

    `places` are the decimals printed, `scale` what one printed unit is worth (10000 for 万); `step` is the worth of the
    last digit that is not a zero, which says how far 余 and 近 reach.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: Decimal
    printed: str
    unit: str
    sort: Sort
    bound: Bound = Bound.EXACT
    places: int = 0
    scale: int = 1
    last: Decimal | None = None
    is_chinese: bool = False
    is_signed: bool = False

    @property
    def step(self) -> Decimal:
        """What the last digit that is not a zero is worth: 500 steps by 100, 1.8万 by 1000."""
        shown = self.value / self.scale
        exponent = int(shown.normalize().as_tuple().exponent) if shown else 0
        return Decimal(self.scale).scaleb(exponent)

    @property
    def is_statistical_unit(self) -> bool:
        """Whether what it counts can be one of our units at all."""
        return self.sort not in {Sort.OTHER, Sort.NONE}


def match_at(text: str, at: int) -> Quantity | None:
    """The quantity that begins at a place, with the words about its exactness; None where none begins."""
    match = _QUANTITY.match(text, at)
    if match is None:
        return None
    try:
        value, places, is_chinese = _number(match["first"])
        last = _number(match["last"])[0] if match["last"] else None
    except numerals.NotANumeral:
        return None
    if match["last"] and (last is None or last <= value):
        # "2—1" is no range: the first number stands alone.
        match = _QUANTITY.match(text[: match.start("to")], at)
        if match is None:
            return None
        last = None
    scale = _SCALES.get(match["scale1"] or "", 1) * _SCALES.get(match["scale2"] or "", 1)
    unit, sort, scale = _unit(match, scale)
    if match["sign"]:
        value = -value if match["sign"] != "+" else value
    return Quantity(
        start=match.start(),
        end=match.end(),
        number_start=match.start("percent") if match["percent"] else match.start("first"),
        number_end=match.end(),
        value=value * scale,
        printed=match[0],
        unit=unit,
        sort=sort,
        bound=_bound(match),
        places=places,
        scale=scale,
        last=None if last is None else last * scale,
        is_chinese=is_chinese,
        is_signed=bool(match["sign"]),
    )


def _number(text: str) -> tuple[Decimal, int, bool]:
    if text[0].isdecimal() and text[0].isascii():
        plain = text.replace(",", "")
        return Decimal(plain), len(plain.partition(".")[2]), False
    return numerals.read(text), len(text.partition("点")[2]), True


def _unit(match: re.Match[str], scale: int) -> tuple[str, Sort, int]:
    if match["percent"]:
        return "%", Sort.PERCENT, 1
    unit = match["unit"] or ""
    if unit == "%":
        return unit, Sort.PERCENT, scale
    if unit == "成":
        return unit, Sort.PERCENT, 10
    return unit, _SORT_OF.get(unit, Sort.NONE), scale


def _bound(match: re.Match[str]) -> Bound:
    if match["last"]:
        return Bound.RANGE
    if match["near"] and match["near"] not in ("高达",):
        return _BEFORE_OF.get(match["near"], Bound.OVER)
    if match["approximate"] or match["approximate2"]:
        return Bound.OVER
    if match["after"]:
        return _AFTER_OF[match["after"]]
    return Bound.EXACT
