"""Orders of the guidance committee, with what was answered."""

from typing import Any

from organizations.models import User

from ... import policies
from ...models import Case


def panel(case: Case, user: User) -> dict[str, Any] | None:
    """Each order, and whether this person may answer it."""
    orders = [
        {"order": order, "may_answer": bool(policies.can_answer_order(user, order))}
        for order in case.supervision_orders.select_related("issued_by", "case")
    ]
    return {"orders": orders} if orders else None
