"""How the replica is. Each process asks both servers at most once a second, and a replica that is away every ten.

A position is a place in the primary's write-ahead log, as a whole number of bytes. What the replica shows is as old as the
last moment at which the primary had not yet come further than the replica has now.
"""

import logging
import threading
import time
from collections import deque
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.utils import timezone

from .routing import REPLICA

logger = logging.getLogger(__name__)

CHECK_EVERY = 1.0
AWAY_FOR = 10.0
# Half an hour of a replica that stands still; beyond it the replica's own last transaction says how old it is.
_KEPT = 1800

# Where the log is flushed to, which is where a replica stands that has everything.
_PRIMARY = """
SELECT pg_is_in_recovery(), CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_current_wal_flush_lsn() - '0/0' END,
       system_identifier FROM pg_control_system()
"""
_REPLICA = """
SELECT pg_is_in_recovery(), pg_last_wal_replay_lsn() - '0/0', pg_last_xact_replay_timestamp(), system_identifier
FROM pg_control_system()
"""


class Health(StrEnum):
    """What is told of the replica on the health page; only the first two are read from."""

    STREAMING = "streaming"
    LAGGING = "lagging"
    TOO_OLD = "too_old"
    DOWN = "down"
    # It takes writes itself: two primaries, whose rows drift apart. Somebody must look at it.
    PROMOTED = "promoted"
    OTHER_CLUSTER = "other_cluster"


READABLE = frozenset({Health.STREAMING, Health.LAGGING})
_ALARMING = frozenset({Health.PROMOTED, Health.OTHER_CLUSTER})


@dataclass(frozen=True)
class State:
    """The replica at a moment: how far it has come, and the moment whose rows it shows at least."""

    health: Health
    position: int = 0
    as_of: datetime | None = None
    asked_at: float = 0.0

    @property
    def is_readable(self) -> bool:
        return self.health in READABLE

    @property
    def age(self) -> timedelta:
        """How old what it shows is; zero when that is not known."""
        return max(timezone.now() - self.as_of, timedelta(0)) if self.as_of else timedelta(0)


_lock = threading.Lock()
_state: State | None = None
_samples: deque[tuple[datetime, int]] = deque(maxlen=_KEPT)


def observe(*, newly: bool = False) -> State:
    """The replica's state, not older than a second; `newly` asks again unless it is known to be away."""
    global _state
    with _lock:
        known = _state
        if known is not None:
            passed = time.monotonic() - known.asked_at
            if passed < (AWAY_FOR if known.health == Health.DOWN else 0 if newly else CHECK_EVERY):
                return known
        _state = _asked()
        if known is None or known.health != _state.health:
            _tell(_state)
        return _state


def lost() -> None:
    """A statement on the replica failed: it counts as away for a while."""
    global _state
    with _lock:
        connections[REPLICA].close()
        _state = State(Health.DOWN, asked_at=time.monotonic())
        _tell(_state)


def forget() -> None:
    """Know nothing of it any more."""
    global _state
    with _lock:
        _state = None
        _samples.clear()


def enough_for(position: int | None) -> State | None:
    """The replica's state if it may be read by somebody whose last write is at `position`; None for the primary."""
    state = observe()
    if position is not None and state.is_readable and state.position < position:
        state = observe(newly=True)
    if not state.is_readable or (position is not None and state.position < position):
        return None
    return state


def current_position() -> int:
    """The primary's position behind everything that this connection has committed."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        # Inserted rather than flushed: also right where commits do not wait for the disk.
        cursor.execute("SELECT pg_current_wal_insert_lsn() - '0/0'")
        return int(cursor.fetchone()[0])


def _asked() -> State:
    now = timezone.now()
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(_PRIMARY)
        primary_recovers, written, cluster = cursor.fetchone()
    asked_at = time.monotonic()
    try:
        with connections[REPLICA].cursor() as cursor:
            cursor.execute(_REPLICA)
            recovers, replayed, last_commit, other = cursor.fetchone()
    except DatabaseError:
        connections[REPLICA].close()
        return State(Health.DOWN, asked_at=time.monotonic())
    if other != cluster:
        return State(Health.OTHER_CLUSTER, asked_at=asked_at)
    if not recovers:
        return State(Health.PROMOTED, asked_at=asked_at)
    position = int(replayed or 0)
    if not primary_recovers:
        _samples.append((now, int(written)))
    state = State(Health.STREAMING, position, _as_of(position, last_commit), asked_at)
    if state.as_of is None or state.age > timedelta(seconds=settings.REPLICA_TOO_OLD_SECONDS):
        return replace(state, health=Health.TOO_OLD)
    if state.age > timedelta(seconds=settings.REPLICA_TOLD_SECONDS):
        return replace(state, health=Health.LAGGING)
    return state


def _as_of(position: int, last_commit: datetime | None) -> datetime | None:
    """The latest moment of which it is known that everything committed by then is there."""
    seen = next((moment for moment, written in reversed(_samples) if written <= position), None)
    return max((moment for moment in (seen, last_commit) if moment), default=None)


def _tell(state: State) -> None:
    if state.health in _ALARMING:
        logger.error("the replica is not read any more: %s", state.health)
    elif not state.is_readable:
        logger.warning("the replica is not read for now: %s", state.health)
    else:
        logger.info("the replica is read: %s", state.health)
