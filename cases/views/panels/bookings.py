"""The times that were agreed and still lie ahead."""

from typing import Any

from organizations.models import User

from ... import policies
from ...forms import upcoming
from ...models import Case


def panel(case: Case, user: User) -> dict[str, Any] | None:
    """To those who handle the case; others have no use for it."""
    if not policies.can_read_contacts(user, case):
        return None
    bookings = list(upcoming(case).select_related("room").prefetch_related("mediators__person"))
    return {"bookings": bookings} if bookings else None
