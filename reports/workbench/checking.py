"""A pasted text against our data: each figure with what it is, our value and a verdict.

The words name the meanings; our data decides between those that the words leave open. What the text says of the period
is tried first, then the periods that reports otherwise count by, and the reader is told which one it was.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from mediation.kernel.rounding import Exact

from ..indicators import Stock
from ..indicators.kinds import Distinct
from ..periods import Period
from ..scopes import Scope
from . import anchoring, fitting, forms, meanings, mentions, naming, pairing, tables
from . import places as placing
from .anchoring import Anchor, Said, Times
from .fitting import Fit
from .mentions import Form, Mention, Reading
from .quantities import Bound
from .readings import Meaning, Values

LONGEST = 20_000
MOST_FIGURES = 400
# The words decide unless our data speaks for a meaning that they fit nearly as well.
MARGIN = 2.6
_FITS = 2.5
# Below this a number agrees with something by chance.
_SMALL = 10


class Verdict(StrEnum):
    """What the comparison with our data gives."""

    AGREES = "agrees"
    OTHERWISE = "otherwise"
    DIFFERS = "differs"
    NO_DATA = "no_data"
    NO_FIGURE = "no_figure"

    @property
    def label(self) -> Any:
        return _VERDICTS[self]


_VERDICTS = {
    Verdict.AGREES: _("相符"),
    Verdict.OTHERWISE: _("换个口径相符"),
    Verdict.DIFFERS: _("不符"),
    Verdict.NO_DATA: _("无此数据"),
    Verdict.NO_FIGURE: _("不是统计数"),
}


@dataclass
class Result:
    """One figure: what it can mean, what it was taken for, and how it compares."""

    mention: Mention
    times: Times
    scope: Scope
    options: list[tuple[Meaning, float]] = field(default_factory=list)
    meaning: Meaning | None = None
    period: Period | None = None
    value: Exact | None = None
    fit: Fit | None = None
    verdict: Verdict = Verdict.NO_DATA
    # Whether the period that fits is one that the text says.
    is_said: bool = True
    is_named_place: bool = False
    near_miss: str = ""
    # The code of the meaning that the reader chose, empty where the program decides.
    choice: str = ""
    is_elsewhere: bool = False

    @property
    def is_narrower(self) -> bool:
        """Whether the words say more than the indicator: 道路交通调委会 is not all committees."""
        words = self.mention.found.get("words")
        if self.meaning is None or words is None:
            return False
        indicator = self.meaning.indicator
        return naming.is_narrower(indicator, words) or naming.has_unknown_epithet(
            self.mention, indicator, words
        )


@dataclass
class Checked:
    """A text with its results; `values` holds what was counted, for the checks."""

    reading: Reading
    anchor: Anchor
    results: list[Result]
    values: Values
    home: Scope
    default: Period

    def result_of(self, mention: Mention) -> Result:
        return self.results[mention.number]


def check(
    pasted: str,
    home: Scope,
    default: Period,
    *,
    chosen_period: Period | None = None,
    may_see: Callable[[Scope], bool] = lambda scope: True,
    choices: Mapping[int, str] | None = None,
) -> Checked:
    """Find, name and reckon every figure. `choices` are the reader's own choices of a meaning, by a figure's number."""
    known = placing.load(home.division)
    reading = mentions.find(pasted[:LONGEST], list(known.names))
    del reading.mentions[MOST_FIGURES:]
    tables.read(reading)
    forms.classify(reading)
    pairing.pair(reading)
    anchor = anchoring.anchor_of(reading, default, chosen_period)
    times = anchoring.say(reading, anchor)
    told = placing.scopes_of(reading, known, home)
    results = []
    for mention in reading.mentions:
        scope, is_named = told[mention.number]
        is_elsewhere = not may_see(scope) or placing.is_foreign(reading, mention, known)
        results.append(
            Result(
                mention,
                times[mention.number],
                scope if may_see(scope) else home,
                is_named_place=is_named,
                is_elsewhere=is_elsewhere,
            )
        )
    checked = Checked(reading, anchor, results, Values(), home, default)
    _Search(checked, choices or {}).run()
    return checked


class _Search:
    """Levels first, then what hangs on them; said periods first, then the others."""

    def __init__(self, checked: Checked, choices: Mapping[int, str]) -> None:
        self.checked = checked
        self.choices = choices
        self.others = anchoring.alternatives(checked.anchor, checked.default)

    def run(self) -> None:
        reading, results = self.checked.reading, self.checked.results
        direct = [each for each in results if not meanings.is_dependent(each.mention)]
        hanging = [each for each in results if meanings.is_dependent(each.mention)]
        for result in direct:
            result.options = self._chosen(result, meanings.direct(reading, result.mention))
        self._settle([each for each in direct if each.mention.form != Form.RATE])
        self._settle([each for each in direct if each.mention.form == Form.RATE])
        ranked = {each.mention.number: _ranked(each) for each in direct}
        for result in hanging:
            result.options = self._chosen(result, meanings.dependent(reading, result.mention, ranked))
            ranked[result.mention.number] = result.options
        self._settle(hanging)

    def _chosen(self, result: Result, options: list[tuple[Meaning, float]]) -> list[tuple[Meaning, float]]:
        """The reader's own choice first, far before the others."""
        code = self.choices.get(result.mention.number)
        result.choice = code or ""
        return sorted(
            ((meaning, score + (100 if code == meaning.code else 0)) for meaning, score in options),
            key=lambda each: -each[1],
        )

    def _settle(self, results: list[Result]) -> None:
        tried: dict[int, list[tuple[Period, bool]]] = {
            each.mention.number: [(period, True) for period in self._said(each)] for each in results
        }
        self._load(results, tried)
        for result in results:
            self._judge(result, tried[result.mention.number])
        open_ones = [each for each in results if each.fit is None and each.options and not each.is_elsewhere]
        for result in open_ones:
            said = {period for period, _ in tried[result.mention.number]}
            tried[result.mention.number] += [
                (period, False) for period in self._others(result) if period not in said
            ]
        self._load(open_ones, tried)
        for result in open_ones:
            self._judge(result, tried[result.mention.number])

    def _said(self, result: Result) -> list[Period]:
        """What the text says; where it says nothing, the report's own period and those that reports use unsaid."""
        found: list[Period] = []
        if meanings.is_dependent(result.mention):
            subject = meanings.subject_of(self.checked.reading, result.mention)
            if (
                subject is not None
                and result.times.said != Said.STATED
                or subject is not None
                and subject.sentence is result.mention.sentence
            ):
                other = self.checked.result_of(subject)
                if other.fit is not None and other.period is not None:
                    found.append(other.period)
        found += result.times.periods
        if result.times.said == Said.UNSAID:
            found += self.others[:2]
        return list(dict.fromkeys(found or [self.checked.anchor.period]))

    def _others(self, result: Result) -> list[Period]:
        """The periods to try beyond what is said. Rates lie close together: theirs are those of the numbers beside them."""
        if result.mention.form not in {Form.RATE, Form.SHARE}:
            return self.others
        beside = [
            each
            for each in self.checked.results
            if each.mention.form == Form.LEVEL and each.options
            if each.mention.sentence.paragraph == result.mention.sentence.paragraph
        ]
        if not beside:
            return self.others
        return list(
            dict.fromkeys(each.period for each in beside if each.fit is not None and each.period is not None)
        )

    def _load(self, results: list[Result], tried: dict[int, list[tuple[Period, bool]]]) -> None:
        values = self.checked.values
        for result in results:
            for meaning, _score in self._close(result):
                for period in _periods(meaning, tried[result.mention.number]):
                    values.want(meaning.keys(result.scope, period[0]))
        values.load()

    def _close(self, result: Result) -> list[tuple[Meaning, float]]:
        if not result.options:
            return []
        best = result.options[0][1]
        return [each for each in result.options if each[1] >= best - MARGIN]

    def _judge(self, result: Result, tried: list[tuple[Period, bool]]) -> None:
        quantity = result.mention.quantity
        best: tuple[float, Meaning, Period, bool, Exact | None, Fit | None] | None = None
        for meaning, score in self._close(result):
            for rank, (period, is_said) in enumerate(_periods(meaning, tried)):
                value = meaning.value(result.scope, period, self.checked.values)
                fit = fitting.fit(value, quantity, _sign(result.mention, meaning))
                weight = score - 0.02 * rank
                if fit is None:
                    weight += _nearness(value, quantity) if is_said else -5
                elif (
                    not is_said
                    and abs(quantity.value) < _SMALL
                    and quantity.bound == Bound.EXACT
                    and quantity.places == 0
                ):
                    continue
                else:
                    weight += _FITS * _significance(result.mention) + (0.3 if is_said else -0.4)
                if best is None or weight > best[0]:
                    best = (weight, meaning, period, is_said, value, fit)
        if best is None:
            return
        _weight, result.meaning, result.period, result.is_said, result.value, result.fit = best
        result.near_miss = "" if result.fit else fitting.near_miss(result.value, quantity)
        result.verdict = self._verdict(result)

    def _verdict(self, result: Result) -> Verdict:
        if result.fit is not None:
            unsaid = result.times.said == Said.UNSAID
            return Verdict.AGREES if result.is_said or unsaid else Verdict.OTHERWISE
        if result.is_elsewhere or not result.value or result.is_narrower:
            return Verdict.NO_DATA
        return Verdict.DIFFERS


