"""One number everywhere: after random edits, with some of them added up and others waiting, the cells, the live count,
the hand-written SQL, the list, the table beside its children, the file and the API give the same for every stored
indicator.
"""

from decimal import Decimal
from io import BytesIO
from random import Random

import pytest
from openpyxl import load_workbook

from reports import drilldown, exporting, figures, policies
from reports.indicators import REGISTRY, Ratio, Sum
from reports.indicators.cuts import DIMENSIONS
from reports.marginals import refreshing
from reports.marginals.catalogue import CUT, catalogue
from reports.models import DirtyMark
from tests.reports import oracle, random_edits, random_histories
from tests.reports.test_marginals import PERIODS, stored_scopes
from tests.reports.test_oracle import every_scope, listed

STORED = tuple(catalogue().of_measure)
# Rates of which either part is stored: both operands are told, so both must be right.
RATES = tuple(
    one
    for one in REGISTRY.values()
    if isinstance(one, Ratio) and {one.numerator, one.denominator} & set(STORED)
)


def expected_of(indicator, answers):
    """The operands that the oracle counted."""
    if isinstance(indicator, Ratio):
        return tuple(answers[f"{indicator.code}/{part}"] for part in ("numerator", "denominator"))
    return (answers[indicator.code],)


def operands(found):
    return {code: figure.operands for code, figure in found.items()}


@pytest.fixture
def edited(world):
    """A history that was added up, then edited, added up again half-way, and edited once more."""

    def write(seed):
        rng = Random(seed)
        random_histories.write(world, seed)
        refreshing.refresh()
        for number in range(16):
            random_edits.edit(world, rng)
            if number == 8:
                refreshing.refresh()
        assert DirtyMark.objects.exists()
        return rng

    return write


MORE = [pytest.param(seed, marks=pytest.mark.slow) for seed in range(40, 46)]


@pytest.mark.parametrize("seed", [31, 32, *MORE])
def test_cells_live_count_and_oracle_agree_for_every_stored_indicator(edited, seed):
    rng = edited(seed)
    kept, others = stored_scopes(), every_scope()
    for scope in (*rng.sample(kept, 4), *rng.sample(others, 2)):
        period = rng.choice(PERIODS)
        answers = oracle.ask(scope, period)
        asked = (*STORED, *RATES)
        wanted = {one.code: expected_of(one, answers) for one in asked}
        assert operands(figures.compute(asked, scope, period)) == wanted, (scope.code, period.code)
        with figures.live():
            assert operands(figures.compute(asked, scope, period)) == wanted, (scope.code, period.code)


@pytest.mark.parametrize("seed", [33, *MORE])
def test_lists_and_their_parts_are_as_long_as_the_cells_say(edited, seed):
    rng = edited(seed)
    for scope in rng.sample(stored_scopes(), 3):
        period = rng.choice(PERIODS)
        told = figures.compute(STORED, scope, period)
        for indicator in STORED:
            figure = told[indicator.code]
            for listing, operand in zip(indicator.lists(scope, period), figure.operands, strict=True):
                assert listed(listing.measure, scope, listing.period) == operand, indicator.code
        for code, dimensions in CUT.items():
            indicator = REGISTRY[code]
            for name in dimensions:
                slices = figures.breakdown(indicator, scope, period, DIMENSIONS[name])
                for part in slices:
                    (listing,) = indicator.lists(scope, period, part.cut)
                    rows = listing.rows
                    found = rows.count()
                    if isinstance(indicator, Sum):
                        found = sum((getattr(row, indicator.column_summed) for row in rows), Decimal(0))
                    assert part.figure.value == found, (code, part.cut.label)


@pytest.mark.parametrize("seed", [34, *MORE])
def test_table_file_and_api_print_what_the_cells_say(edited, world, as_user, seed):
    rng = edited(seed)
    browser, analyst = as_user("analyst"), world.fresh("analyst")
    scopes = [scope for scope in stored_scopes() if policies.can_view_figures(analyst, scope)]
    for scope in rng.sample(scopes, 2):
        period = rng.choice(PERIODS)
        table = figures.table(STORED, scope, period)
        answers = oracle.ask(scope, period)
        assert [f.value for f in table.total.figures] == [answers[one.code] for one in STORED]
        for row in table.rows:
            with figures.live():
                alone = figures.compute(STORED, row.scope, period)
            assert [f.operands for f in row.figures] == [f.operands for f in alone.values()], row.scope.code
        target = BytesIO()
        exporting.write_table(target, table)
        _header, *lines = load_workbook(target).worksheets[0].iter_rows(values_only=True)
        for line, row in zip(lines, (table.total, *table.rows), strict=True):
            assert [Decimal(str(cell)) for cell in line[1:]] == [f.value for f in row.figures]
        for indicator in STORED:
            query = {"scope": scope.code, "period": period.code}
            told = browser.get(f"/api/v1/indicators/{indicator.code}/", query).json()
            assert [Decimal(one) for one in told["operands"]] == [answers[indicator.code]], indicator.code


def test_the_opened_list_says_the_number_that_was_clicked(edited, world):
    rng = edited(35)
    analyst = world.fresh("analyst")
    for scope in rng.sample(stored_scopes(), 2):
        period = rng.choice(PERIODS)
        told = figures.compute(STORED, scope, period)
        for indicator in STORED:
            opened = drilldown.drill_down_rows(analyst, indicator, scope, period, size=500)
            assert opened.figure.operands == told[indicator.code].operands
            if not isinstance(indicator, Sum) and not opened.page.next_cursor:
                assert len(opened.rows) == told[indicator.code].value, indicator.code
