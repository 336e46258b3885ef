"""Growth: the whole numbers that can have been the base, and what was said of from, to and by how much."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from mediation.kernel.rounding import Rounding, present

from ..meanings import subject_of
from ..mentions import Form, Mention
from ..quantities import Sort
from .facts import Facts, modes, printed, rounding_words, text_of
from .finding import Finding, Severity

_FROM = re.compile("(?:由|从)[^，。；]{0,14}$")
_REACHED = re.compile(
    "(?:增加|增长|上升|提高|提升|发展|扩大|升|增|减少|下降|降低|减|降|变|扩充|壮大|升高|回落|增|达)?(?:到了?|至|为)$"
)
_MOST_LISTED = 4


def check(facts: Facts) -> Iterator[Finding]:
    """All findings about changes."""
    for mention in facts.mentions:
        if not facts.exact(mention):
            continue
        if mention.form == Form.CHANGE and mention.sort == Sort.PERCENT:
            yield from _growth(facts, mention)
        elif mention.form == Form.DIFFERENCE:
            yield from _difference(facts, mention)
        elif mention.form == Form.POINTS:
            yield from _points(facts, mention)
        elif mention.form == Form.MULTIPLE:
            yield from _multiple(facts, mention)
    yield from _directions(facts)


def _ends(facts: Facts, mention: Mention) -> tuple[Mention | None, Mention | None]:
    """(before, now) of a change: 由47名增加到69名, or the level with last year's number beside it."""
    if "of" not in mention.found:
        pair = _from_to(facts, mention)
        if pair:
            return pair
    now = subject_of(facts.checked.reading, mention)
    if now is None or not facts.exact(now):
        return None, None
    before = next(
        (
            each
            for each in facts.mentions
            if facts.is_year_before(each)
            and each.sentence is mention.sentence
            and each.sort == now.sort
            and facts.exact(each)
            if now.number < each.number < mention.number or each.number < mention.number
        ),
        None,
    )
    return before, now


def _from_to(facts: Facts, mention: Mention) -> tuple[Mention, Mention] | None:
    same = [
        each for each in facts.mentions if each.sentence is mention.sentence and each.number < mention.number
    ]
    for first, second in reversed(list(zip(same, same[1:], strict=False))):
        if _is_from_to(facts, first, second):
            between = [each for each in same if each.number > second.number]
            if all(each.form in {Form.CHANGE, Form.DIFFERENCE, Form.POINTS} for each in between):
                return first, second
    return None


def _is_from_to(facts: Facts, first: Mention, second: Mention) -> bool:
    return (
        first.sort == second.sort
        and facts.exact(first)
        and facts.exact(second)
        and bool(_FROM.search(facts.even[first.clause[0] : first.start]))
        and bool(_REACHED.search(facts.between(first, second)))
    )


def _growth(facts: Facts, mention: Mention) -> Iterator[Finding]:
    before, now = _ends(facts, mention)
    if now is None or not facts.is_count(now):
        return
    difference = _difference_beside(facts, mention, now)
    if before is None and difference is not None:
        base = Fraction(now.quantity.value) - mention.direction * Fraction(difference.quantity.value)
        yield _against(mention, now, base, (now, difference, mention))
        return
    if before is not None:
        yield _against(mention, now, Fraction(before.quantity.value), (before, now, mention))
        return
    meaning = facts.result(mention).meaning
    if now.sort == Sort.MONEY or now.quantity.scale != 1 or (meaning and meaning.form == Form.POINTS):
        return
    yield _bases(mention, now)


def _difference_beside(facts: Facts, mention: Mention, now: Mention) -> Mention | None:
    """受理5205件，同比增加1443件，增长38.35%."""
    return next(
        (
            each
            for each in facts.mentions
            if each.form == Form.DIFFERENCE and each.sentence is mention.sentence and each.sort == now.sort
            if now.number < each.number < mention.number
            and facts.exact(each)
            and each.direction == mention.direction
        ),
        None,
    )


