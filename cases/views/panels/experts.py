"""Experts that were asked."""

from typing import Any

from mediation.kernel.calendar import today
from organizations.models import User

from ...models import Case


def panel(case: Case, user: User) -> dict[str, Any] | None:
    """The invitations with what came of them."""
    found = case.expert_invitations.select_related("expert", "bank")
    invitations = [(one, one.is_open(today()), one.has_expired(today())) for one in found]
    return {"invitations": invitations} if invitations else None
