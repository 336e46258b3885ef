"""The overview: all of one moment, and the period that it opens with."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from reports import computing, dashboards, scopes
from reports.marginals import reading, refreshing
from reports.models import MonthCell
from reports.periods import FirstMonths
from tests.reports import random_histories
from tests.reports.histories import case

PERIOD = FirstMonths(2021, 8)


@pytest.fixture
def two(world):
    """The world with two cases."""
    Case.objects.bulk_create(
        [
            case(world.village, date(2020, 8, 3), succeeded=date(2020, 8, 4), amount="100.50"),
            case(world.village, date(2021, 8, 3), succeeded=date(2021, 8, 4), amount=3000),
        ]
    )
    return world


@pytest.fixture
def prefecture(two):
    return scopes.of_division(two.divisions["652300"])


def accepted(computed):
    return computed.dashboard.figures["cases_accepted"].value


def test_a_change_is_seen_at_once_and_after_the_next_refresh(two, prefecture):
    refreshing.refresh()
    assert accepted(computing.dashboard(prefecture, PERIOD)) == 1
    case(two.village, date(2021, 8, 5)).save()
    told = computing.dashboard(prefecture, PERIOD)
    assert accepted(told) == 2
    assert told.freshness.is_exact
    refreshing.refresh()
    assert accepted(computing.dashboard(prefecture, PERIOD)) == 2


def test_with_very_many_changes_waiting_pages_say_as_of_when_they_are(two, prefecture, monkeypatch, as_user):
    refreshing.refresh()
    monkeypatch.setattr(reading, "LIVE_MARKS", 0)
    case(two.village, date(2021, 8, 5)).save()
    with computing.one_moment(may_lag=True):
        told = computing.dashboard(prefecture, PERIOD)
    assert accepted(told) == 1
    assert told.freshness.missing == 1
    assert told.freshness.tables == ("cases_case",)
    assert told.computed_at == told.freshness.at
    page = f"/reports/?scope={prefecture.code}&period={PERIOD.code}"
    assert "处变更正在汇总" in as_user("analyst").get(page).content.decode()
    refreshing.refresh()
    assert "处变更正在汇总" not in as_user("analyst").get(page).content.decode()
    told = computing.dashboard(prefecture, PERIOD)
    assert (accepted(told), told.freshness.is_exact) == (2, True)


def test_whatever_does_not_say_so_never_lags(two, prefecture, monkeypatch):
    refreshing.refresh()
    monkeypatch.setattr(reading, "LIVE_MARKS", 0)
    case(two.village, date(2021, 8, 5)).save()
    told = computing.dashboard(prefecture, PERIOD)
    assert (accepted(told), told.freshness.is_exact) == (2, True)


def test_inside_a_transaction_that_writes_figures_are_counted_from_the_rows(two, prefecture):
    refreshing.refresh()
    MonthCell.objects.update(value=77)
    assert accepted(computing.dashboard(prefecture, PERIOD)) == 77
    with transaction.atomic():
        assert accepted(computing.dashboard(prefecture, PERIOD)) == 1
        with pytest.raises(RuntimeError):
            refreshing.refresh()


def test_a_dashboard_opens_with_the_last_complete_months_that_can_be_compared(two, prefecture):
    today = date(2021, 9, 24)
    assert dashboards.default_period(prefecture, today) == PERIOD
    # A handful of cases of today's demonstration are no period to look at.
    case(two.village, date(2026, 10, 5)).save()
    assert dashboards.default_period(prefecture, date(2026, 11, 23)) == PERIOD


def test_in_its_first_year_an_installation_opens_with_the_months_it_has(two):
    Case.objects.filter(accepted_on__year=2020).delete()
    town = scopes.parse("d652324100")
    assert dashboards.default_period(town, date(2021, 11, 2)) == PERIOD
    assert dashboards.default_period(scopes.parse("d652301"), date(2021, 11, 2)) == FirstMonths(2021, 10)


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_a_whole_dashboard_takes_the_same_queries_however_much_there_is(world, seed):
    if seed is not None:
        random_histories.write(world, seed)
    refreshing.refresh()
    scope = scopes.of_division(world.divisions["652300"])
    with CaptureQueriesContext(connection) as queries:
        dashboards.build(scope, PERIOD)
    assert len(queries) == 23
