"""Servers of one test, that it may start, stop and kill: a broker, the web, a worker with its relay."""

import os
import re
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

from mediation.embedded.ports import LOOPBACK, accepts, free_port
from mediation.embedded.valkey import _program

ROOT = Path(__file__).resolve().parents[2]
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def wait_for(what: Callable[[], Any], seconds: float, *, or_say: str) -> Any:
    """The first true answer."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := what():
            return answer
        time.sleep(0.1)
    raise AssertionError(or_say)


class Process:
    """A program and the processes that it starts."""

    def __init__(self, command: list[str], environment: dict[str, str], given: str = "") -> None:
        self.child = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            text=True,
        )
        assert self.child.stdin
        self.child.stdin.write(given)
        self.child.stdin.close()

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Ask all its processes to end, or kill them; and wait."""
        if self.child.poll() is None:
            os.killpg(self.child.pid, how)
        try:
            self.child.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self.child.pid, signal.SIGKILL)
            self.child.wait(15)


class Servers:
    """Everything that a test starts, on the test's own database, as the site's role; ended by `stop`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.password = secrets.token_hex(8)
        self.started: list[Process] = []

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "DATABASE_URL": os.environ["SITE_DATABASE_URL"],
            "REDIS_URL": f"redis://:{self.password}@{LOOPBACK}:{self.port}/0",
            "DJANGO_SETTINGS_MODULE": "mediation.settings.dev",
            "DEMO": "0",
        }

    def broker(self) -> Process:
        """Valkey at the address that the others have been told, empty."""
        settings = f'bind {LOOPBACK}\nport {self.port}\nrequirepass {self.password}\nsave ""\nappendonly no\n'
        program = _program(Path(sys.prefix))
        process = self._start([str(program), "-"], f'{settings}dir "{self.folder}"\n')
        wait_for(lambda: accepts(self.port), 10, or_say="the broker did not come up")
        return process

    def web(self) -> str:
        """The address of the site."""
        port = free_port()
        self._start(
            [sys.executable, "-m", "gunicorn", "mediation.wsgi", "-k", "gthread", "-b", f"{LOOPBACK}:{port}"]
        )
        wait_for(lambda: accepts(port), 30, or_say="the web server did not come up")
        return f"http://{LOOPBACK}:{port}"

    def worker(self) -> Process:
        """A Celery worker, and the beat that rings for the relay every five seconds."""
        schedule = str(self.folder / f"schedule-{len(self.started)}")
        command = [
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
        ]
        return self._start([sys.executable, "-m", *command, "--without-gossip", "--without-mingle"])

    def stop(self) -> None:
        for process in reversed(self.started):
            process.end()

    def _start(self, command: list[str], given: str = "") -> Process:
        self.started.append(Process(command, self.environment, given))
        return self.started[-1]


class Browser:
    """A browser without JavaScript: forms, cookies, redirects."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        with self.opener.open(f"{self.site}{path}", timeout=20) as answer:
            return str(answer.read().decode())

    def fill(self, path: str, **typed: Any) -> tuple[str, str]:
        """Open a form, fill it in, send it: where one arrives, and what stands there."""
        token = CSRF.search(self.get(path))
        assert token
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], **typed}).encode()
        try:
            with self.opener.open(f"{self.site}{path}", data, timeout=20) as answer:
                return answer.url.removeprefix(self.site), answer.read().decode()
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{path}: {error.code} {error.read().decode()[:2000]}") from error
