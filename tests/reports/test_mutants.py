"""Every wrong version of every definition gives a figure that the hand-written SQL does not: the tests would notice.

The mutants are made from the registry (tests/reports/mutants.py), so that a new indicator brings its own. Each is
counted over histories full of boundary days, for a fixed list of scopes and periods, until one figure differs from the
oracle's. Mutants are counted together, as figures are; those that were caught are not counted again.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from reports import figures, scopes
from reports.indicators import REGISTRY, Change, Indicator, Measure, Ratio
from reports.periods import Days, FirstMonths, Month, Months, Period, Year
from reports.scopes import Scope
from tests.reports import boundary_histories, oracle, random_histories
from tests.reports.boundary_histories import LAST, START
from tests.reports.mutants import mutants_of
from tests.world import World

HALF = Days(START, LAST)
MEASURES = {code: i for code, i in REGISTRY.items() if isinstance(i, Measure)}


@dataclass
class Wrong:
    """A wrong version of an indicator: what it would give for an operand, and which of the oracle's answers it is not."""

    indicator: Indicator
    operator: str
    what: str
    # The measures and periods in the place of the right ones, operand by operand; None leaves one as it is.
    measures: tuple[Measure, ...]
    is_caught: bool = field(default=False)

    def __str__(self) -> str:
        return f"{self.indicator.code}: {self.operator}: {self.what}"


def points(world: World) -> list[tuple[Scope, Period]]:
    """Whose figures are asked for when. The first ones catch most."""
    prefecture = scopes.of_division(world.divisions["652300"])
    county = scopes.of_division(world.divisions["652324"])
    other = scopes.of_division(world.divisions["652301"])
    two_years = Months(Month(2020, 1), Month(2021, 12))
    return [
        (prefecture, HALF),
        (county, HALF),
        (other, HALF),
        (prefecture, Year(2020)),
        (prefecture, two_years),
        (county, two_years),
        (scopes.of_organization(world.room), two_years),
        (scopes.of_organization(world.guidance), two_years),
        (scopes.of_organization(world.village), two_years),
        (scopes.of_organization(world.industry), two_years),
        (prefecture, FirstMonths(2021, 8)),
        (county.own(), Days(date(2020, 2, 29), date(2021, 5, 3))),
    ]


def wrong_measures() -> list[Wrong]:
    """Every mutant of every measure; of a ratio and of a change the same, operand by operand, below."""
    return [
        Wrong(measure, mutant.operator, mutant.what, (mutant.measure,))
        for measure in MEASURES.values()
        for mutant in mutants_of(measure)
    ]


def same_rows(one: Measure, other: Measure) -> bool:
    """Whether two names are given to one thing: as a denominator one of them is as good as the other."""
    return type(one) is type(other) and all(
        getattr(one, name) == getattr(other, name)
        for name in ("source", "window", "place", "where", "column_summed", "person", "since", "until")
        if hasattr(one, name)
    )


def wrong_ratios() -> Iterator[Wrong]:
    """Each measure in the place of each operand, and both of them turned round."""
    for ratio in REGISTRY.values():
        if not isinstance(ratio, Ratio):
            continue
        right = (ratio.numerator, ratio.denominator)
        yield Wrong(ratio, "numerator and denominator swapped", "", (right[1], right[0]))
        for measure in MEASURES.values():
            if not same_rows(measure, right[1]):
                yield Wrong(ratio, "other denominator", measure.code, (right[0], measure))
            if not same_rows(measure, right[0]):
                yield Wrong(ratio, "other numerator", measure.code, (measure, right[1]))


def wrong_changes() -> Iterator[tuple[Change, str, Change]]:
    """Changes against a wrong earlier period."""
    others = {
        "the period before": lambda period: period.previous(),
        "a year before": lambda period: period.previous_year(),
        "the period itself": lambda period: period,
        "two years before": lambda period: period.previous_year().previous_year(),
    }
    for change in REGISTRY.values():
        if isinstance(change, Change):
            right = "a year before" if change.code.endswith("_yoy") else "the period before"
            for name, earlier in others.items():
                if name != right:
                    yield change, name, replace(change, earlier=earlier)


class Asked:
    """The oracle's answers, each asked for once."""

    def __init__(self) -> None:
        self.answers: dict[tuple[str, str], dict[str, Decimal]] = {}

    def __call__(self, scope: Scope, period: Period) -> dict[str, Decimal]:
        key = (scope.code, period.code)
        if key not in self.answers:
            self.answers[key] = oracle.ask(scope, period)
        return self.answers[key]


def right_operands(indicator: Indicator, answers: dict[str, Decimal]) -> tuple[Decimal, ...]:
    """What the oracle says of an indicator's operands."""
    if isinstance(indicator, Ratio):
        return (answers[f"{indicator.code}/numerator"], answers[f"{indicator.code}/denominator"])
    return (answers[indicator.code],)


def catch_measures(wrong: list[Wrong], places: list[tuple[Scope, Period]], asked: Asked) -> None:
    """Count what is not caught yet at each point."""
    for scope, period in places:
        left = [one for one in wrong if not one.is_caught]
        if not left:
            return
        expected = asked(scope, period)
        for some in by_source(left):
            catch_together(some, scope, period, expected)


