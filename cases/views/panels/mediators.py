"""Who mediates."""

from typing import Any

from organizations.models import User

from ...models import Case


def panel(case: Case, user: User) -> dict[str, Any]:
    """The mediators of today."""
    return {"mediators": list(case.mediators.filter(released_on__isnull=True).select_related("person"))}
