"""What the next tier was asked, and what it answered."""

from typing import Any

from organizations.models import User

from ...models import Case


def panel(case: Case, user: User) -> dict[str, Any] | None:
    """The requests, the newest first."""
    requests = list(case.support_requests.select_related("asked", "helping").order_by("-asked_on", "-id"))
    return {"requests": requests} if requests else None
