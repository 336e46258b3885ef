"""`make bench` at a tiny size, end to end: every measure says its ratio or that there is nothing to measure."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import TEMPLATE, _as_owner
from tools.bench.catalogue import MEASURES
from tools.bench.measures import Measure
from tools.bench.reporting import Line, show

ROOT = Path(__file__).parents[2]
CASES = 300
# One village among hundreds may have none of three hundred cases, and no list has a thousandth page.
TOO_SMALL = "nothing there"
MAY_BE_EMPTY = ("case list", "page 10", "request: one case, village")


@pytest.fixture
def empty_database(django_db_setup: None, worker_id: str) -> Iterator[str]:
    """A migrated database whose name ends with the number of cases, as `make bench` lays it."""
    name = f"bench_{worker_id}_{CASES}"
    _as_owner(f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}"')
    yield os.environ["DATABASE_OWNER_URL"].rpartition("/")[0] + f"/{name}"
    _as_owner(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_every_measure_is_taken_and_told(empty_database: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.bench"],
        cwd=ROOT,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "tools.bench.settings",
            "ROUNDS": "1",
            "BENCH_DATABASES": empty_database,
        },
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    for name in MEASURES:
        line = next(line for line in done.stdout.splitlines() if line.startswith(f"{name} "))
        may_be_empty = name.startswith(MAY_BE_EMPTY) and TOO_SMALL in line
        assert may_be_empty or re.search(r"= +\d+\.\d\d×", line), line
    assert f"{len(MEASURES)} measures" in done.stdout


def test_a_target_that_is_missed_is_said_and_fails_nothing() -> None:
    slow = Measure("a list", "its limit", lambda _cast: [], target=1.2)
    missed, met = Line(slow, [[0.003, 0.002]], [0]), Line(slow, [[0.0022, 0.002]], [0])
    assert "MISSED" in str(missed)
    assert "MISSED" not in str(met)
    assert "2 with a target, 1 missed" in show([missed, met])
    assert "1.50× > 1.20" in show([missed, met])
