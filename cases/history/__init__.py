"""Writes past cases in bulk, finished or still running, as old registers or a plan tell of them.

Writes the rows which `open_case` and `perform` would have written for the same steps, and one journal row a batch.
Every step is looked up in the workflow's table: one that is not legal raises ValueError. Call it inside a transaction.
"""

from .standing import Standing
from .told import (
    Actor,
    PastCase,
    PastConfirmation,
    PastInvitation,
    PastParty,
    PastScreening,
    PastSession,
    PastSubsidy,
)
from .writing import Written, write_cases, write_screenings

__all__ = [
    "Actor",
    "PastCase",
    "PastConfirmation",
    "PastInvitation",
    "PastParty",
    "PastScreening",
    "PastSession",
    "PastSubsidy",
    "Standing",
    "Written",
    "write_cases",
    "write_screenings",
]
