"""Totals and their parts: 共…其中…, a list with 合计, parts that cannot lie side by side in one total."""

import re
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from ..fitting import near_miss
from ..mentions import Form, Mention
from ..quantities import Sort
from .facts import Facts, printed, text_of
from .finding import Finding, Severity

_OF_WHICH = re.compile("其中|包括|分为|分别是|分别为|具体为|具体是|按类型|按来源|从类型看|即")
_TOTAL_WORD = re.compile(
    r"(?:合计|共计|总计|累计|总共|两项共|三项共|共|两年共|三年共|一共|总数)(?:为|达|有|约)?(?:[\u4e00-\u9fff]{0,4})?$"
)
_LIST_GAP = re.compile(r"^[^。]{0,40}$")
# What stands between a list and its total, or breaks one.
_BREAKS = re.compile("同比|环比|占|较|其中")


def check(facts: Facts) -> Iterator[Finding]:
    """All findings about sums."""
    told: set[tuple[int, ...]] = set()
    for total in facts.levels():
        for finding in (*_parts_behind(facts, total), *_parts_before(facts, total)):
            key = tuple(sorted(mention.number for mention in finding.mentions))
            if key not in told:
                told.add(key)
                yield finding


def _parts_behind(facts: Facts, total: Mention) -> Iterator[Finding]:
    """调解组织1127个，其中村972个、乡镇49个."""
    later = [each for each in facts.levels() if each.number > total.number]
    following = [each for each in later if each.sort == total.sort and _same_run(facts, total, each)]
    if not following:
        return
    first = following[0]
    gap = facts.between(total, first)
    opens_bracket = gap.startswith("（") and not gap.startswith("（同比")
    mark = _OF_WHICH.search(gap)
    if not mark and not opens_bracket:
        return
    begin = total.end + mark.start() if mark else total.end
    # 其中 speaks of the nearest number before it, and its first part is the first number behind it.
    if next((each for each in later if each.start >= begin), None) is not first or facts.is_year_before(
        first
    ):
        return
    if mark and "；" in facts.even[total.end : begin]:
        # Behind a semicolon 分别 tells off what has a subject of its own.
        return
    parts = _run(facts, following, stop=_bracket_end(facts, total) if opens_bracket else None)
    if parts:
        yield from _judge(facts, total, parts, must_equal=bool(mark and _tells_all(gap, mark)))


def _tells_all(gap: str, mark: re.Match[str]) -> bool:
    """Whether the parts must make up the whole: not behind heads that may be some of it only (甲、乙分别为)."""
    return bool(re.search("分为|具体", mark[0])) or bool(
        mark[0].startswith("分别") and re.fullmatch("[，：、（]?", gap[: mark.start()])
    )


def _bracket_end(facts: Facts, total: Mention) -> int:
    depth = 0
    for at in range(total.end, len(facts.even)):
        depth += (facts.even[at] == "（") - (facts.even[at] == "）")
        if depth == 0:
            return at
    return len(facts.even)


def _same_run(facts: Facts, total: Mention, part: Mention) -> bool:
    """In the sentence, or in one that a semicolon joins to it."""
    if part.sentence is total.sentence:
        return True
    between = facts.even[total.end : part.start]
    return "。" not in between and "\n" not in between and part.sentence.number - total.sentence.number <= 4


def _run(facts: Facts, following: list[Mention], stop: int | None) -> list[Mention]:
    """The parts of one list: figures of one kind, without a second 其中 or 同期 among them."""
    parts = following[:1]
    for mention in following[1:]:
        gap = facts.between(parts[-1], mention)
        if stop is not None and mention.start > stop:
            break
        if re.search("同期|其中|合计|共计|总计|全[州市县]|累计|[。\n]", gap) or _TOTAL_WORD.search(
            mention.left
        ):
            break
        if (
            "；" in gap
            and len(parts) == 1
            and "其中" not in gap
            and mention.sentence is not parts[0].sentence
        ):
            break
        if _counts_anew(facts, parts[0], mention):
            break
        parts.append(mention)
    return parts