def _ranked(result: Result) -> list[tuple[Meaning, float]]:
    """The options with what was settled on first: a change speaks of that."""
    if result.meaning is None:
        return result.options
    top = max(score for _, score in result.options)
    return [(result.meaning, top + 0.5), *(each for each in result.options if each[0] != result.meaning)]


def _periods(meaning: Meaning, tried: list[tuple[Period, bool]]) -> list[tuple[Period, bool]]:
    """The periods to try: a stock is the same for all that end on one day."""
    if not isinstance(meaning.indicator, Stock | Distinct):
        return tried
    seen: dict[date, tuple[Period, bool]] = {}
    for period, is_said in tried:
        seen.setdefault(period.as_of, (period, is_said))
    return list(seen.values())


def _sign(mention: Mention, meaning: Meaning) -> int:
    return mention.direction if meaning.form in {Form.CHANGE, Form.DIFFERENCE, Form.POINTS} else 1


def _significance(mention: Mention) -> float:
    """How much an agreement proves: 5205 much, 7 little."""
    digits = len(str(abs(mention.quantity.value / mention.quantity.scale)).replace(".", "").strip("0"))
    return min(1.0, digits / 3) * (0.6 if mention.quantity.bound != Bound.EXACT else 1)


def _nearness(value: Exact | None, quantity: Any) -> float:
    """A little for a value that is nearly the printed one: the text may only be wrong by a digit."""
    if not value or not quantity.value:
        return -0.5
    if fitting.near_miss(value, quantity):
        return 1.2
    difference = abs(float(value) - float(quantity.value)) / max(
        abs(float(value)), abs(float(quantity.value))
    )
    return max(0.0, 1 - 4 * difference)
