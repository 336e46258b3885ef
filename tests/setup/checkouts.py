"""Throw-away checkouts whose launcher is run for real, with the packages that are installed already."""

import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from mediation.embedded import packages
from mediation.embedded.places import CHECKOUT, NOT_SOURCE, Places
from mediation.embedded.users import serving_identity

# What `make test` exports would make the launcher under test use the tests' own servers.
OF_THE_TESTS = {
    "DATABASE_URL", "DATABASE_OWNER_URL", "SITE_DATABASE_URL", "SITE_DATABASE_ROLE", "TEST_TEMPLATE_DATABASE",
    "REDIS_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE", "DEMO", "PORT", "HOST", "ARGS",
}  # fmt: skip
UP_SECONDS = 120
DOWN_SECONDS = 40


class Checkout:
    """A copy of the source with its own data, started and stopped as a person at a terminal would."""

    def __init__(self, folder: Path):
        shutil.copytree(CHECKOUT, folder, ignore=shutil.ignore_patterns(*NOT_SOURCE), symlinks=True)
        self.folder = folder
        self.places = Places(serving_identity(), checkout=folder)
        self._lend_packages()
        self.port = free_port()
        self.launcher: subprocess.Popen[str] | None = None

    def _lend_packages(self) -> None:
        """Link the environment of the checkout under test instead of installing it once more."""
        own = Places(serving_identity())
        venv = own.serving_venv
        packages.install(own, venv, packages.RUNTIME)
        (self.folder / ".venv").symlink_to(venv)
        self.places.prepare()
        if self.places.serving_venv != self.folder / ".venv":
            self.places.serving_venv.symlink_to(venv)

    def start(self, **variables: str) -> "Checkout":
        """Start it in the background; `wait_until_up` waits for the first page."""
        self.launcher = subprocess.Popen(
            [sys.executable, "mediation/embedded", "run"],
            cwd=self.folder,
            env=self._environment() | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        return self

    def call(self, command: str, **variables: str) -> tuple[int, str]:
        """Run another command of the launcher; gives its exit code and all it said."""
        done = subprocess.run(
            [sys.executable, "mediation/embedded", command],
            cwd=self.folder,
            env=self._environment() | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in OF_THE_TESTS}
        return kept | {"PORT": str(self.port), "DEMO": "0"}

    def wait_until_up(self) -> "Checkout":
        deadline = time.monotonic() + UP_SECONDS
        while self.get("/health/") != 200 or "beat" not in self.children():
            assert self.launcher is not None
            assert self.launcher.poll() is None, self.launcher.communicate()[0]
            assert time.monotonic() < deadline, "not up in time"
            time.sleep(0.2)
        return self

    def wait_for_log(self, name: str) -> None:
        """Until that part has said anything."""
        log = self.places.data / "launcher" / "logs" / f"{name}.log"
        while not log.stat().st_size:
            time.sleep(0.1)

    def get(self, path: str) -> int:
        """The status of a page, 0 while nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    def end(self, number: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """Send a signal to the launcher alone; gives its exit code and all it said."""
        assert self.launcher is not None
        self.launcher.send_signal(number)
        return self.ended()

    def ended(self) -> tuple[int, str]:
        assert self.launcher is not None
        said = self.launcher.communicate(timeout=DOWN_SECONDS)[0]
        return self.launcher.returncode, said

    def children(self) -> dict[str, int]:
        """Process ids by name, as the launcher noted them."""
        try:
            notes: dict[str, Any] = json.loads((self.places.data / "launcher" / "run.json").read_text())
        except OSError:
            return {}
        return {child["name"]: child["pid"] for child in notes["children"]}

    def remove(self) -> None:
        if self.launcher is not None and self.launcher.poll() is None:
            self.end(signal.SIGTERM)
        for path in (self.places.outside, self.folder):
            shutil.rmtree(path, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def is_alive(pid: int) -> bool:
    """A zombie whose parent has not looked yet counts as gone."""
    with contextlib.suppress(OSError, IndexError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    return False


def all_gone(pids: list[int], within: float = 15) -> bool:
    deadline = time.monotonic() + within
    while any(is_alive(pid) for pid in pids):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True