def _against(mention: Mention, now: Mention, base: Fraction, beside: tuple[Mention, ...]) -> Finding:
    quantity = mention.quantity
    if base <= 0:
        return Finding(
            "growth",
            Severity.WRONG,
            f"{printed(now)}, {text_of(base)}",
            _("基数不大于零，不能算增长率。"),
            beside,
        )
    value = (Fraction(now.quantity.value) - base) * 100 / base
    shown = abs(quantity.value) / quantity.scale * mention.direction
    fits = modes(value / quantity.scale, Decimal(shown), quantity.places)
    scaled = base / now.quantity.scale
    top = Fraction(now.quantity.value) / now.quantity.scale
    arithmetic = f"({text_of(top)}-{text_of(scaled)})÷{text_of(scaled)}={text_of(value)}%"
    if fits:
        return Finding(
            "growth", Severity.FITS, f"{arithmetic}→{printed(mention)}",
            _("取位方式：%(rounding)s。") % {"rounding": rounding_words(fits)}, beside,
        )  # fmt: skip
    return Finding(
        "growth",
        Severity.WRONG,
        f"{arithmetic}≠{printed(mention)}",
        _("截去尾数应为%(cut)s%%，四舍五入应为%(half)s%%。")
        % {
            "cut": present(value, quantity.places, Rounding.CUT),
            "half": present(value, quantity.places, Rounding.HALF_UP),
        },
        beside,
    )


def bases(now: int, percent: Decimal, places: int, direction: int, mode: Rounding) -> tuple[int, int] | None:
    """The least and the greatest whole number from which `now` is a change that prints as `percent`; None for none."""
    shown = direction * Fraction(percent)
    step = Fraction(1, 10**places)
    inner, outer = (Fraction(0), step) if mode == Rounding.CUT else (-step / 2, step / 2)
    edges = [shown + direction * inner, shown + direction * outer]
    if min(edges) <= -100:
        return None
    limits = sorted(Fraction(now) * 100 / (100 + edge) for edge in edges)
    low, high = max(int(limits[0]) - 1, 1), int(limits[1]) + 1
    fitting = [
        base for base in (range(low, min(low + 3, high + 1)))
        if _prints(now, base, shown, places, mode)
    ]  # fmt: skip
    last = [base for base in range(max(high - 3, low), high + 1) if _prints(now, base, shown, places, mode)]
    if not fitting and not last:
        return None
    return (fitting or last)[0], (last or fitting)[-1]


def _prints(now: int, base: int, shown: Fraction, places: int, mode: Rounding) -> bool:
    value = present(Fraction((now - base) * 100, base), places, mode)
    return value is not None and Fraction(value) == shown


def _bases(mention: Mention, now: Mention) -> Finding:
    quantity = mention.quantity
    number = int(now.quantity.value)
    found = {
        mode: bases(number, abs(quantity.value), quantity.places, mention.direction, mode)
        for mode in Rounding
        if quantity.scale == 1
    }
    told = {mode: span for mode, span in found.items() if span}
    what = _("现在是%(now)s，增减%(change)s") % {"now": printed(now), "change": printed(mention)}
    if quantity.scale != 1:
        return Finding("growth", Severity.NOTE, what, _("以成计的增减不能反推基数。"), (now, mention))
    if not told:
        return Finding(
            "growth",
            Severity.WRONG,
            what,
            _("没有一个整数能作上年的基数：截去尾数、四舍五入都得不出%(shown)s。")
            % {"shown": printed(mention)},
            (now, mention),
        )
    sentences = [
        _("%(rounding)s时基数是%(base)s")
        % {"rounding": mode.label, "base": text_of(low) if low == high else f"{text_of(low)}—{text_of(high)}"}
        for mode, (low, high) in told.items()
    ]
    missing = [str(mode.label) for mode in Rounding if mode not in told]
    if missing:
        sentences.append(_("%(rounding)s时没有整数基数") % {"rounding": "、".join(missing)})
    return Finding("growth", Severity.FITS, what, "；".join(sentences) + "。", (now, mention))


