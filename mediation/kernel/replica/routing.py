"""Which statements go to the replica: reads of a page that shows lists or figures, and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

REPLICA = "replica"
# Accounts, sessions, the journal, drafts and messages are always read where they are written.
_APPS = frozenset({"cases", "referrals", "reports", "organizations"})
_ON_PRIMARY = frozenset({"organizations.user", "organizations.apitoken", "reports.wallscreen"})
# Written at nearly every request, and nobody's work.
_NOBODYS_WORK = frozenset({"sessions.session", "axes.accesslog", "axes.accessattempt"})

_reading: ContextVar[bool] = ContextVar("reading_from_replica", default=False)
_wrote: ContextVar[list[bool] | None] = ContextVar("wrote", default=None)


def is_configured() -> bool:
    """Whether this installation has a replica."""
    return REPLICA in settings.DATABASES


class ReplicaRouter:
    """Reads inside `reading` go to the replica; everything else to the primary."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        meta = model._meta
        away = _reading.get() and meta.app_label in _APPS and meta.label_lower not in _ON_PRIMARY
        # What a transaction writes depends on what it reads.
        if away and not connections[DEFAULT_DB_ALIAS].in_atomic_block:
            return REPLICA
        return DEFAULT_DB_ALIAS

    def db_for_write(self, model: Any, **hints: Any) -> str:
        noted = _wrote.get()
        if noted is not None and model._meta.label_lower not in _NOBODYS_WORK:
            noted[0] = True
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        """They are rows of the same database, wherever they were read."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == DEFAULT_DB_ALIAS


@contextmanager
def reading(away: bool) -> Iterator[None]:
    """Inside, rows of cases, letters, figures and the register are read from the replica, or all from the primary."""
    token = _reading.set(away)
    try:
        yield
    finally:
        _reading.reset(token)


def read_from_replica(away: bool) -> None:
    """Change it until the surrounding `reading` ends."""
    _reading.set(away)


def is_reading() -> bool:
    """Whether rows are read from the replica just now."""
    return _reading.get()


@contextmanager
def noting_writes() -> Iterator[list[bool]]:
    """Gives a list whose one item says whether a model was written inside."""
    noted = [False]
    token = _wrote.set(noted)
    try:
        yield noted
    finally:
        _wrote.reset(token)
