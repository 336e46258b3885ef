"""Appraisal sheets: points follow from figures exactly, success moves nothing, people are not appraised."""

from copy import copy
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.models import Case, ReturnVisit
from mediation.kernel.rounding import percent
from reports import scopes
from reports.appraisal import allowed, schemes
from reports.appraisal.computing import compute
from reports.appraisal.items import Item, items_of
from reports.appraisal.marking import mark
from reports.indicators import REGISTRY, Figure, Measure, Ratio
from reports.models import AppraisalScheme, NothingCounted
from reports.periods import FirstMonths, Month
from tests.reports import oracle, random_histories
from tests.reports.histories import case

PERIOD = FirstMonths(2021, 8)
RATIOS = [i for i in allowed.ALLOWED.values() if isinstance(i, Ratio)]


@pytest.fixture
def scheme(db):
    return schemes.newest()


@pytest.fixture
def history(world):
    random_histories.write(world, 5)
    return world


def scheme_of(*items, nothing_counted="spread", **changed):
    stored = [
        {"indicator": code, "heading": code, "weight": str(weight), "none": str(none), "full": str(full)}
        for code, weight, none, full in items
    ]
    return AppraisalScheme(
        version=1,
        title="示例办法",
        valid_from=date(2019, 1, 1),
        items=stored,
        nothing_counted=nothing_counted,
        **changed,
    )


figure_pairs = st.tuples(st.integers(0, 400), st.integers(0, 200))
weights = st.lists(st.integers(0, 4000).map(lambda n: Fraction(n, 100)), min_size=1, max_size=len(RATIOS))
rules = st.sampled_from(NothingCounted)


def items_for(parts, bounds):
    return [
        Item(indicator, "示例", weight, Fraction(low), Fraction(low + 1 + width))
        for indicator, weight, (low, width) in zip(RATIOS, parts, bounds, strict=False)
    ]


bounds = st.lists(
    st.tuples(st.integers(0, 90), st.integers(0, 60)), min_size=len(RATIOS), max_size=len(RATIOS)
)
operands = st.lists(figure_pairs, min_size=len(RATIOS), max_size=len(RATIOS))


@settings(max_examples=300, deadline=None)
@given(weights, bounds, operands, rules)
def test_points_lie_between_nothing_and_what_an_item_is_worth_and_add_up(parts, limits, pairs, rule):
    items = items_for(parts, limits)
    figures = [Figure(item.indicator, pair) for item, pair in zip(items, pairs, strict=False)]
    told = mark(items, figures, rule)
    for one in told.marks:
        assert one.points is None or 0 <= one.points <= one.out_of
    earned = [one.points for one in told.marks if one.points is not None]
    assert told.total == (sum(earned) if earned else None)
    counted = sum(item.weight for item, pair in zip(items, pairs, strict=False) if pair[1])
    if rule == NothingCounted.SPREAD and counted:
        assert sum(one.out_of for one in told.marks) == 100


@settings(max_examples=200, deadline=None)
@given(weights, bounds, operands, rules, figure_pairs)
def test_an_item_that_weighs_nothing_never_moves_a_total(parts, limits, pairs, rule, other):
    items = [
        *items_for(parts, limits),
        Item(REGISTRY["success_rate"], "成功率", Fraction(0), Fraction(0), Fraction(100)),
    ]
    figures = [Figure(item.indicator, pair) for item, pair in zip(items[:-1], pairs, strict=False)]
    with_one = mark(items, [*figures, Figure(items[-1].indicator, other)], rule)
    without = mark(items[:-1], figures, rule)
    assert with_one.total == without.total
    assert with_one.marks[-1].points is None


def test_between_the_thresholds_points_go_in_proportion_and_less_may_be_better():
    more = Item(REGISTRY["filed_share"], "归档", Fraction(20), Fraction(60), Fraction(95))
    less = Item(REGISTRY["days_to_accept"], "天数", Fraction(10), Fraction(10), Fraction(2))
    assert [more.share(Fraction(n)) for n in (0, 60, 95, 100)] == [0, 0, 1, 1]
    assert more.share(Fraction(77) + Fraction(1, 2)) == Fraction(1, 2)
    assert [less.share(Fraction(n)) for n in (12, 10, 6, 2, 0)] == [0, 0, Fraction(1, 2), 1, 1]


