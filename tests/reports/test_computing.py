"""Stored dashboards are exact or not shown; a kill, a second job or a change meanwhile spoils nothing."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from mediation.kernel.journal import mark_change
from mediation.kernel.models import ChangeMark
from reports import computing, dashboards, scopes
from reports.models import ComputedDashboard
from reports.periods import FirstMonths, Month
from tests.reports import random_histories
from tests.reports.histories import case
from tests.world import build

PERIOD = FirstMonths(2021, 8)


@pytest.fixture
def committed(transactional_db):
    """The world with two cases, committed, so that other connections see it."""
    world = build()
    Case.objects.bulk_create(
        [
            case(world.village, date(2020, 8, 3), succeeded=date(2020, 8, 4), amount="100.50"),
            case(world.village, date(2021, 8, 3), succeeded=date(2021, 8, 4), amount=3000),
        ]
    )
    return world


@pytest.fixture
def prefecture(committed):
    return scopes.of_division(committed.divisions["652300"])


def accept_one_more(world):
    case(world.village, date(2021, 8, 5)).save()
    mark_change()


def accepted(computed):
    return computed.dashboard.figures["cases_accepted"].value


def test_a_stored_dashboard_is_what_was_counted(prefecture):
    computing.refresh()
    stored = computing.dashboard(prefecture, PERIOD)
    live = dashboards.build(prefecture, PERIOD)
    assert stored.dashboard == live
    assert (
        stored.computed_at == ComputedDashboard.objects.get(scope="d652300", period=PERIOD.code).computed_at
    )
    assert stored.dashboard.figures["agreement_amount"].operands == live.figures["agreement_amount"].operands


def test_the_job_keeps_prefecture_and_counties_for_the_last_period_with_data_and_its_months(prefecture):
    assert computing.refresh() == 3 * 9
    assert set(ComputedDashboard.objects.values_list("scope", flat=True)) == {"d652300", "d652301", "d652324"}
    assert ComputedDashboard.objects.filter(scope="d652300", period="2021-08").exists()
    assert computing.refresh() == 0


def test_a_change_is_seen_at_once_and_stored_by_the_next_refresh(committed, prefecture):
    computing.refresh()
    accept_one_more(committed)
    assert accepted(computing.dashboard(prefecture, PERIOD)) == 2
    computing.refresh()
    assert not ChangeMark.objects.exists()
    stored = ComputedDashboard.objects.get(scope="d652300", period=PERIOD.code)
    assert stored.figures["figures"]["cases_accepted"] == ["2"]
    assert accepted(computing.dashboard(prefecture, PERIOD)) == 2


def test_a_dashboard_somebody_looked_at_is_kept_fresh(committed, prefecture):
    town = scopes.parse("d652324100")
    computing.dashboard(town, Month(2021, 8))
    computing.refresh()
    stored = ComputedDashboard.objects.get(scope=town.code, period="2021-08")
    assert stored.figures["fingerprint"] == dashboards.fingerprint()
    assert accepted(computing.dashboard(town, Month(2021, 8))) == 1


def test_a_change_that_commits_while_the_job_counts_keeps_its_mark(
    committed, prefecture, connect_as_site, monkeypatch
):
    computing.refresh()
    mark_change()
    other = connect_as_site()
    build_dashboard = dashboards.build

    def interrupted(scope, period):
        with other.cursor() as cursor:
            cursor.execute("INSERT INTO kernel_changemark (at) VALUES (now())")
            cursor.execute("UPDATE cases_case SET is_major = true")
        other.commit()
        return build_dashboard(scope, period)

    monkeypatch.setattr(dashboards, "build", interrupted)
    computing.refresh()
    monkeypatch.undo()
    assert ChangeMark.objects.exists()
    with CaptureQueriesContext(connection) as queries:
        computing.dashboard(prefecture, PERIOD)
    assert len(queries) > 10, "counted anew, not read"


def test_a_job_that_dies_half_way_changes_nothing(committed, prefecture, monkeypatch):
    computing.refresh()
    before = list(ComputedDashboard.objects.order_by("pk").values_list("scope", "period", "computed_at"))
    accept_one_more(committed)
    stores = iter(range(5))
    store = computing._store

    def dies(key):
        if next(stores, None) is None:
            raise KeyboardInterrupt
        return store(key)

    monkeypatch.setattr(computing, "_store", dies)
    with pytest.raises(KeyboardInterrupt):
        computing.refresh()
    monkeypatch.undo()
    assert (
        list(ComputedDashboard.objects.order_by("pk").values_list("scope", "period", "computed_at")) == before
    )
    assert ChangeMark.objects.count() == 1
    assert accepted(computing.dashboard(prefecture, PERIOD)) == 2
    computing.refresh()
    assert not ChangeMark.objects.exists()


def test_two_jobs_never_run_at_once(committed, connect_as_site):
    mark_change()
    other = connect_as_site()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [computing._LOCK])
    assert computing.refresh() == 0
    assert ChangeMark.objects.exists()
    # A server notices a closed connection a moment later; the lock is given back by itself.
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [computing._LOCK])
    other.close()
    assert computing.refresh() > 0


def test_figures_of_another_definition_are_not_shown(prefecture, monkeypatch):
    computing.refresh()
    monkeypatch.setattr(dashboards, "fingerprint", lambda: "another")
    with CaptureQueriesContext(connection) as queries:
        computing.dashboard(prefecture, PERIOD)
    assert len(queries) > 10
    assert computing.refresh() > 0


def test_a_dashboard_opens_with_the_last_complete_months_that_can_be_compared(committed, prefecture):
    today = date(2021, 9, 24)
    assert dashboards.default_period(prefecture, today) == PERIOD
    # A handful of cases of today's demonstration are no period to look at.
    case(committed.village, date(2026, 10, 5)).save()
    assert dashboards.default_period(prefecture, date(2026, 11, 23)) == PERIOD


def test_in_its_first_year_an_installation_opens_with_the_months_it_has(committed):
    Case.objects.filter(accepted_on__year=2020).delete()
    town = scopes.parse("d652324100")
    assert dashboards.default_period(town, date(2021, 11, 2)) == PERIOD
    assert dashboards.default_period(scopes.parse("d652301"), date(2021, 11, 2)) == FirstMonths(2021, 10)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [None, 1, 2])
def test_a_whole_dashboard_takes_the_same_queries_however_much_there_is(world, seed):
    if seed is not None:
        random_histories.write(world, seed)
    scope = scopes.of_division(world.divisions["652300"])
    with CaptureQueriesContext(connection) as queries:
        dashboards.build(scope, PERIOD)
    assert len(queries) == 24
    stored = dashboards.to_json(dashboards.build(scope, PERIOD))
    with CaptureQueriesContext(connection) as queries:
        assert dashboards.from_json(stored, scope, PERIOD) == dashboards.build(scope, PERIOD)
    assert len(queries) == 24 + 1
