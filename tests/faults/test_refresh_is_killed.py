"""The job that adds up dies by SIGKILL, anywhere: nothing is half done, figures stay exact, the next run ends clean."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import pytest
from django.db import connection

from reports import figures
from reports.marginals import reconciling, refreshing
from reports.marginals.refreshing import LOCK
from reports.models import DirtyMark
from reports.periods import Days, FirstMonths, Month
from reports.scopes import Scope, parse
from tests.faults.servers import ROOT, wait_for
from tests.reports import random_edits, random_histories
from tests.reports.test_marginals import STORED
from tests.world import World, build

PERIODS = (FirstMonths(2021, 8), Month(2020, 2), Days(date(2020, 2, 3), date(2021, 3, 9)))
CELLS = "reports_monthcell", "reports_daycell", "reports_marginalseries", "reports_marginalnode"


class Refresher:
    """The process that a test tells where to die."""

    def __init__(self) -> None:
        environment = os.environ | {
            "DATABASE_URL": os.environ["SITE_DATABASE_URL"],
            "DJANGO_SETTINGS_MODULE": "mediation.settings.test",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.refresher"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def refresh(self, how: str) -> str:
        """`killed` or `done`, once the database has noticed."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{how}\n")
        self.process.stdin.flush()
        told = self.process.stdout.readline().strip()
        wait_for(_nobody_refreshes, 15, or_say="the database did not notice that the job died")
        return told

    def end(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(15)


@pytest.fixture
def refresher() -> Iterator[Refresher]:
    process = Refresher()
    yield process
    process.end()


@pytest.fixture
def history(transactional_db: None) -> World:
    """Added up once, where other processes see it."""
    world = build()
    random_histories.write(world, 21)
    refreshing.refresh()
    return world


def _nobody_refreshes() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND database = "
            "(SELECT oid FROM pg_database WHERE datname = current_database())",
            [LOCK],
        )
        return not cursor.fetchone()[0]


def stored() -> tuple[Any, ...]:
    """All cells and marks, as one value."""
    with connection.cursor() as cursor:
        found = []
        for table in (*CELLS, "reports_dirtymark"):
            cursor.execute(f"SELECT count(*), sum(hashtext(t::text)) FROM {table} t")
            found.append(cursor.fetchone())
    return tuple(found)


def exact(scope: Scope) -> None:
    """What is told is what the rows give."""
    for period in PERIODS:
        told = [row.figures for row in _rows(scope, period)]
        with figures.live():
            assert told == [row.figures for row in _rows(scope, period)]


def _rows(scope: Scope, period: Any) -> list[figures.Row]:
    table = figures.table(STORED, scope, period)
    return [table.total, *table.rows]


def die(refresher: Refresher, how: str, rng: Random, world: World) -> str:
    """Something changes, a refresh begins and is killed: all of it was done, or none."""
    while not DirtyMark.objects.exists():
        random_edits.edit(world, rng)
    before = stored()
    told = refresher.refresh(how)
    after = stored()
    if DirtyMark.objects.exists():
        assert (told, after) == ("killed", before)
    else:
        assert after != before
    return told


def end_clean(refresher: Refresher) -> None:
    """The next run that is left alone adds up everything."""
    assert refresher.refresh("live") == "done"
    assert not DirtyMark.objects.exists()
    found = reconciling.reconcile()
    assert found
    assert found.cells > 1000
    assert found.differing == 0


def test_a_refresh_that_is_killed_has_done_all_or_nothing(history: World, refresher: Refresher) -> None:
    rng, whole = Random(5), parse("d652300")
    told = [
        die(refresher, f"statement {number}", rng, history) for number in (1, 3, 6, 9, 15, 25, 40, 60, 90)
    ]
    told += [die(refresher, f"after {rng.random() * 0.6:.3f}", rng, history) for _ in range(4)]
    assert told.count("killed") >= 9
    exact(whole)
    end_clean(refresher)
    exact(whole)


@pytest.mark.slow
def test_there_is_no_statement_at_which_it_may_not_die(history: World, refresher: Refresher) -> None:
    rng, whole = Random(6), parse("d652300")
    number, told = 0, ""
    while told != "done":
        number += 1
        random_edits.accept(history, rng)
        told = die(refresher, f"statement {number}", rng, history)
        if number % 20 == 0:
            exact(whole)
    assert number > 40
    for _ in range(60):
        random_edits.edit(history, rng)
        die(refresher, f"after {rng.random() * 1.5:.3f}", rng, history)
    exact(whole)
    end_clean(refresher)


@pytest.mark.slow
def test_the_first_adding_up_may_be_killed_too(history: World, refresher: Refresher) -> None:
    rng = Random(7)
    for delay in (0.05, 0.3, 0.8, 1.6):
        # As if nothing had ever been added up.
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(CELLS)}")
        random_edits.accept(history, rng)
        refresher.refresh(f"after {delay}")
        exact(parse("d652300"))
    end_clean(refresher)
