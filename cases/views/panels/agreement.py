"""The agreement and what the court said of it."""

from typing import Any

from organizations.models import User

from ...models import Case


def panel(case: Case, user: User) -> dict[str, Any] | None:
    """The newest agreement."""
    agreement = case.agreements.order_by("-id").first()
    if agreement is None:
        return None
    return {"agreement": agreement, "confirmation": getattr(agreement, "confirmation", None)}
