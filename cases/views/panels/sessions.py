"""The sittings."""

from typing import Any

from organizations.models import User

from ...models import Case


def panel(case: Case, user: User) -> dict[str, Any] | None:
    """The sittings in their order."""
    sessions = list(case.sessions.prefetch_related("came"))
    return {"sessions": sessions} if sessions else None
