"""Random histories, scopes and periods: figure = list = hand-written SQL; additive figures = own row + children."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from random import Random

import pytest
from django.db import connection
from django.db.models import Sum as SumOf
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from organizations.models import Division, Organization
from reports import exporting, figures, policies, scopes
from reports.indicators import REGISTRY, Change, Measure, Ratio, Sum
from reports.indicators.cuts import DISPUTE_TYPE, OUTCOME
from reports.indicators.outcomes import AGREEMENT_AMOUNT, CASES_SUCCEEDED, SUCCESS_RATE
from reports.periods import Days, FirstMonths, Month, Months, Quarter, StatisticalYear, Year
from tests.reports import oracle, random_histories

PERIODS = st.one_of(
    st.builds(Month, st.integers(2019, 2021), st.integers(1, 12)),
    st.builds(Quarter, st.integers(2019, 2021), st.integers(1, 4)),
    st.builds(Year, st.integers(2019, 2021)),
    st.builds(StatisticalYear, st.integers(2020, 2021)),
    st.builds(FirstMonths, st.integers(2020, 2021), st.integers(1, 12)),
    st.just(Months(Month(2020, 1), Month(2021, 8))),
    st.tuples(
        st.dates(date(2019, 6, 1), date(2021, 12, 31)), st.dates(date(2019, 6, 1), date(2021, 12, 31))
    ).map(lambda two: Days(*sorted(two))),
)
CODES = [code for code, indicator in REGISTRY.items() if not isinstance(indicator, Change)]


def every_scope():
    """Divisions to the town, their own rows, organizations, and organizations as rows of a town."""
    found = [
        scopes.of_division(d) for d in Division.objects.exclude(level="village").filter(valid_from__year=2015)
    ]
    found += [scope.own() for scope in found if scope.child_level]
    found += [scopes.of_organization(o) for o in Organization.objects.all()]
    towns = [scope for scope in found if scope.level == "town"]
    return found + [child for town in towns for child in town.children(date(2021, 8, 31))]


def listed(indicator, scope, period):
    """What the list behind a measure adds up to."""
    rows = indicator.rows(scope, period)
    if isinstance(indicator, Sum):
        return rows.aggregate(total=SumOf(indicator.column_summed))["total"] or Decimal(0)
    return len(rows)


def check(scope, period):
    expected = oracle.ask(scope, period)
    together = figures.compute(REGISTRY.values(), scope, period)
    for code in CODES:
        indicator, figure = REGISTRY[code], together[code]
        if isinstance(indicator, Ratio):
            assert figure.operands == (expected[f"{code}/numerator"], expected[f"{code}/denominator"]), code
        else:
            assert figure.value == expected[code], code
        assert figure.operands == indicator.figure(scope, period).operands, code
        for listing, operand in zip(indicator.lists(scope, period), figure.operands, strict=True):
            assert listed(listing.measure, scope, listing.period) == operand, code


def check_children(scope, period):
    additive = [i for i in REGISTRY.values() if isinstance(i, Measure)]
    table = figures.table(additive, scope, period)
    for row in table.rows:
        alone = figures.compute(additive, row.scope, period)
        assert list(row.figures) == list(alone.values()), row.scope.code
    for position, indicator in enumerate(additive):
        parts = [row.figures[position] for row in table.rows]
        if indicator.additive and table.rows:
            assert sum(figure.value for figure in parts) == table.total.figures[position].value, (
                indicator.code
            )


@pytest.fixture
def history(world):
    return lambda seed: random_histories.write(world, seed)


def test_the_oracle_answers_for_every_indicator(world):
    answers = oracle.ask(scopes.of_division(world.divisions["652300"]), Year(2021))
    expected = {
        f"{code}/{part}" if part else code
        for code in CODES
        for part in (("numerator", "denominator") if isinstance(REGISTRY[code], Ratio) else ("",))
    }
    assert set(answers) == expected


def test_the_histories_leave_no_indicator_at_zero(history, world):
    history(1)
    answers = oracle.ask(
        scopes.of_division(world.divisions["652300"]), Months(Month(2019, 1), Month(2021, 12))
    )
    assert [code for code, value in answers.items() if not value] == []


@pytest.mark.parametrize("seed", [1, 2])
def test_every_figure_equals_its_list_and_the_oracle(history, seed):
    history(seed)
    found = every_scope()

    @settings(
        max_examples=12,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(st.sampled_from(found), PERIODS)
    def holds(scope, period):
        check(scope, period)

    holds()


def test_page_file_and_api_print_what_the_oracle_counts(history, world, as_user):
    history(9)
    browser, analyst = as_user("analyst"), world.fresh("analyst")
    found = [scope for scope in every_scope() if policies.can_view_figures(analyst, scope)]
    counted = [i for code, i in REGISTRY.items() if code in CODES]

    @settings(
        max_examples=6,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(
        st.sampled_from(found),
        PERIODS,
        st.lists(st.sampled_from(counted), min_size=1, max_size=6, unique=True),
    )
    def holds(scope, period, some):
        expected = oracle.ask(scope, period)
        table = figures.table(some, scope, period)
        target = BytesIO()
        exporting.write_table(target, table)
        _header, total, *rows = load_workbook(target).worksheets[0].iter_rows(values_only=True)
        assert len(rows) == len(table.rows)
        cells = iter(total[1:])
        for indicator in some:
            told = browser.get(
                f"/api/v1/indicators/{indicator.code}/", {"scope": scope.code, "period": period.code}
            ).json()
            if isinstance(indicator, Ratio):
                parts = [expected[f"{indicator.code}/{part}"] for part in ("numerator", "denominator")]
                printed = next(cells)
                assert (printed is None) == (told["value"] is None) == (parts[1] == 0)
                assert printed is None or Decimal(str(printed)) == Decimal(told["value"])
                assert [next(cells), next(cells)] == parts
            else:
                parts = [expected[indicator.code]]
                assert Decimal(str(next(cells))) == parts[0] == Decimal(told["value"])
            assert [Decimal(operand) for operand in told["operands"]] == parts, indicator.code

    holds()


@pytest.mark.parametrize("seed", [3, 4])
def test_additive_figures_are_the_own_row_and_the_children(history, seed):
    history(seed)
    rng = Random(seed)
    parents = [scope for scope in every_scope() if not scope.organization]
    for scope in rng.sample(parents, 6):
        for period in (
            FirstMonths(2021, 8),
            Year(2020),
            Days(date(2020, 2, 3), date(2021, rng.randrange(1, 13), 9)),
        ):
            check_children(scope, period)


def test_a_change_compares_the_figures_of_two_periods(history, world):
    history(5)
    scope, period = scopes.of_division(world.divisions["652300"]), FirstMonths(2021, 8)
    for indicator in REGISTRY.values():
        if isinstance(indicator, Change):
            against = period.previous_year() if indicator.code.endswith("_yoy") else period.previous()
            now, before = (indicator.of.figure(scope, p) for p in (period, against))
            assert indicator.figure(scope, period).operands == now.operands + before.operands


def test_months_add_up_to_their_period(history, world):
    history(6)
    scope = scopes.of_division(world.divisions["652300"])
    period = Days(date(2020, 11, 20), date(2021, 8, 10))
    points = figures.trend([CASES_SUCCEEDED, AGREEMENT_AMOUNT, SUCCESS_RATE], scope, period)
    assert [point.period.code for point in points][:2] == ["2020-11-20..2020-11-30", "2020-12"]
    for indicator in (CASES_SUCCEEDED, AGREEMENT_AMOUNT):
        assert sum(p.figures[indicator.code].value for p in points) == indicator.figure(scope, period).value
    for point in points:
        for code, figure in point.figures.items():
            assert figure.operands == REGISTRY[code].figure(scope, point.period).operands


@pytest.mark.parametrize("dimension", [DISPUTE_TYPE, OUTCOME])
def test_the_parts_of_a_breakdown_are_the_figure_and_open_their_own_lists(history, world, dimension):
    history(7)
    scope, period = scopes.of_division(world.divisions["652300"]), Year(2021)
    parts = figures.breakdown(CASES_SUCCEEDED, scope, period, dimension)
    assert sum(part.figure.value for part in parts) == CASES_SUCCEEDED.figure(scope, period).value
    for part in parts:
        assert CASES_SUCCEEDED.rows(scope, period, part.cut).count() == part.figure.value


def test_all_indicators_of_a_scope_take_few_queries(history, world):
    history(8)
    scope = scopes.of_division(world.divisions["652300"])
    with CaptureQueriesContext(connection) as queries:
        figures.compute(REGISTRY.values(), scope, FirstMonths(2021, 8))
    assert len(queries) == 57
