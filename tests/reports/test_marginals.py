"""Stored marginals: after any edits, refreshed at any moment or not at all, every figure is what the rows give."""

from datetime import date
from random import Random

import pytest

from organizations.models import Division
from reports import figures, scopes
from reports.indicators import REGISTRY
from reports.indicators.cuts import DIMENSIONS
from reports.marginals import refreshing
from reports.marginals.catalogue import CUT, catalogue
from reports.models import DayCell, DirtyMark, MarginalSeries, MonthCell
from reports.periods import Days, FirstMonths, Month, Months, Since, StatisticalYear, Year
from tests.reports import random_edits, random_histories

STORED = tuple(measure for measure in catalogue().of_measure)
# One of each stream, and what is open from one day to another.
BY_MONTH = tuple({series[0].stream: series[0].measure for series in catalogue().of_measure.values()}.values())
PERIODS = (
    Month(2020, 2),
    FirstMonths(2021, 8),
    Year(2020),
    StatisticalYear(2021),
    Months(Month(2019, 12), Month(2021, 3)),
    Days(date(2020, 2, 3), date(2021, 9, 9)),
    Days(date(2020, 2, 3), date(2020, 2, 21)),
    Days(date(2020, 2, 27), date(2020, 3, 1)),
    Days(date(2021, 3, 31), date(2021, 3, 31)),
    Since(date(2019, 1, 1), date(2021, 8, 31)),
)


def stored_scopes():
    """Every division whose figures may come from cells, and its own row."""
    found = [
        scopes.of_division(d)
        for d in Division.objects.filter(level__in=("province", "prefecture", "county"))
        .order_by("code", "-valid_from")
        .distinct("code")
    ]
    return found + [scope.own() for scope in found]


def told(scope, period):
    """Every figure that pages ask for: alone, by child, by month, by part."""
    table = figures.table(STORED, scope, period)
    points = figures.trend(BY_MONTH, scope, period)
    parts = {
        by: [
            (cut.value, [f.operands for f in parts])
            for cut, parts in figures.cross([REGISTRY[code] for code in CUT], scope, period, DIMENSIONS[by])
        ]
        for by in ("dispute_type", "kind")
    }
    return {
        "total": [f.operands for f in table.total.figures],
        "children": {row.scope.code: [f.operands for f in row.figures] for row in table.rows},
        "months": {p.period.code: {c: f.operands for c, f in p.figures.items()} for p in points},
        "parts": parts,
    }


def difference(scope, period):
    """What differs between cells and rows; nothing, it is hoped."""
    stored = told(scope, period)
    with figures.live():
        live = told(scope, period)
    if stored == live:
        return None
    for key, values in live.items():
        if stored[key] != values:
            return key, _first(stored[key], values)
    return None


def _first(stored, live):
    if isinstance(live, dict):
        return next(
            (
                (k, _first(stored[k], v) if k in stored else "missing")
                for k, v in live.items()
                if stored.get(k) != v
            ),
            set(stored) ^ set(live),
        )
    return [
        (STORED[n].code if len(live) == len(STORED) else n, a, b)
        for n, (a, b) in enumerate(zip(stored, live, strict=True))
        if a != b
    ][:5]


@pytest.fixture
def history(world):
    random_histories.write(world, 21)
    return world


def test_everything_that_adds_up_is_stored_and_read(history):
    refreshing.refresh()
    assert MonthCell.objects.exists()
    assert DayCell.objects.exists()
    assert set(MarginalSeries.objects.values_list("key", flat=True)) == {s.key for s in catalogue().series}
    for n, scope in enumerate(stored_scopes()):
        for period in PERIODS[n % 2 :: 2]:
            assert difference(scope, period) is None, (scope.code, period.code)


@pytest.mark.parametrize(
    "seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 12))]
)
def test_after_any_edits_every_figure_is_what_the_rows_give(history, seed):
    rng = Random(seed)
    refreshing.refresh()
    found = stored_scopes()
    done = []
    for _ in range(12):
        done.append(random_edits.edit(history, rng))
        if rng.random() < 0.4:
            refreshing.refresh()
            done.append("refresh")
        scope, period = rng.choice(found), rng.choice(PERIODS)
        assert difference(scope, period) is None, (done, scope.code, period.code)
    refreshing.refresh()
    assert not DirtyMark.objects.exists()
    for scope in found:
        assert difference(scope, rng.choice(PERIODS)) is None, (done, scope.code)
