"""What each side said to the mediator alone."""

from typing import Any

from organizations.models import User

from ... import policies
from ...models import Case


def panel(case: Case, user: User) -> dict[str, Any] | None:
    """The notes, for who may read them; to everybody else there is no such section."""
    if not policies.can_read_caucus(user, case):
        return None
    notes = list(case.caucus_notes.all())
    return {"notes": notes} if notes else None
