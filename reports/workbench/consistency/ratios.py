"""Percentages recomputed from the numbers beside them: rates, shares, a part that exceeds its whole."""

import re
from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext as _

from mediation.kernel.rounding import Rounding, present

from ...indicators import REGISTRY, Indicator, Ratio
from ..checking import Verdict
from ..mentions import Form, Mention
from .facts import Facts, modes, printed, rounding_words, text_of
from .finding import Finding, Severity

# Numbers that a success rate is divided by in one bureau or the other (domain: 受理, 调处, 结束).
_WHOLES_OF_SUCCESS = ("cases_accepted", "cases_handled", "cases_concluded")


def check(facts: Facts) -> Iterator[Finding]:
    """All findings about rates and shares."""
    for mention in facts.mentions:
        if not facts.exact(mention) or mention.sort != "percent":
            continue
        if mention.form == Form.RATE:
            yield from _rate(facts, mention)
        elif mention.form == Form.SHARE:
            yield from _share(facts, mention)
    yield from _parts_above_wholes(facts)


def _rate(facts: Facts, mention: Mention) -> Iterator[Finding]:
    ratio = facts.result(mention).meaning
    if ratio is not None and isinstance(ratio.indicator, Ratio):
        part = _named(facts, mention, [ratio.indicator.numerator])
        whole = _named(facts, mention, _wholes(ratio.indicator))
        if part and whole and part is not whole:
            yield _compare(facts, mention, part, whole)
            return
        if part or whole:
            yield from _implied(facts, mention, part, whole)
            return
    pair = _fitting_pair(facts, mention)
    if pair:
        yield _compare(facts, mention, *pair)


def _wholes(ratio: Ratio) -> list[Indicator]:
    if ratio.code.startswith("success_rate"):
        return [REGISTRY[code] for code in _WHOLES_OF_SUCCESS if code in REGISTRY]
    return [ratio.denominator]


def _named(facts: Facts, mention: Mention, indicators: list[Indicator]) -> Mention | None:
    """The nearest figure that was taken for one of them, of the same place and period; before the rate or close behind."""
    scope = facts.result(mention).scope
    candidates = [
        each
        for each in facts.levels()
        if facts.name(each) in indicators
        and facts.result(each).scope == scope
        and facts.near(each, mention)
        and facts.same_period(each, mention)
        and not facts.is_year_before(each)
    ]
    candidates.sort(
        key=lambda each: (
            each.sentence is not mention.sentence,
            each.number > mention.number,
            abs(each.number - mention.number),
        )
    )
    return candidates[0] if candidates else None


def _compare(facts: Facts, mention: Mention, part: Mention, whole: Mention) -> Finding:
    quantity = mention.quantity
    if not whole.quantity.value:
        return Finding(
            "rate", Severity.WRONG, f"{printed(part)}÷0", _("分母为零，不能有比率。"), (part, whole, mention)
        )
    value = Fraction(part.quantity.value) * 100 / Fraction(whole.quantity.value)
    fits = modes(value / _scale(mention), quantity.value / quantity.scale, quantity.places)
    arithmetic = f"{printed(part)}÷{printed(whole)}={text_of(value)}%"
    if fits:
        return Finding(
            "rate",
            Severity.FITS,
            f"{arithmetic}→{printed(mention)}",
            _("取位方式：%(rounding)s。") % {"rounding": rounding_words(fits)},
            (part, whole, mention),
        )
    if other := _fitting_pair(facts, mention):
        again = Fraction(other[0].quantity.value) * 100 / Fraction(other[1].quantity.value)
        return Finding(
            "rate",
            Severity.NOTE,
            f"{printed(other[0])}÷{printed(other[1])}={text_of(again)}%",
            _("%(shown)s是这两个数的比，不是%(part)s与%(whole)s的比，请写明分母。")
            % {"shown": printed(mention), "part": printed(part), "whole": printed(whole)},
            (other[0], other[1], mention),
        )
    return Finding(
        "rate",
        Severity.WRONG,
        f"{arithmetic}≠{printed(mention)}",
        _("截去尾数应为%(cut)s%%，四舍五入应为%(half)s%%，都不是%(shown)s。")
        % {
            "cut": present(value, quantity.places, Rounding.CUT),
            "half": present(value, quantity.places, Rounding.HALF_UP),
            "shown": printed(mention),
        },
        (part, whole, mention),
    )


def _scale(mention: Mention) -> int:
    return mention.quantity.scale


def _fitting_pair(facts: Facts, mention: Mention) -> tuple[Mention, Mention] | None:
    """Two numbers of one kind in the same sentence, before the percentage, that give it."""
    quantity = mention.quantity
    near = [each for each in facts.levels(before=mention) if each.sentence is mention.sentence][:5]
    for part in near:
        for whole in near:
            if part is whole or part.sort != whole.sort or not whole.quantity.value:
                continue
            value = Fraction(part.quantity.value) * 100 / Fraction(whole.quantity.value)
            if value <= 100 and modes(
                value / quantity.scale, quantity.value / quantity.scale, quantity.places
            ):
                return part, whole
    return None


