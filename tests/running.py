"""The running system: gunicorn and a Celery worker on a database with the whole demo in it, as `make run` starts them.

Loading the demo takes a while, so one worker of pytest-xdist runs everything that needs it: mark such tests with
`pytestmark = pytest.mark.xdist_group("demo")`.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg2
import pytest

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class DemoDatabase:
    """A clone of the template with the demo loaded through the product's own command."""

    name: str
    owner_url: str
    site_url: str
    seconds: float

    def environment(self) -> dict[str, str]:
        """For programs that work on it as the site's role does."""
        return os.environ | {
            "DATABASE_URL": self.site_url,
            "DATABASE_OWNER_URL": self.owner_url,
            "DJANGO_SETTINGS_MODULE": "mediation.settings.dev",
            "DEMO": "1",
        }


@pytest.fixture(scope="session")
def demo_database(worker_id: str) -> DemoDatabase:
    """The loaded demo, made once. Nothing is written to it: who writes works in a transaction or in a clone."""
    demo = _clone(os.environ["TEST_TEMPLATE_DATABASE"], f"demo_{worker_id}")
    started = time.monotonic()
    subprocess.run(
        [sys.executable, "manage.py", "load_demo"],
        cwd=ROOT,
        env=demo.environment() | {"DATABASE_URL": demo.owner_url},
        check=True,
    )
    return replace(demo, seconds=time.monotonic() - started)


@pytest.fixture(scope="session")
def running_database(demo_database: DemoDatabase) -> DemoDatabase:
    """A clone of the loaded demo, for the running system to write to."""
    return _clone(demo_database.name, f"{demo_database.name}_running")


@pytest.fixture(scope="session")
def running_system(running_database: DemoDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a web server with a worker beside it, on the loaded demo."""
    port = _free_port()
    environment = running_database.environment()
    # A file of its own: beat removes a schedule that it cannot read, and as root that would be /dev/null itself.
    schedule = str(tmp_path_factory.mktemp("beat") / "schedule")
    commands = [
        [
            "gunicorn",
            "mediation.wsgi",
            "-k",
            "gthread",
            "-w",
            "2",
            "--threads",
            "4",
            "-b",
            f"127.0.0.1:{port}",
        ],
        [
            "celery",
            "-A",
            "mediation.celery",
            "worker",
            "-B",
            "-s",
            schedule,
            "-P",
            "threads",
            "-c",
            "2",
            "-l",
            "error",
        ],
    ]
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", *command], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
        )
        for command in commands
        if command[0] == "gunicorn" or "REDIS_URL" in environment
    ]
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address)
        yield address
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(30)


def _clone(template: str, name: str) -> DemoDatabase:
    """A new database like another one, to which nobody may be connected at this moment."""
    owner, site = os.environ["DATABASE_OWNER_URL"], os.environ["SITE_DATABASE_URL"]
    connection = psycopg2.connect(owner.rpartition("/")[0] + "/postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    connection.close()
    return DemoDatabase(name, *(url.rpartition("/")[0] + f"/{name}" for url in (owner, site)), seconds=0.0)


def _wait_for(address: str) -> None:
    for _attempt in range(100):
        try:
            with urllib.request.urlopen(f"{address}/health/", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the web server did not answer")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
