"""The model test file of an indicator: hand-counted cases, both operands, both lists, the boundary days."""

from datetime import date
from fractions import Fraction

import pytest

from cases.enums import CaseStatus, Outcome
from cases.models import Case
from organizations.enums import Regime
from reports import scopes
from reports.indicators.outcomes import (
    SUCCESS_RATE,
    SUCCESS_RATE_COHORT,
    SUCCESS_RATE_CONCLUDED,
    SUCCESS_RATE_YOY,
)
from reports.periods import FirstMonths, Month
from tests.reports.histories import case

AUGUST = Month(2021, 8)


@pytest.fixture
def prefecture(world):
    return scopes.of_division(world.divisions["652300"])


def save(*cases):
    Case.objects.bulk_create(cases)


def test_success_counts_on_its_own_day_whenever_the_case_was_accepted(world, prefecture):
    save(
        case(world.village, date(2021, 7, 30), succeeded=date(2021, 8, 1)),
        case(world.village, date(2021, 8, 31), succeeded=date(2021, 8, 31)),
        case(world.other_village, date(2021, 8, 3)),
        case(world.other_village, date(2021, 8, 4), succeeded=date(2021, 9, 1)),
    )
    figure = SUCCESS_RATE.figure(prefecture, AUGUST)
    assert figure.operands == (2, 3)
    assert figure.value == Fraction(200, 3)


def test_the_rate_may_pass_a_hundred_percent(world, prefecture):
    save(
        case(world.village, date(2021, 7, 30), succeeded=date(2021, 8, 2)),
        case(world.village, date(2021, 8, 2), succeeded=date(2021, 8, 2)),
    )
    assert SUCCESS_RATE.figure(prefecture, AUGUST).value == 200


def test_three_rates_with_three_names_differ(world, prefecture):
    save(
        case(world.village, date(2021, 7, 30), succeeded=date(2021, 8, 2)),
        case(world.village, date(2021, 8, 2), succeeded=date(2021, 9, 2)),
        case(world.village, date(2021, 8, 2), concluded=date(2021, 8, 9), outcome=Outcome.REFUSED),
        case(world.village, date(2021, 8, 2)),
    )
    assert SUCCESS_RATE.figure(prefecture, AUGUST).operands == (1, 3)
    assert SUCCESS_RATE_CONCLUDED.figure(prefecture, AUGUST).operands == (1, 2)
    assert SUCCESS_RATE_COHORT.figure(prefecture, AUGUST).operands == (1, 3)
    names = {str(rate.label) for rate in (SUCCESS_RATE, SUCCESS_RATE_CONCLUDED, SUCCESS_RATE_COHORT)}
    assert len(names) == 3


def test_nothing_accepted_gives_no_rate_instead_of_zero(prefecture):
    assert SUCCESS_RATE.figure(prefecture, AUGUST).value is None


def test_voided_cases_and_other_regimes_do_not_count(world, prefecture):
    save(
        case(world.village, date(2021, 8, 2), succeeded=date(2021, 8, 2), status=CaseStatus.VOIDED),
        case(world.admin_room, date(2021, 8, 2), succeeded=date(2021, 8, 2), regime=Regime.ADMINISTRATIVE),
    )
    assert SUCCESS_RATE.figure(prefecture, AUGUST).operands == (0, 0)


def test_a_ratio_opens_two_lists_as_long_as_its_operands(world, prefecture):
    save(
        case(world.village, date(2021, 8, 2), succeeded=date(2021, 8, 2)),
        case(world.village, date(2021, 8, 2)),
    )
    succeeded, accepted = SUCCESS_RATE.lists(prefecture, AUGUST)
    assert (succeeded.rows.count(), accepted.rows.count()) == SUCCESS_RATE.figure(prefecture, AUGUST).operands
    assert succeeded.label == "调解成功案件（2021年8月）"


def test_the_change_of_a_rate_is_in_points_and_exact(world, prefecture):
    save(
        *(case(world.village, date(2020, 8, 2), succeeded=date(2020, 8, 2)) for _ in range(3)),
        case(world.village, date(2021, 8, 2), succeeded=date(2021, 8, 2)),
        case(world.village, date(2021, 8, 2)),
        case(world.village, date(2021, 8, 2)),
    )
    change = SUCCESS_RATE_YOY.figure(prefecture, FirstMonths(2021, 8))
    assert change.operands == (1, 3, 3, 3)
    assert change.value == Fraction(100, 3) - 100
    assert len(SUCCESS_RATE_YOY.lists(prefecture, FirstMonths(2021, 8))) == 4


def test_moving_a_committee_moves_none_of_its_accepted_cases(world, prefecture):
    save(case(world.village, date(2021, 8, 2), succeeded=date(2021, 8, 2)))
    world.village.placements.update(valid_until=date(2021, 8, 20))
    world.village.placements.create(division=world.divisions["652301100201"], valid_from=date(2021, 8, 20))
    manas = scopes.of_division(world.divisions["652324"])
    changji = scopes.of_division(world.divisions["652301"])
    assert SUCCESS_RATE.figure(manas, AUGUST).operands == (1, 1)
    assert SUCCESS_RATE.figure(changji, AUGUST).operands == (0, 0)