def _share(facts: Facts, mention: Mention) -> Iterator[Finding]:
    """A share of a total in the same sentence; where there is none, the totals that would give it."""
    part = next((each for each in facts.levels(before=mention) if each.sentence is mention.sentence), None)
    if part is None:
        return
    before = [
        each
        for each in facts.levels(before=part)
        if each.sentence is mention.sentence and each.sort == part.sort
    ]
    said = mention.left.rpartition("占")[2]
    meaning = facts.result(mention).meaning
    of = (
        meaning.of
        if meaning and meaning.of
        else getattr(meaning.indicator, "denominator", None)
        if meaning
        else None
    )
    whole = None
    if re.search("其中|包括", facts.even[mention.sentence.start : part.start]) and before:
        begin = max(facts.even.rfind(word, mention.sentence.start, part.start) for word in ("其中", "包括"))
        whole = next((each for each in before if each.end <= begin), None)
    named = _named(facts, mention, [of]) if of is not None else None
    named = None if named is part else named
    if whole is None and named is not None and named is not part and named.sentence is mention.sentence:
        whole = named
    if whole is not None:
        yield _compare(facts, mention, part, whole)
        return
    low, high = _totals(part, mention)
    if low is None or high is None:
        return
    arithmetic = _("%(part)s占%(share)s，全部应在%(low)s与%(high)s之间") % {
        "part": printed(part), "share": printed(mention), "low": text_of(low), "high": text_of(high)
    }  # fmt: skip
    other = named or _total_elsewhere(facts, part, of)
    if other is not None and not low <= other.quantity.value <= high:
        apart = not facts.same_period(part, other)
        yield Finding(
            "share",
            Severity.NOTE if apart else Severity.DOUBT,
            arithmetic,
            _("文中的%(other)s不在这个范围，不能是它的分母：两者期间或者口径不同。")
            % {"other": printed(other)},
            (part, mention, other),
        )
    elif said:
        yield Finding(
            "share", Severity.NOTE, arithmetic, _("文中没有写出分母，由占比反推。"), (part, mention)
        )


def _total_elsewhere(facts: Facts, part: Mention, of: Indicator | None) -> Mention | None:
    return next(
        (each for each in facts.levels() if of is not None and facts.name(each) is of and each is not part),
        None,
    )


def _totals(part: Mention, mention: Mention) -> tuple[int | None, int | None]:
    """The least and the greatest whole total that gives the share, cut off or rounded."""
    quantity = mention.quantity
    step = Fraction(quantity.scale, 10**quantity.places)
    share, value = Fraction(quantity.value), Fraction(part.quantity.value)
    if share <= 0:
        return None, None
    lowest, highest = (
        value * 100 / (share + step),
        value * 100 / (share - step / 2) if share > step / 2 else None,
    )
    if highest is None:
        return None, None
    return int(lowest) + 1, int(highest)


def _implied(
    facts: Facts, mention: Mention, part: Mention | None, whole: Mention | None
) -> Iterator[Finding]:
    """A rate of which only one number is printed."""
    share = Fraction(mention.quantity.value)
    if share > 100 and mention.sort == "percent":
        yield Finding(
            "rate",
            Severity.NOTE,
            printed(mention),
            _("比率超过100%：成功的可以是以前受理的案件，请写明分母。"),
            (mention,),
        )


def _parts_above_wholes(facts: Facts) -> Iterator[Finding]:
    """More succeeded than were accepted, more performed than agreed: the numbers of a rate that pass 100 %."""
    seen: set[tuple[int, int]] = set()
    levels = facts.levels()
    for ratio in REGISTRY.values():
        if not isinstance(ratio, Ratio):
            continue
        for part in levels:
            if facts.name(part) is not ratio.numerator or facts.is_year_before(part):
                continue
            for whole in levels:
                if facts.name(whole) is not ratio.denominator or not facts.near(part, whole):
                    continue
                if whole is not _nearest(facts, part, ratio.denominator):
                    continue
                if (
                    facts.is_year_before(whole)
                    or not facts.same_period(part, whole)
                    or (part.number, whole.number) in seen
                ):
                    continue
                if facts.result(part).scope != facts.result(whole).scope:
                    continue
                if part.quantity.value > whole.quantity.value:
                    seen.add((part.number, whole.number))
                    yield Finding(
                        "part_above_whole",
                        Severity.NOTE if _both_agree(facts, part, whole) else Severity.DOUBT,
                        f"{printed(part)}>{printed(whole)}",
                        _(
                            "“%(part)s”多于“%(whole)s”。同一批案件不会这样；只有按各自日期计数、成功的有以前受理的，才可能。"
                        )
                        % {"part": ratio.numerator.label, "whole": ratio.denominator.label},
                        (part, whole),
                    )


def _both_agree(facts: Facts, part: Mention, whole: Mention) -> bool:
    """Whether our data give both: then it is so because each counts by its own day."""
    return all(facts.result(each).verdict == Verdict.AGREES for each in (part, whole))


def _nearest(facts: Facts, part: Mention, indicator: Indicator) -> Mention | None:
    """The figure of an indicator that stands nearest to another, those before it first."""
    found = [each for each in facts.levels() if facts.name(each) is indicator and each is not part]
    return min(
        found, key=lambda each: (each.number > part.number, abs(each.number - part.number)), default=None
    )