def by_source(wrong: list[Wrong]) -> Iterable[list[Wrong]]:
    """Those that read the same rows, so that a query that the database refuses stops nobody else's."""
    groups: dict[Any, list[Wrong]] = {}
    for one in wrong:
        groups.setdefault(one.measures[0].source, []).append(one)
    return groups.values()


def catch_together(wrong: list[Wrong], scope: Scope, period: Period, expected: dict[str, Decimal]) -> None:
    """Compare their figures with the oracle's. What the database refuses to count is caught as well."""
    # Each under a code of its own: figures come by code.
    named = {f"mutant{n}": one for n, one in enumerate(wrong)}
    try:
        with transaction.atomic():
            told = figures.compute(
                [replace(one.measures[0], code=code) for code, one in named.items()], scope, period
            )
    except DatabaseError:
        if len(wrong) == 1:
            wrong[0].is_caught = True
        else:
            for one in wrong:
                catch_together([one], scope, period, expected)
        return
    for code, one in named.items():
        one.is_caught = told[code].operands != right_operands(one.indicator, expected)


def catch_ratios(wrong: list[Wrong], places: list[tuple[Scope, Period]], asked: Asked) -> None:
    """Their measures are right ones, so that each is counted once a point for all."""
    for scope, period in places:
        left = [one for one in wrong if not one.is_caught]
        if not left:
            return
        told = figures.compute(MEASURES.values(), scope, period)
        expected = asked(scope, period)
        for one in left:
            operands = tuple(told[measure.code].operands[0] for measure in one.measures)
            one.is_caught = operands != right_operands(one.indicator, expected)


def survivors_of_changes(places: list[tuple[Scope, Period]], asked: Asked) -> tuple[list[str], int]:
    """Those that are caught nowhere, and how many there were."""
    left = list(wrong_changes())
    total = len(left)
    for scope, period in places:
        if not left:
            break
        now = asked(scope, period)
        before = {"yoy": asked(scope, period.previous_year()), "pop": asked(scope, period.previous())}
        named = {f"mutant{n}": one for n, one in enumerate(left)}
        told = figures.compute([replace(one[2], code=code) for code, one in named.items()], scope, period)
        left = [
            one
            for code, one in named.items()
            if told[code].operands
            == right_operands(one[0].of, now)
            + right_operands(one[0].of, before[one[0].code.rpartition("_")[2]])
        ]
    return [f"{change.code}: against {name}" for change, name, _wrong in left], total


@pytest.fixture
def history(world: World) -> World:
    random_histories.write(world, 21)
    boundary_histories.write(world, 22)
    return world


def of_operands(measures: list[Wrong]) -> Counter[str]:
    """Whatever is wrong with a measure is wrong with each rate and change that is reckoned from it."""
    each = Counter(one.indicator.code for one in measures)
    found: Counter[str] = Counter()
    for indicator in REGISTRY.values():
        if not isinstance(indicator, Measure):
            leaves = {leaf.measure.code for leaf in indicator.leaves(HALF)}
            found["the same in the operands of rates and changes"] += sum(each[code] for code in leaves)
    return found


def test_no_wrong_definition_goes_unnoticed(history: World, record_property: Any) -> None:
    asked, places = Asked(), points(history)
    measures, ratios = wrong_measures(), list(wrong_ratios())
    with figures.live():
        right = figures.compute(MEASURES.values(), *places[0])
        for code, measure in MEASURES.items():
            assert right[code].operands == right_operands(measure, asked(*places[0])), code
        catch_measures(measures, places, asked)
        catch_ratios(ratios, places, asked)
        unnoticed, changes = survivors_of_changes(places[:5], asked)
    unnoticed += [str(one) for one in (*measures, *ratios) if not one.is_caught]
    counts = Counter(one.operator for one in (*measures, *ratios)) + Counter(
        {"other earlier period": changes}
    )
    counts += of_operands(measures)
    words = f"{sum(counts.values())} mutants of {len(REGISTRY)} indicators: " + ", ".join(
        f"{operator} {number}" for operator, number in counts.most_common()
    )
    record_property("mutants", words)
    sys.stdout.write(f"\n{words}\n")
    assert unnoticed == [], "\n".join([f"{len(unnoticed)} unnoticed of {words}", *unnoticed[:500]])


def test_every_indicator_has_mutants_and_an_answer_of_the_oracle(world: World) -> None:
    """What is registered without a line of SQL fails here by its name."""
    answers = oracle.ask(scopes.of_division(world.divisions["652300"]), Year(2021))
    for code, indicator in REGISTRY.items():
        if isinstance(indicator, Change):
            assert indicator.of.code in REGISTRY, code
            continue
        parts = ["/numerator", "/denominator"] if isinstance(indicator, Ratio) else [""]
        assert [part for part in parts if f"{code}{part}" not in answers] == [], code
        if isinstance(indicator, Measure):
            assert len(list(mutants_of(indicator))) > 3, code
