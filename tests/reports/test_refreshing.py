"""What the refreshing job costs, that it may run twice, and that writers, readers and two jobs at once do no harm."""

import threading
import time
from datetime import date
from random import Random

import pytest
from django.db import close_old_connections, connection, transaction
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from organizations.models import Organization
from reports import computing, figures
from reports.marginals import reconciling, refreshing
from reports.models import DayCell, DirtyMark, MarginalSeries, MonthCell, ReconciledCell
from reports.periods import Days, FirstMonths, Month
from reports.scopes import parse
from tests.reports import random_edits, random_histories
from tests.reports.histories import case
from tests.reports.test_marginals import STORED
from tests.world import build

AUGUST = Month(2021, 8)


@pytest.fixture
def history(world):
    random_histories.write(world, 21)
    refreshing.refresh()
    return world


def rows_of_cells():
    """Every version of a row that the cells have: written again, it is another one."""
    with connection.cursor() as cursor:
        found = []
        for table in ("reports_monthcell", "reports_daycell"):
            cursor.execute(f"SELECT node_id, series_id, day, value, ctid::text FROM {table}")
            found.append(set(cursor.fetchall()))
    return found


def accepted_cell(code, series="cases_accepted"):
    """The cell of August at a prefecture."""
    return MonthCell.objects.get(
        node__kind="prefecture", node__code=code, series__key=series, day=date(2021, 8, 1)
    )


def test_a_second_run_finds_nothing_and_writes_nothing(history):
    case(history.village, date(2021, 8, 5)).save()
    refreshing.refresh()
    before = rows_of_cells()
    assert refreshing.refresh() == (0, 0)
    assert rows_of_cells() == before


def test_only_the_cells_of_what_changed_are_written(history):
    before = rows_of_cells()
    case(history.village, date(2021, 8, 5), dispute_type="medical").save()
    done = refreshing.refresh()
    after = rows_of_cells()
    written = sum(len(new - old) for new, old in zip(after, before, strict=True))
    assert 0 < written == done.cells
    # County, prefecture and province for each number that a case moves; not what happened elsewhere or on other days.
    touched = {key[2] for new, old in zip(after, before, strict=True) for key in new - old}
    assert touched <= {date(2021, 8, 1), date(2021, 8, 5)}
    assert written < len(before[0]) / 10


def test_the_cost_follows_what_changed_not_what_there_is(history):
    counted = []
    for _round in range(2):
        case(history.village, date(2021, 8, 5)).save()
        with CaptureQueriesContext(connection) as queries:
            refreshing.refresh()
        counted.append(len(queries))
        Case.objects.bulk_create(
            case(history.other_township, date(2020, month, day))
            for month in range(1, 13)
            for day in range(1, 9)
        )
        refreshing.refresh()
    assert counted[0] == counted[1]


def test_sums_above_are_moved_by_the_difference_not_counted_again(history):
    wrong = accepted_cell("652300")
    MonthCell.objects.filter(pk=wrong.pk).update(value=wrong.value + 1000)
    case(history.village, date(2021, 8, 5)).save()
    refreshing.refresh()
    assert accepted_cell("652300").value == wrong.value + 1000 + 1
    # Which is what the comparison is for: it finds this one cell, and mends it.
    found = reconciling.reconcile()
    told = ReconciledCell.objects.get(reconciliation=found)
    assert (found.differing, told.series, told.code) == (1, "cases_accepted", "652300")
    assert (told.stored, told.counted) == (wrong.value + 1001, wrong.value + 1)
    assert accepted_cell("652300").value == wrong.value + 1
    assert reconciling.reconcile().differing == 0


def test_a_comparison_finds_what_is_missing_and_what_is_too_much(history):
    gone = DayCell.objects.filter(series__key="cases_accepted", node__kind="prefecture").first()
    DayCell.objects.filter(pk=gone.pk).delete()
    MonthCell.objects.create(
        node=accepted_cell("652300").node,
        series=MarginalSeries.objects.get(key="cases_declined"),
        day=date(1999, 1, 1),
        value=7,
    )
    before = DayCell.objects.count()
    found = reconciling.reconcile()
    told = {(one.is_month, one.day): (one.stored, one.counted) for one in found.differences.all()}
    assert told == {(False, gone.day): (0, gone.value), (True, date(1999, 1, 1)): (7, 0)}
    assert DayCell.objects.count() == before + 1
    assert not MonthCell.objects.filter(day=date(1999, 1, 1)).exists()


def test_a_change_that_is_taken_back_leaves_nothing_to_do(history):
    before = rows_of_cells()
    with transaction.atomic():
        case(history.village, date(2021, 8, 5)).save()
        transaction.set_rollback(True)
    assert not DirtyMark.objects.exists()
    assert refreshing.refresh() == (0, 0)
    assert rows_of_cells() == before


