"""Experts that were asked."""

from typing import Any

from organizations.models import User

from ...models import Case


def panel(case: Case, user: User) -> dict[str, Any] | None:
    """The invitations with what came of them."""
    invitations = list(case.expert_invitations.select_related("expert", "bank"))
    return {"invitations": invitations} if invitations else None
