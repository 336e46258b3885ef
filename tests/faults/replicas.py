"""A primary and its streaming replica, both real: the embedded PostgreSQL, its pg_basebackup, a hot standby."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2

from mediation.embedded.data import DataFolder
from mediation.embedded.ports import LOOPBACK
from mediation.embedded.postgres import OWNER, SETTINGS, SITE, Postgres
from mediation.embedded.processes import finish
from mediation.embedded.surroundings import clean_environment
from mediation.embedded.users import serving_identity
from tests.faults.servers import wait_for

NAME = "mediation_replicated"


class Standby(Postgres):
    """A server that follows another one; its pid file says "standby" while it does."""

    def _is_ready(self) -> bool:
        try:
            lines = (self.data.postgres / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) > 7 and lines[7].strip() in ("ready", "standby")


class Pair:
    """Two clusters in a folder of their own, the database of a test copied into the first."""

    def __init__(self, folder: Path, copied: str) -> None:
        identity, venv = serving_identity(), Path(sys.prefix)
        self.primary = self._server(Postgres, folder / "primary", identity, venv)
        self.standby = self._server(Standby, folder / "standby", identity, venv)
        secrets = self.primary.data.launcher / "secrets.json"
        self.primary.data.secrets()
        shutil.copy(secrets, self.standby.data.launcher / "secrets.json")
        self.primary.start()
        self.primary.make_roles()
        self.primary.make_database(NAME)
        self._copy(copied)
        self._follow()

    def _server(self, kind: type[Postgres], folder: Path, identity: Any, venv: Path) -> Any:
        folder.mkdir(mode=0o711)
        data = DataFolder(folder, identity)
        data.prepare()
        return kind(data, venv, clean_environment(data))

    def _run(self, program: str, *words: str, given: str = "", password: str | None = None) -> str:
        server = self.primary
        return finish(
            program,
            [str(server.binaries / program), *words],
            identity=server.data.identity,
            environment=server.environment
            | {"PGPASSWORD": password or server.data.secrets()["postgres"], "PGTZ": "UTC"},
            folder=Path("/"),
            given=given,
        )

    def _copy(self, url: str) -> None:
        """The test's committed database, its roles' rights too."""
        of = urlsplit(url)
        there = ["-h", str(of.hostname), "-p", str(of.port), "-U", str(of.username), "-d", of.path[1:]]
        dump = self._run("pg_dump", *there, password=of.password)
        here = ["-h", LOOPBACK, "-p", str(self.primary.port), "-U", "postgres", "-d", NAME]
        self._run("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", *here, given=dump)

    def _follow(self) -> None:
        """Make the standby a copy of the primary that follows it."""
        here = ["-h", LOOPBACK, "-p", str(self.primary.port), "-U", "postgres"]
        cluster = self.standby.data.path / "copied"
        cluster.mkdir(mode=0o700)
        self.standby.data.identity.own(cluster)
        self._run("pg_basebackup", *here, "-D", str(cluster), "-R", "-X", "stream", "-c", "fast", "--no-sync")
        cluster.rename(self.standby.data.postgres)
        self.standby.start()

    @property
    def environment(self) -> dict[str, str]:
        """For servers of the product: the site's role on both."""
        return {
            "DATABASE_URL": self.primary.url(SITE, NAME),
            "DATABASE_OWNER_URL": self.primary.url(OWNER, NAME),
            "SITE_DATABASE_URL": self.primary.url(SITE, NAME),
            "DATABASE_REPLICA_URL": self.standby.url(SITE, NAME),
            "REPLICA_TOLD_SECONDS": "2",
        }

    def ask(self, server: Postgres, statement: str, *values: Any) -> Any:
        """The first value that a server answers, as superuser; what it writes is committed."""
        connection = psycopg2.connect(
            host=LOOPBACK,
            port=server.port,
            user="postgres",
            password=self.primary.data.secrets()["postgres"],
            dbname=NAME,
        )
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement, values)
                return cursor.fetchone()[0] if cursor.description else None
        finally:
            connection.close()

    def stand_still(self) -> None:
        """The standby receives what the primary does and shows none of it."""
        self.follow_up()
        self.ask(self.standby, "SELECT pg_wal_replay_pause()")
        wait_for(
            lambda: self.ask(self.standby, "SELECT pg_get_wal_replay_pause_state()") == "paused",
            10,
            or_say="the standby goes on",
        )

    def go_on(self) -> None:
        self.ask(self.standby, "SELECT pg_wal_replay_resume()")

    def follow_up(self) -> None:
        """Wait until the standby has everything."""
        position = self.ask(self.primary, "SELECT pg_current_wal_flush_lsn()")
        wait_for(
            lambda: self.ask(self.standby, "SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", position),
            10,
            or_say="the standby does not follow",
        )

    def start_standby_again(self) -> None:
        """Where the site knows it to be."""
        settings = {**SETTINGS, "port": str(self.standby.port)}
        words = " ".join(f"-c {name}={value}" for name, value in settings.items())
        self._run(
            "pg_ctl", "start", "-w", "-D", str(self.standby.data.postgres), "-l", os.devnull, "-o", words
        )

    def stop(self) -> None:
        if self.standby.child is not None and self.standby.child.exit_code is not None:
            self._run("pg_ctl", "stop", "-m", "immediate", "-D", str(self.standby.data.postgres))
        self.standby.stop()
        self.primary.stop()


@contextmanager
def replicated(copied: str) -> Iterator[Pair]:
    """A pair with the database of a URL in it."""
    folder = Path(tempfile.mkdtemp(prefix="mediation-test-")).resolve()
    folder.chmod(0o711)
    pair = None
    try:
        pair = Pair(folder, copied)
        yield pair
    finally:
        if pair is not None:
            pair.stop()
        shutil.rmtree(folder, ignore_errors=True)