def test_another_definition_is_counted_anew_and_never_read_for_this_one(history):
    whole = parse("d652300")
    MarginalSeries.objects.filter(key="cases_accepted").update(fingerprint="another")
    MonthCell.objects.filter(series__key="cases_accepted").update(value=5)
    with figures.live():
        right = figures.compute(STORED, whole, AUGUST)
    assert figures.compute(STORED, whole, AUGUST) == right
    refreshing.refresh()
    assert MarginalSeries.objects.get(key="cases_accepted").fingerprint != "another"
    assert figures.compute(STORED, whole, AUGUST) == right
    assert reconciling.reconcile().differing == 0


def test_rebuilding_gives_the_same_cells(history):
    def cells():
        return set(MonthCell.objects.values_list("node", "series__key", "day", "value"))

    before = cells()
    refreshing.rebuild()
    assert cells() == before


@pytest.fixture
def committed(transactional_db):
    world = build()
    random_histories.write(world, 21)
    refreshing.refresh()
    return world


class Crowd:
    """Threads that each do one thing again and again until the time is over; what fails in one fails the test."""

    def __init__(self, seconds):
        self.until = time.monotonic() + seconds
        self.threads, self.errors, self.done = [], [], {}

    def add(self, name, act):
        def work():
            times = 0
            try:
                while time.monotonic() < self.until:
                    act()
                    times += 1
            except Exception as error:  # noqa: BLE001
                self.errors.append(error)
            finally:
                connection.close()
                self.done[name] = times

        self.threads.append(threading.Thread(target=work))

    def run(self):
        for one in self.threads:
            one.start()
        for one in self.threads:
            one.join()
        close_old_connections()
        assert not self.errors, self.errors
        return self.done


@pytest.mark.parametrize("seconds", [4, pytest.param(60, marks=pytest.mark.slow)])
def test_writers_readers_and_two_jobs_at_once_leave_every_figure_exact(committed, seconds):
    whole, crowd = parse("d652300"), Crowd(seconds)
    village, other = (
        Organization.objects.get(pk=o.pk) for o in (committed.village, committed.other_township)
    )
    shared = list(Case.objects.filter(accepted_by=village).order_by("pk").values_list("pk", flat=True)[:5])
    results = []

    def writes(seed):
        rng = Random(seed)

        def write():
            with transaction.atomic():
                # In one order, so that writers wait for each other instead of locking each other out.
                found = Case.objects.filter(pk__in=rng.sample(shared, 2)).order_by("pk").select_for_update()
                for one in found:
                    one.is_major = not one.is_major
                    one.dispute_type = rng.choice(("medical", "property", "consumer"))
                    one.save()
                case(rng.choice((village, other)), date(2021, 8, rng.randrange(1, 29))).save()
                if rng.random() < 0.2:
                    transaction.set_rollback(True)

        return write

    def read():
        period = random_choice.choice(
            (AUGUST, FirstMonths(2021, 8), Days(date(2021, 7, 3), date(2021, 8, 9)))
        )
        with computing.one_moment():
            told = figures.table(STORED, whole, period)
            with figures.live():
                assert figures.table(STORED, whole, period) == told
        results.append(told.total.figures[0].value)

    random_choice = Random(3)
    for seed in (1, 2):
        crowd.add(f"writer {seed}", writes(seed))
        crowd.add(f"job {seed}", refreshing.refresh)
    crowd.add("reader", read)
    done = crowd.run()
    assert min(done.values()) > 0, done
    assert len(set(results)) > 1 or seconds < 5, "figures moved while they were read"
    assert refreshing.refresh()
    assert not DirtyMark.objects.exists()
    assert reconciling.reconcile().differing == 0


def test_while_one_job_runs_another_does_nothing(committed, connect_as_site):
    case(committed.village, date(2021, 8, 5)).save()
    other = connect_as_site()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [refreshing.LOCK])
        assert refreshing.refresh() is None
        assert reconciling.reconcile() is None
        assert DirtyMark.objects.exists()
        cursor.execute("SELECT pg_advisory_unlock(%s)", [refreshing.LOCK])
    assert refreshing.refresh().marks > 0


def test_a_change_that_commits_while_the_job_counts_keeps_its_mark(committed, connect_as_site, monkeypatch):
    whole, other = parse("d652300"), connect_as_site()
    random_edits.accept(committed, Random(1))
    store = refreshing.storing.store

    def interrupted(*arguments):
        with other.cursor() as cursor:
            cursor.execute("UPDATE cases_case SET is_major = NOT is_major")
        other.commit()
        return store(*arguments)

    monkeypatch.setattr(refreshing.storing, "store", interrupted)
    refreshing.refresh()
    monkeypatch.undo()
    assert DirtyMark.objects.exists()
    told = figures.compute(STORED, whole, FirstMonths(2021, 8))
    with figures.live():
        assert figures.compute(STORED, whole, FirstMonths(2021, 8)) == told
