"""How the product's own programs are started: their environment, their commands, their order."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from .data import DataFolder
from .packages import python_of
from .processes import Child, finish, spawn
from .users import myself

SETTINGS_MODULE = "mediation.settings.dev"
WORKERS, THREADS = 2, 4
# What `manage.py migrate`, `check --tag database` and `grant_site_role` do, in one process: a third of the time.
# The site's role comes through the input; none where owner and site are one.
MIGRATE = """
import django, sys
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0)
call_command("check", tags=["database"], databases=["default"], stdout=sys.stderr)
if role := sys.stdin.read():
    call_command("grant_site_role", role, stdout=sys.stderr)
"""


@dataclass(frozen=True)
class Product:
    """The source in `source`, run with the packages in `venv` against the servers in `urls`."""

    source: Path
    venv: Path
    data: DataFolder
    environment: dict[str, str]
    urls: dict[str, str]

    def compile(self) -> None:
        """Byte-compile as the launcher's user: the servers' user may not write beside the source."""
        folders = sorted(
            {path.parent for path in self.source.glob("*/__init__.py")} - {self.source / "tests"}
        )
        quietly = ["-m", "compileall", "-q", *map(str, folders)]
        finish(
            "compileall",
            [str(python_of(self.venv)), *quietly],
            identity=myself(),
            environment=self.environment,
            folder=self.source,
        )

    def surroundings(self, *, as_owner: bool) -> dict[str, str]:
        """The environment of one program. Only the owner's commands learn the owner's password."""
        added = {
            "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE") or SETTINGS_MODULE,
            "SECRET_KEY": os.environ.get("SECRET_KEY") or self.data.secrets()["secret_key"],
            "SITE_DATABASE_ROLE": self.site_role,
            "DATA_DIR": str(self.data.files),
        } | self.urls
        if as_owner:
            added["DATABASE_URL"] = self.urls["DATABASE_OWNER_URL"]
        else:
            del added["DATABASE_OWNER_URL"]
        return self.environment | added

    @property
    def site_role(self) -> str:
        return urlsplit(self.urls["DATABASE_URL"]).username or ""

    def migrate(self) -> None:
        """Lay the tables as owner, then give the site's role its narrower rights."""
        owner = urlsplit(self.urls["DATABASE_OWNER_URL"]).username
        finish(
            "manage.py migrate",
            [str(python_of(self.venv)), "-c", MIGRATE],
            identity=self.data.identity,
            environment=self.surroundings(as_owner=True),
            folder=self.source,
            given=self.site_role if self.site_role != owner else "",
        )

    def web(self, address: str) -> Child:
        size = ["--worker-class=gthread", f"--workers={WORKERS}", f"--threads={THREADS}"]
        # Loading before forking: the source is read once, not once a worker.
        manner = ["--preload", "--no-control-socket", "--graceful-timeout=10"]
        return self._spawn("web", "gunicorn", "mediation.wsgi", f"--bind={address}", *size, *manner)

    def worker(self) -> Child:
        # Threads, not processes: those need a writable /dev/shm, which not every newcomer's machine has.
        manner = ["--pool=threads", "--concurrency=2", "--without-gossip", "--without-mingle"]
        return self._spawn("worker", "celery", "-A", "mediation.celery", "worker", "--loglevel=INFO", *manner)

    def beat(self) -> Child:
        schedule = self.data.files / "beat-schedule"
        files = [f"--schedule={schedule}", "--pidfile="]
        return self._spawn("beat", "celery", "-A", "mediation.celery", "beat", "--loglevel=INFO", *files)

    def load_demo(self) -> Child:
        return self._spawn_command("demo", ["manage.py", "load_demo"], as_owner=True)

    def _spawn(self, name: str, *module: str) -> Child:
        return self._spawn_command(name, ["-m", *module], as_owner=False)

    def _spawn_command(self, name: str, words: list[str], *, as_owner: bool) -> Child:
        return spawn(
            name,
            [str(python_of(self.venv)), *words],
            identity=self.data.identity,
            environment=self.surroundings(as_owner=as_owner),
            folder=self.source,
            log=self.data.logs / f"{name}.log",
        )
