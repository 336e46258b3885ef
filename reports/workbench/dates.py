"""Periods and days as Chinese prose writes them. Each becomes a `Saying`; `anchoring` makes a period of it.

period  = [截至|自] [year] [part] [以来|底|末|初]
year    = 2021年 | 二〇二一年 | 今年 | 去年 | …
part    = 8月 | 1—8月 | 上半年 | 第三季度 | 前8个月 | 8月31日 | …
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from . import numerals


class How(StrEnum):
    """What kind of time is said."""

    MONTHS = "months"  # year.first—last, whole months
    SINCE = "since"  # from the first day of year.first on, up to the report's end
    DAY = "day"  # one day, or the last one of a month: what a stock is counted on
    EVENT = "event"  # a day on which something happened
    START = "start"  # 年初
    STATISTICAL = "statistical"
    SAME_BEFORE = "same_before"  # 去年同期
    PREVIOUS = "previous"  # 上期, 上月
    NOW = "now"  # 目前, 截至目前
    YEARS = "years"  # 近三年


@dataclass(frozen=True)
class Saying:
    """A time in the text. `year` is a number, or 0, -1, -2 for 今年, 去年, 前年, or None where none is named."""

    start: int
    end: int
    printed: str
    how: How
    year: int | None = None
    first: int = 1
    last: int = 12
    day: int = 0
    last_year: int | None = None
    # 截至…: what follows holds on that day, or from the beginning of the year up to it.
    is_until: bool = False


_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = (
    r"(?:(?:19|20)\d\d|[一二][〇零九][〇零一二三四五六七八九]{2})(?:年度|年|统计年度)"
    r"|(?:今|去|前|本|当|上)年度?|上一年度?|本年度|上年度"
)
_TO = r"(?:-|—|–|－|~|～|至|到|——)+"
_UNTIL = r"截[至止]到?|至|到|自|从"

_RELATIVE = {"今": 0, "本": 0, "当": 0, "去": -1, "上": -1, "前": -2}


def _number(text: str | None) -> int:
    if not text:
        return 0
    return int(text) if text.isdecimal() and text.isascii() else int(numerals.read(text))


def _year(text: str | None) -> int | None:
    if not text:
        return None
    if text[0] in _RELATIVE:
        return _RELATIVE[text[0]]
    digits = re.match(r"\d{4}|[一二〇零三四五六七八九]{4}", text)
    return _number(digits[0]) if digits else None


_Make = Callable[[re.Match[str]], dict[str, object]]


def _months(first: int, last: int, **values: object) -> dict[str, object]:
    return {"how": How.MONTHS, "first": first, "last": last, **values}


_QUARTERS = {**{str(n): n for n in range(1, 5)}, **{c: n for n, c in enumerate("一二三四", 1)}}


def _quarter(match: re.Match[str]) -> dict[str, object]:
    part = _QUARTERS[match["q"]]
    return _months(part * 3 - 2, part * 3, year=_year(match["y"]))


def _first_months(match: re.Match[str]) -> dict[str, object]:
    return _months(1, _number(match["n"]), year=_year(match["y"]))


def _since(match: re.Match[str]) -> dict[str, object]:
    found: dict[str, object] = {
        "how": How.SINCE,
        "year": _year(match["y"]),
        "first": _number(match["m"]) or 1,
    }
    return found


def _last_day(match: re.Match[str]) -> dict[str, object]:
    return {"how": How.DAY, "year": _year(match["y"]), "last": _number(match["m"]) or 12}


def _day(match: re.Match[str]) -> dict[str, object]:
    return {
        "how": How.DAY,
        "year": _year(match["y"]),
        "last": _number(match["m"]),
        "day": _number(match["d"]),
    }


def _day_range(match: re.Match[str]) -> dict[str, object]:
    first, last = _number(match["m"]), _number(match["m2"])
    last_year = _year(match["y2"])
    return _months(first, last, year=_year(match["y"]), last_year=last_year)


def _month_range(match: re.Match[str]) -> dict[str, object]:
    return _months(
        _number(match["m"]), _number(match["m2"]), year=_year(match["y"]), last_year=_year(match["y2"])
    )


def _years(match: re.Match[str]) -> dict[str, object]:
    return _months(1, 12, year=_number(match["a"]), last_year=_number(match["b"]))


_RULES: list[tuple[str, _Make]] = [
    # 2020年1月1日至2021年8月31日, 2020年1月至2021年8月, 2021年1—8月
    (rf"(?P<y>{_YEAR})?(?P<m>{_N})月\d{{1,2}}日{_TO}(?P<y2>{_YEAR})?(?P<m2>{_N})月\d{{1,2}}日", _day_range),
    (rf"(?P<y>{_YEAR})?(?P<m>{_N})月?份?{_TO}(?P<y2>{_YEAR})?(?P<m2>{_N})月(?:份|底|末)?", _month_range),
    (rf"(?P<y>20\d\d)[./](?P<m>\d{{1,2}}){_TO}(?P<y2>(?:20\d\d)(?=[./]))?[./]?(?P<m2>\d{{1,2}})(?!\d)", _month_range),
    (rf"(?P<a>(?:19|20)\d\d)(?:年度?)?{_TO}(?P<b>(?:19|20)\d\d)年度?", _years),
    # 今年前8个月, 上半年, 前三季度, 第三季度
    (rf"(?P<y>{_YEAR})?(?:前|头)(?P<n>{_N})个?月(?:份)?", _first_months),
    (
        rf"(?P<y>{_YEAR})?前(?P<q>[1-4一二两三四])个?季度",
        lambda m: _months(1, 3 * (2 if m["q"] == "两" else _QUARTERS[m["q"]]), year=_year(m["y"])),
    ),
    (rf"(?P<y>{_YEAR})?[上前]半年", lambda m: _months(1, 6, year=_year(m["y"]))),
    (rf"(?P<y>{_YEAR})?[下后]半年", lambda m: _months(7, 12, year=_year(m["y"]))),
    (rf"(?P<y>{_YEAR})?第?(?P<q>[1-4一二三四])季度", _quarter),
    (r"(?P<y>(?:19|20)\d\d)(?:年)?统计年度", lambda m: {"how": How.STATISTICAL, "year": _number(m["y"])}),
    (rf"(?P<y>{_YEAR})?(?:本|上)?统计年度", lambda m: {"how": How.STATISTICAL, "year": _year(m["y"])}),
    # 2020年以来, 自2020年1月起, 去年10月以来
    (
        rf"(?:自|从)?(?P<y>{_YEAR})(?:(?P<m>{_N})月份?)?(?:\d{{1,2}}日)?(?:以来|至今|起至今|开始|起(?!诉)|伊始|来(?![自源信访函]))",
        _since,
    ),
    (r"(?:今年以来|年初以来|年内)", lambda m: {"how": How.SINCE, "year": 0}),
    (rf"(?:自|从)?(?P<y>(?!))?(?P<m>{_N})月份?以来", _since),
    (r"近(?P<n>[一二两三四五六七八九十\d]{1,2})年(?:以?来)?", lambda m: {"how": How.YEARS, "last": _number(m["n"])}),
    (r"(?:过去)?(?P<n>[两三四五])年(?:以?来|间)", lambda m: {"how": How.YEARS, "last": _number(m["n"])}),
    # 截至8月底, 2021年8月31日, 年底, 年初
    (rf"(?P<y>{_YEAR})?(?P<m>{_N})月(?:份)?(?:底|末|月底)", _last_day),
    (rf"(?P<y>{_YEAR})(?P<m>(?!))?(?:底|末|年底|年末)", _last_day),
    (r"(?P<y>(?!))?(?P<m>(?!))?年[底末](?!前)", _last_day),
    (rf"(?:(?P<y>{_YEAR})|年)初", lambda m: {"how": How.START, "year": _year(m["y"])}),
    (rf"(?P<y>{_YEAR})?(?P<m>{_N})月(?P<d>{_N})[日号]", _day),
    (r"(?P<y>20\d\d)[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})(?!\d)", _day),
    (r"(?P<y>(?:19|20)\d\d)-(?P<m>\d{2})(?!\d)", lambda m: _months(_number(m["m"]), _number(m["m"]), year=_number(m["y"]))),
    # 去年同期, 目前
    (r"(?:(?:去|上)年度?|上一年度?|上年)的?(?:同一?期|同月|同时期|同比时期)", lambda m: {"how": How.SAME_BEFORE}),
    (r"(?:上期|上一季度|上季度|上个?月|上一个?月)", lambda m: {"how": How.PREVIOUS}),
    (r"(?:目前|现在|至今|当前|如今|眼下|日前|发稿(?:时|前)|现有|现共有)", lambda m: {"how": How.NOW}),
    # 2021年8月, 8月份, 2021年, 全年, 本月
    (
        rf"(?P<y>{_YEAR})?(?P<m>{_N})月(?:份|当月)?(?!\d)",
        lambda m: _months(_number(m["m"]), _number(m["m"]), year=_year(m["y"])),
    ),
    (rf"(?P<y>{_YEAR})(?:全年|一年)?(?:期间|内|间|中)?", lambda m: _months(1, 12, year=_year(m["y"]))),
    (r"全年|年度内", lambda m: _months(1, 12)),
    (r"一年(?:以?来|间|中|内|多来)?(?=受理|共|调解|化解|，)", lambda m: {"how": How.YEARS, "last": 1}),
    (r"本季度?末?|(?:本|当)(?:个)?月", lambda m: {"how": How.NOW}),
]  # fmt: skip
_COMPILED = [(re.compile(pattern), make) for pattern, make in _RULES]
_LEAD = re.compile(rf"(?:{_UNTIL})?")
_NO_MONTH = range(13, 100)


def match_at(text: str, at: int) -> Saying | None:
    """The time that begins at a place; the longest that can be read there."""
    lead = _LEAD.match(text, at)
    begin = lead.end() if lead else at
    if begin == at and text[at - 1 : at].isdecimal():
        return None
    best: Saying | None = None
    for pattern, make in _COMPILED:
        for start in {begin, at}:
            match = pattern.match(text, start)
            if (
                match
                and (best is None or match.end() > best.end)
                and (saying := _saying(text, at, match, make))
            ):
                best = saying
    return best


def _saying(text: str, at: int, match: re.Match[str], make: _Make) -> Saying | None:
    try:
        values = make(match)
    except numerals.NotANumeral:
        return None
    for name in ("first", "last"):
        month = values.get(name, 1)
        if values["how"] != How.YEARS and not 1 <= int(str(month)) <= 12:
            return None
    if int(str(values.get("day", 0))) > 31:
        return None
    is_until = text[at:].startswith(("截", "至", "到")) and match.start() > at
    return Saying(at, match.end(), text[at : match.end()], is_until=is_until, **values)  # type: ignore[arg-type]