def _difference(facts: Facts, mention: Mention) -> Iterator[Finding]:
    before, now = _ends(facts, mention)
    if before is None or now is None or before.sort != mention.sort:
        return
    difference = now.quantity.value - before.quantity.value
    arithmetic = f"{printed(now)}-{printed(before)}={text_of(difference / mention.quantity.scale)}"
    if difference == mention.direction * mention.quantity.value:
        yield Finding("difference", Severity.FITS, arithmetic, _("增减数算得通。"), (before, now, mention))
    else:
        yield Finding(
            "difference",
            Severity.WRONG,
            f"{arithmetic}≠{printed(mention)}",
            _("前后两个数的差不是%(shown)s。") % {"shown": printed(mention)},
            (before, now, mention),
        )


def _points(facts: Facts, mention: Mention) -> Iterator[Finding]:
    """A change in points of two rates that are printed: they are rounded, so a unit of the last place either way fits."""
    pair = _from_to(facts, mention)
    if pair is None:
        before, now = _ends(facts, mention)
        pair = (before, now) if before and now else None
    if pair is None or any(each.sort != Sort.PERCENT for each in pair):
        return
    before_rate, now_rate = pair
    difference = now_rate.quantity.value - before_rate.quantity.value
    allowed = Decimal(1).scaleb(-mention.quantity.places)
    arithmetic = f"{printed(now_rate)}-{printed(before_rate)}={text_of(difference)}"
    if abs(difference - mention.direction * mention.quantity.value) <= allowed:
        yield Finding(
            "points", Severity.FITS, arithmetic, _("百分点算得通。"), (before_rate, now_rate, mention)
        )
    else:
        yield Finding(
            "points",
            Severity.WRONG,
            f"{arithmetic}≠{printed(mention)}",
            _("两个比率相差%(points)s个百分点。") % {"points": text_of(difference)},
            (before_rate, now_rate, mention),
        )


def _multiple(facts: Facts, mention: Mention) -> Iterator[Finding]:
    """是去年的2.3倍, where last year's number is printed too."""
    before, now = _ends(facts, mention)
    if before is None or now is None or not before.quantity.value:
        return
    value = Fraction(now.quantity.value) / Fraction(before.quantity.value)
    if re.search("增|多|升", mention.left):
        value -= 1
    if mention.quantity.unit == "番":
        return
    fits = modes(value, mention.quantity.value, mention.quantity.places)
    arithmetic = f"{printed(now)}÷{printed(before)}={text_of(Fraction(now.quantity.value) / Fraction(before.quantity.value))}"
    yield Finding(
        "multiple",
        Severity.FITS if fits else Severity.WRONG,
        arithmetic,
        _("倍数算得通。") if fits else _("倍数应为%(value)s。") % {"value": text_of(value)},
        (before, now, mention),
    )


def _directions(facts: Facts) -> Iterator[Finding]:
    """由47名增加到69名 must go up."""
    for first, second in zip(facts.mentions, facts.mentions[1:], strict=False):
        if first.sentence is not second.sentence or not _is_from_to(facts, first, second):
            continue
        words = facts.between(first, second)
        down = bool(re.search("减|降|回落", words))
        up = bool(re.search("增|升|提高|扩|壮大", words))
        wrong = (up and second.quantity.value < first.quantity.value) or (
            down and second.quantity.value > first.quantity.value
        )
        if wrong:
            yield Finding(
                "direction",
                Severity.WRONG,
                f"{printed(first)}→{printed(second)}",
                _("写的是“%(words)s”，数字的方向相反。") % {"words": words.strip("，")},
                (first, second),
            )


__all__ = ["bases", "check"]
