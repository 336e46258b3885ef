"""A streaming replica for lists and reports, where `DATABASE_REPLICA_URL` names one.

| room | what it does |
|---|---|
| observing | how the replica is: how far it has come, how old what it shows is, whether it may be read at all |
| routing | which reads go there: those inside `reading`, never inside a transaction on the primary |

Who holds which post is read on the primary, so a withdrawn post or a lent duty that has ended holds at once.
The primary is the database of every write, of every read that a write depends on, and of everything when the replica is
away, lags too far, was promoted, or is another cluster.
"""

from .observing import Health, State, current_position, enough_for, observe
from .routing import (
    REPLICA,
    ReplicaRouter,
    is_configured,
    is_reading,
    noting_writes,
    read_from_replica,
    reading,
)

__all__ = [
    "REPLICA",
    "Health",
    "ReplicaRouter",
    "State",
    "current_position",
    "enough_for",
    "is_configured",
    "is_reading",
    "noting_writes",
    "observe",
    "read_from_replica",
    "reading",
]
