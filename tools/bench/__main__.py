"""`python -m tools.bench`: a worker for each database of BENCH_DATABASES, smallest first; prints a line for each measure."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from typing import Any

import django

from .timing import middle

# How often it goes from one database to the next and back.
ACROSS_ROUNDS = 5
MOST_ROUNDS = 1000


@dataclass
class Worker:
    """A process that measures in one database."""

    url: str
    cases: int
    process: subprocess.Popen[str] = field(init=False)

    def __post_init__(self) -> None:
        environment = os.environ | {
            "DATABASE_URL": self.url,
            "DATABASE_OWNER_URL": self.url,
            "BENCH_CASES": str(self.cases),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tools.bench.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )

    def hear(self) -> dict[str, Any]:
        """Its next answer. Raises SystemExit when it ended instead."""
        assert self.process.stdout is not None  # noqa: S101
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"the worker of {self.cases} cases ended: {self.process.wait()}")
        told: dict[str, Any] = json.loads(line)
        return told

    def take(self, name: str, rounds: int) -> dict[str, Any]:
        """Measure once more."""
        assert self.process.stdin is not None  # noqa: S101
        self.process.stdin.write(json.dumps([name, rounds]) + "\n")
        self.process.stdin.flush()
        return self.hear()


def main(urls: list[str]) -> None:
    """Fill what is empty one after another, then take every measure and print its line as soon as it is known.

    ROUNDS in the environment is the most rounds of a measure, 1 for a glance; ONLY a part of the names to be measured.
    """
    django.setup()
    from .catalogue import MEASURES  # noqa: PLC0415 (models need the setup)
    from .reporting import Line, heading, show  # noqa: PLC0415

    most = int(os.environ.get("ROUNDS") or MOST_ROUNDS)
    workers = []
    for url in urls:
        worker = Worker(url, int(url.rpartition("_")[2]))
        worker.hear()
        workers.append(worker)
    print(heading([worker.cases for worker in workers]))
    lines: list[Line] = []
    only = os.environ.get("ONLY", "")
    for one in MEASURES.values():
        if only not in one.name:
            continue
        taken: list[list[list[float]]] = [[] for _worker in workers]
        cells = [0] * len(workers)
        rounds = min(one.rounds, most)
        turns = min(rounds, ACROSS_ROUNDS)
        for _turn in range(turns):
            for at, worker in enumerate(workers):
                told = worker.take(one.name, rounds // turns)
                if "skipped" not in told:
                    taken[at].append(told["seconds"])
                    cells[at] = told["cells"]
        line = Line(one, [_middles(turns) for turns in taken], cells)
        lines.append(line)
        print(line, flush=True)
    print(show(lines))
    for worker in workers:
        worker.process.stdin.close()  # type: ignore[union-attr]
        worker.process.wait()


def _middles(turns: list[list[list[float]]]) -> list[float]:
    """The median of each call over all turns; none where the database had nothing to measure."""
    calls = range(len(turns[0]) if turns else 0)
    return [middle([seconds for turn in turns for seconds in turn[call]]) for call in calls]


main(os.environ["BENCH_DATABASES"].split())