def test_what_was_not_there_is_spread_over_the_rest_or_given_in_full():
    items = [
        Item(REGISTRY["filed_share"], "归档", Fraction(60), Fraction(0), Fraction(100)),
        Item(REGISTRY["visited_share"], "回访", Fraction(40), Fraction(0), Fraction(100)),
    ]
    figures = [Figure(items[0].indicator, (1, 2)), Figure(items[1].indicator, (0, 0))]
    assert mark(items, figures, NothingCounted.SPREAD).total == 50
    assert mark(items, figures, NothingCounted.FULL).total == 30 + 40
    nothing = [Figure(item.indicator, (0, 0)) for item in items]
    assert mark(items, nothing, NothingCounted.FULL).total is None


def test_the_scheme_of_the_product_adds_up_and_success_weighs_nothing(scheme):
    items = items_of(scheme)
    assert sum(item.weight for item in items) == 100
    assert {item.indicator.code for item in items if not item.weight} == allowed.SUCCESS == {"success_rate"}


def test_nothing_about_people_refusals_or_prevention_can_be_appraised():
    barred = ("prevention", "refused", "withdrawn", "mediator", "posts", "amount", "not_reached", "breach")
    for code, indicator in allowed.ALLOWED.items():
        assert not isinstance(indicator, Measure), code
        assert not any(word in code for word in barred), code


@pytest.mark.parametrize("seed", [5, 6])
def test_a_sheet_is_what_hand_written_sql_and_plain_arithmetic_give(world, scheme, seed):
    random_histories.write(world, seed)
    for code in ("d652300", "d652324", "d652324100"):
        filled = compute(scheme, scopes.parse(code), PERIOD)
        assert len(filled.marked) == len(filled.sheet.lines) > 1
        for line, marked in zip(filled.sheet.lines, filled.marked, strict=True):
            answers = oracle.ask(line.scope, PERIOD)
            earned, worth = Fraction(0), Fraction(0)
            for stored in scheme.items:
                top, bottom = (
                    answers[f"{stored['indicator']}/{part}"] for part in ("numerator", "denominator")
                )
                if not bottom:
                    continue
                low, high = Decimal(stored["none"]), Decimal(stored["full"])
                rate = min(max(percent(top, bottom), Fraction(low)), Fraction(high))
                earned += Fraction(stored["weight"]) * (rate - Fraction(low)) / Fraction(high - low)
                worth += Fraction(stored["weight"])
            assert marked.total == (earned * 100 / worth if worth else None), line.label


def test_whether_people_agreed_changes_no_points(world, scheme):
    """The same days, once with an agreement and once refused, in two committees."""
    day, end = date(2021, 3, 1), date(2021, 3, 9)
    told = {"routes_told": "court", "closed_on": end, "filed_on": end}
    Case.objects.bulk_create(
        [
            case(world.village, day, succeeded=end, closed_on=end, filed_on=end),
            case(world.second_village, day, concluded=end, outcome="refused", **told),
        ]
    )
    agreed, refused = (
        compute(scheme, scopes.of_organization(one), PERIOD).marked[0]
        for one in (world.village, world.second_village)
    )
    assert agreed.total == refused.total == 100


def test_the_sheet_names_its_figures_and_only_those_who_take_part(history, scheme):
    filled = compute(scheme, scopes.parse("d652324"), PERIOD)
    for cell in filled.sheet.cells:
        assert cell.address.figure().operands == cell.figure.operands
    town = compute(scheme, scopes.parse("d652324-own"), PERIOD)
    kinds = {line.scope.organization.kind for line in town.sheet.lines if line.scope.organization}
    assert kinds
    assert not kinds & {"bureau", "court", "expert_bank"}


def test_the_number_of_queries_does_not_grow_with_the_children(history, scheme):
    def queries(code):
        scope = scopes.parse(code)
        with CaptureQueriesContext(connection) as found:
            compute(scheme, scope, PERIOD)
        return len(found)

    assert queries("d652300") == queries("d652324") <= 40


def test_a_period_follows_the_scheme_of_its_last_day(scheme):
    later = copy(scheme)
    later.pk, later.version, later.valid_from = None, 2, date(2021, 7, 1)
    later.save()
    assert schemes.of_period(Month(2021, 6)).version == 1
    assert schemes.of_period(PERIOD).version == 2
    assert schemes.of_period(Month(2018, 12)) is None


def test_a_return_visit_that_was_recorded_counts(world):
    day = date(2021, 3, 1)
    made = Case.objects.bulk_create(
        [case(world.village, day, succeeded=day, outcome="written_agreement") for _ in range(4)]
    )
    scope = scopes.of_organization(world.village)
    ReturnVisit.objects.create(
        case=made[0], visited_on=date(2021, 9, 1), finding="performed", satisfaction="silent"
    )
    assert REGISTRY["visited_share"].figure(scope, PERIOD).value == 25
