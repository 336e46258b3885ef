"""Numbers that count nothing: articles, documents, ordinals, headings, telephone lines, set phrases."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

ARTICLE = _("条款、文号、序号")
HEADING = _("标题的编号")
PHRASE = _("固定的说法，不是统计数")
LINE = _("电话、编号")
CLOCK = _("时间")
MEETING = _("开会的次数，不是统计数")


@dataclass(frozen=True)
class Excluded:
    """A stretch of text that holds a number and no figure."""

    start: int
    end: int
    reason: Any


def _set_phrases() -> list[str]:
    data = tomllib.loads((Path(__file__).parent / "data" / "phrases.toml").read_text(encoding="utf-8"))
    return [phrase for phrases in data.values() for phrase in phrases]


# What follows 一 where it counts nothing: 一线, 一次性, 一村一顾问.
_AFTER_ONE = (
    r"案一[补档卷策议账]|站式|体化?|线|方面|直|定|致|般|些|批|起(?!案|纠纷|矛盾|因|涉)|律|旦|系列|道|并|次性|对一|揽子|盘棋|张网|"
    r"窗式|门式|把手|时|同|手|大批|切|向|贯|流|再|经|度|村[一有]\S{0,4}|人一\S|户一\S|事一\S|乡一\S|镇一\S|品|步|家人|代|生|己|心|"
    r"点|瞬|目|成不变|年一度|如既往|马当先|路|面|边|带|支(?:队伍|政治)|名(?:党员|群众)"
)
_C = "[一二两三四五六七八九十百千]"
_D = r"[\d一二两三四五六七八九十百千零〇]"
_HOT_LINES = "12348|12345|12368|12309|12315|12333|12358|12338|12355|110|119|120|122|114"
_RULES: list[tuple[str, Any]] = [
    # 〔2021〕23号, 第二十五条第一款, 第3届, 2021年第5期
    (r"〔(?:19|20)\d\d〕(?:第)?\d{1,8}号?", ARTICLE),
    (r"（(?:19|20)\d\d）[\u4e00-\u9fff]{1,8}\d{1,8}号?(?:之[一二三])?", ARTICLE),
    (rf"第{_D}{{1,8}}(?:条(?:之[一二三])?|款|项|章|节|编|届|次|期|号|批|版|位|名|道|代|者|方|站|时间|阶段|步|类|轮|个)?", ARTICLE),
    # 居前四位, 前三类纠纷
    (rf"(?<![目此日之以先])前{_D}{{1,8}}(?:大类|位|名|类|种|项|大)", ARTICLE),
    # 召开联席会议三次, 3次调度会
    (rf"(?:会议|例会|座谈会|调度会|推进会|联席会|碰头会)[共累计达了]{{0,3}}{_D}{{1,8}}余?[次场]次?", MEETING),
    (rf"{_D}{{1,8}}余?[次场]次?(?=[^，。；、\d]{{0,8}}(?:会议|例会|座谈会|调度会|推进会|联席会|碰头会))", MEETING),
    (r"(?:司法部|财政部|国务院|政府)?令第?\d{1,8}号", ARTICLE),
    (r"(?<!\d)\d{1,15}号(?!召|称)", ARTICLE),
    (r"(?<![A-Za-z])[A-Za-z]{1,20}[-/ ]?[A-Za-z]{0,20}\d[\w.\-/]*", LINE),
    (r"(?<![\d.])\d{1,15}(?:\.\d{1,15}){0,5}[A-Za-z]+\w*", LINE),
    # Telephone numbers, hot lines, codes
    (r"0\d{2,3}-\d{7,8}|1[3-9]\d{9}(?!\d)|400-\d{3}-\d{4}|(?<!\d)\d{7,}+(?![.\d]|[余多]?[\u4e00-\u9fff])", LINE),
    (rf"[“\"'‘「]?(?:{_HOT_LINES})[”\"'’」]?(?:平台|热线|报警|指挥|服务|公共|电话|法律)", LINE),
    # Clock
    (r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?!\d)|7[×xX*]24小?时?|\d{1,2}[时点]\d{1,2}分|24小时", CLOCK),
    # Headings: 一、 （一） 1. ① 一是
    (rf"(?<![^\n])[ \t]{{0,20}}(?:{_C}{{1,8}}、|（{_C}{{1,8}}）|（\d{{1,2}}）|\d{{1,2}}[、.．](?!\d)|[①-⑳])", HEADING),
    (rf"(?<=[。；：\n，、“”])(?:{_C}{{1,3}}(?:是|则|要)|（{_C}{{1,8}}）|（\d{{1,2}}）(?!件|个|名|人|起)|[①-⑳])", HEADING),
    (r"(?:^)(?:[一二三四五六七八九十]是|[①-⑳])", HEADING),
    (r"(?:表|图|附件|附表|类别|序号|卷|页)[ ]?\d{1,8}(?:-\d{1,8})?", HEADING),
    # Slogans and names in quotation marks: “4322”, “三个一”, “1+7+N”
    (r"“[^”\d]{0,12}?[\d一二两三四五六七八九十百千万][^”，。；件起名]{0,14}”", PHRASE),
    (r"(?<![\d+])\d{1,4}(?:\+[\dNnX]{1,4})+(?:模式|机制|体系|工作法)?", PHRASE),
    # Set phrases; those without a variable part stand in data/phrases.toml
    (rf"一(?:{_AFTER_ONE})", PHRASE),
    (r"[进统同唯专单逐万划归第不某每任]一(?:步|化|个|件|名|起)?|(?:每|同|另|某|任)一[\u4e00-\u9fff]", PHRASE),
    (r"三级[\u4e00-\u9fff]{0,2}|[三四五]级(?:联动|调解|网络|体系|人民调解(?!员)|平台|架构|矛盾)?", PHRASE),
    (r"三[调所](?:对接|衔接|联动|一庭)?|四调(?:联动)?|[双两]向|两个(?:维护|确立|至上|转变|结合|一律|确保|百年)", PHRASE),
    (r"[三四五六七八九十]个?(?:统一|到位|落实|不放过|强化|规范|到底)|[七八]五(?:普法)?|[一二三]审", PHRASE),
    ("|".join(sorted(map(re.escape, _set_phrases()), key=len, reverse=True)), PHRASE),
    # Durations and ages, unless an average speaks
    (rf"(?:(?<!\d)\d{{1,15}}|{_C}{{1,8}})(?:个(?:多|半)?)?(?:小时|钟头|分钟|秒|周岁|岁|星期|个?礼拜|世纪|年代)(?:内|以内|左右)?", CLOCK),
    (rf"(?:(?<!\d)\d{{1,15}}|{_C}{{1,8}})(?:多|余)?(?:个(?:多)?月|周|年)(?:内|以内|后|之久|多|前|间|时间|的时间|期)?(?!.{{0,1}}月)", CLOCK),
]  # fmt: skip
_COMPILED = [(re.compile(pattern), reason) for pattern, reason in _RULES]


def find(text: str) -> list[Excluded]:
    """All stretches, in order; they may lie inside one another."""
    found = [
        Excluded(match.start(), match.end(), reason)
        for pattern, reason in _COMPILED
        for match in pattern.finditer(text)
        if match.end() > match.start()
    ]
    return sorted(found, key=lambda each: (each.start, -each.end))
