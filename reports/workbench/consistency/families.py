"""Figures that by their names are parts of one total, wherever in the text they stand; and one thing told twice."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from ...indicators import REGISTRY, Indicator
from ..mentions import Mention
from .facts import Facts, printed, text_of
from .finding import Finding, Severity

# Words that may stand beside one and the same thing: 全州共受理案件, 累计受理案件.
_FILLERS = re.compile("全[州市县区]|各级|各类|共|累计|总计|一共|已|达到?|为|[、，：]")
# The first letters of the codes of parts, and the whole that they divide.
FAMILIES = (
    (("cases_at_",), "cases_accepted"),
    (("cases_by_",), "cases_accepted"),
    (("cases_type_",), "cases_accepted"),
    (("cases_application", "cases_proactive", "cases_entrusted"), "cases_accepted"),
    (("cases_entrusted_",), "cases_entrusted"),
)


def check(facts: Facts) -> Iterator[Finding]:
    """All findings about families of figures."""
    for beginnings, whole in FAMILIES:
        yield from _family(facts, beginnings, whole)
    yield from _posts(facts)
    yield from _told_twice(facts)


def _members(facts: Facts, beginnings: tuple[str, ...]) -> dict[Indicator, Mention]:
    """The figures of the members; of one told twice the first, places of their own left out."""
    found: dict[Indicator, Mention] = {}
    for mention in facts.levels():
        name = facts.name(mention)
        if name is None or facts.result(mention).is_named_place or facts.is_year_before(mention):
            continue
        if any(
            name.code == start or (start.endswith("_") and name.code.startswith(start))
            for start in beginnings
        ):
            found.setdefault(name, mention)
    return found


def _family(facts: Facts, beginnings: tuple[str, ...], whole: str) -> Iterator[Finding]:
    members = _members(facts, beginnings)
    totals = [
        each
        for each in facts.levels()
        if whole in REGISTRY and facts.name(each) is REGISTRY[whole] and not facts.is_year_before(each)
        if not facts.result(each).is_named_place
    ]
    if len(members) < 2 or not totals:
        return
    parts = list(members.values())
    total = max(totals, key=lambda each: each.quantity.value)
    stated = [each for each in parts if facts.period(each) is not None]
    if stated and not any(facts.same_period(each, total) for each in parts):
        return
    # Said right beside the parts, another period is an answer and no contradiction.
    if all(
        facts.result(each).times.said == "stated" and not facts.same_period(each, total) for each in parts
    ):
        return
    sum_of_parts = sum((each.quantity.value for each in parts), Decimal(0))
    if sum_of_parts <= total.quantity.value:
        return
    arithmetic = "+".join(text_of(each.quantity.value) for each in parts)
    yield Finding(
        "family",
        Severity.DOUBT,
        f"{arithmetic}={text_of(sum_of_parts)}>{printed(total)}",
        " ".join([
            _("这些数合计%(sum)s，比“%(whole)s”%(total)s多%(more)s，不能是同一期间、同一总数中互不重叠的部分。")
            % {
                "sum": text_of(sum_of_parts),
                "whole": REGISTRY[whole].label,
                "total": printed(total),
                "more": text_of(sum_of_parts - total.quantity.value),
            },
            *_our_reading(facts, parts, total),
        ]),
        (*parts, total),
    )  # fmt: skip


def _our_reading(facts: Facts, parts: list[Mention], total: Mention) -> list[str]:
    """What of our data gives the parts, and what the total."""
    told = []
    readings: dict[str, list[str]] = defaultdict(list)
    for mention in (*parts, total):
        result = facts.result(mention)
        if result.fit is None or result.period is None or result.meaning is None:
            continue
        key = result.period.label
        readings[key].append(f"{printed(mention)}（{result.meaning.label}）")
    if len(readings) > 1 or any(facts.result(each).fit for each in parts):
        for period, shown in readings.items():
            told.append(
                _("我们的数据按%(period)s得出%(figures)s。") % {"period": period, "figures": "、".join(shown)}
            )
    return told


def _posts(facts: Facts) -> Iterator[Finding]:
    """Posts in each kind of organization against persons: who serves in two is counted twice, who serves elsewhere not."""
    posts = _members(facts, ("posts_",))
    people = next(
        (
            each
            for each in facts.levels()
            if facts.name(each) is REGISTRY["mediators"] and not facts.result(each).is_named_place
        ),
        None,
    )
    if len(posts) < 3 or people is None:
        return
    sum_of_posts = sum((each.quantity.value for each in posts.values()), Decimal(0))
    if sum_of_posts == people.quantity.value:
        return
    yield Finding(
        "posts",
        Severity.NOTE,
        "+".join(text_of(each.quantity.value) for each in posts.values())
        + f"={text_of(sum_of_posts)}≠{printed(people)}",
        _(
            "各类组织的调解员是职务数，一人在两处任职计两次，别处任职的不在内；人民调解员是人数，一人只计一次。两者不必相等，请写明口径。"
        ),
        (*posts.values(), people),
    )


def _told_twice(facts: Facts) -> Iterator[Finding]:
    """One indicator, place and period with two values."""
    groups: dict[tuple[object, ...], list[Mention]] = defaultdict(list)
    for mention in (
        *facts.levels(),
        *(each for each in facts.mentions if each.form == "rate" and facts.exact(each)),
    ):
        name = facts.name(mention)
        result = facts.result(mention)
        words = mention.found.get("words")
        if name is None or result.fit is None and result.options and result.options[0][1] < 3:
            continue
        if facts.is_year_before(mention) or words is None or not words.own or "head" in mention.found:
            continue
        said = _FILLERS.sub("", mention.left)
        groups[name.code, result.scope.code, facts.period(mention), said].append(mention)
    for mentions in groups.values():
        first = mentions[0]
        for other in mentions[1:]:
            if first.quantity.value == other.quantity.value or other.quantity.places != first.quantity.places:
                continue
            if _is_from_to_or_part(facts, first, other):
                continue
            yield Finding(
                "twice",
                Severity.DOUBT,
                f"{printed(first)}≠{printed(other)}",
                _("同一个数在文中前后不一致。"),
                (first, other),
            )


def _is_from_to_or_part(facts: Facts, first: Mention, other: Mention) -> bool:
    text = facts.even[first.clause[0] : other.end]
    return (
        any(word in text for word in ("由", "从", "其中", "增", "分别", "例如", "如："))
        and first.sentence.paragraph == other.sentence.paragraph
    )