def _counts_anew(facts: Facts, first: Mention, mention: Mention) -> bool:
    """Whether a figure leaves the list: another action ("成功5177件") instead of another member of it."""
    one, other = _kinds(facts, first), _kinds(facts, mention)
    return bool(one) and bool(other) and not (one & other)


def _kinds(facts: Facts, mention: Mention) -> set[str]:
    words = mention.found.get("words")
    if words is None:
        return set()
    return {word.category for word in words.own} - {"thing", "act"} or {word.category for word in words.own}


def _judge(facts: Facts, total: Mention, parts: list[Mention], *, must_equal: bool) -> Iterator[Finding]:
    sum_of_parts = sum((part.quantity.value for part in parts), Decimal(0))
    whole = total.quantity.value
    scale = total.quantity.scale
    arithmetic = (
        "+".join(text_of(part.quantity.value / scale) for part in parts) + f"={text_of(sum_of_parts / scale)}"
    )
    beside = (total, *parts)
    if len(parts) == 1:
        if sum_of_parts > whole:
            yield Finding(
                "sum",
                Severity.WRONG,
                f"{printed(parts[0])}>{printed(total)}",
                _("“其中”的数比总数还大。"),
                beside,
            )
        return
    if sum_of_parts == whole:
        yield Finding("sum", Severity.FITS, arithmetic, _("各部分之和等于总数。"), beside)
    elif sum_of_parts > whole:
        yield Finding(
            "sum",
            Severity.WRONG,
            f"{arithmetic}>{printed(total)}",
            _("各部分之和比总数多%(more)s，不能是同一总数中互不重叠的部分。")
            % {"more": text_of((sum_of_parts - whole) / scale)},
            beside,
        )
    elif must_equal:
        yield Finding(
            "sum",
            Severity.WRONG,
            f"{arithmetic}<{printed(total)}",
            _("各部分之和比总数少%(less)s。") % {"less": text_of((whole - sum_of_parts) / scale)},
            beside,
        )
    elif near_miss(sum_of_parts, total.quantity) == "swapped":
        yield Finding(
            "sum",
            Severity.DOUBT,
            f"{arithmetic}≠{printed(total)}",
            _("各部分之和与总数只差两位数字的先后，请核对是否抄错。"),
            beside,
        )


def _parts_before(facts: Facts, total: Mention) -> Iterator[Finding]:
    """2019年87.23万元、2020年58.547万元，共计145.777万元."""
    if not _TOTAL_WORD.search(total.left):
        return
    word = _TOTAL_WORD.search(total.left)
    is_plain = word is not None and (
        word[0].startswith(("合计", "共计", "总计", "两", "三")) or len(total.left) <= 6
    )
    if not is_plain:
        return
    parts: list[Mention] = []
    last = total
    for mention in facts.levels(before=total):
        if mention.sort != total.sort or not _same_run(facts, mention, total):
            break
        gap = facts.between(mention, last)
        if not _LIST_GAP.match(gap) or _BREAKS.search(gap) or facts.is_year_before(mention):
            break
        parts.insert(0, mention)
        last = mention
    if len(parts) < 2 or any(each.form != Form.LEVEL for each in parts):
        return
    sum_of_parts = sum((part.quantity.value for part in parts), Decimal(0))
    scale = total.quantity.scale if total.sort == Sort.MONEY else 1
    arithmetic = (
        "+".join(text_of(part.quantity.value / scale) for part in parts) + f"={text_of(sum_of_parts / scale)}"
    )
    if sum_of_parts == total.quantity.value:
        yield Finding("sum", Severity.FITS, arithmetic, _("合计数等于各项之和。"), (*parts, total))
    else:
        yield Finding(
            "sum",
            Severity.WRONG,
            f"{arithmetic}≠{printed(total)}",
            _("合计数与各项之和相差%(gap)s。")
            % {"gap": text_of(abs(sum_of_parts - total.quantity.value) / scale)},
            (*parts, total),
        )
