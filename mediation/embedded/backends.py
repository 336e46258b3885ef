"""The database and the broker that a command works with: the caller's own, or the embedded ones."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from . import interrupts
from .data import DataFolder
from .postgres import OWNER, SITE, Postgres
from .processes import Child
from .speech import say
from .valkey import start_valkey

DATABASE = "mediation"
STOP_SECONDS = 30


@dataclass
class Backends:
    """Started by `start`, PostgreSQL first; stopped by `stop`, PostgreSQL last."""

    data: DataFolder
    venv: Path
    environment: dict[str, str]
    urls: dict[str, str] = field(default_factory=dict, init=False)
    children: list[Child] = field(default_factory=list, init=False)

    def start(self) -> None:
        """Bring up what the caller does not bring himself. Afterwards `urls` holds the three addresses."""
        site = os.environ.get("DATABASE_URL", "")
        if site:
            self.urls["DATABASE_URL"] = site
            self.urls["DATABASE_OWNER_URL"] = os.environ.get("DATABASE_OWNER_URL") or site
        else:
            self._start_postgres()
        if broker := os.environ.get("REDIS_URL", ""):
            self.urls["REDIS_URL"] = broker
        else:
            with interrupts.held():
                child, self.urls["REDIS_URL"] = start_valkey(self.data, self.venv, self.environment)
                self.children.append(child)

    def stop(self) -> None:
        for child in reversed(self.children):
            child.ask_to_stop()
            child.wait_for_end(STOP_SECONDS)

    def _start_postgres(self) -> None:
        say("正在启动 PostgreSQL……", "Starting PostgreSQL...")
        postgres = Postgres(self.data, self.venv, self.environment)
        with interrupts.held():
            self.children.append(postgres.start())
        postgres.make_roles()
        postgres.make_database(DATABASE)
        self.urls["DATABASE_URL"] = postgres.url(SITE, DATABASE)
        self.urls["DATABASE_OWNER_URL"] = postgres.url(OWNER, DATABASE)
