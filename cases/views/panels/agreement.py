"""The agreement, its items, and what the court said of it."""

from typing import Any

from organizations.models import User

from ...models import Case
from ...obligations import sentence


def panel(case: Case, user: User) -> dict[str, Any] | None:
    """The newest agreement. Items that came from its content as a whole are not repeated."""
    agreement = case.agreements.order_by("-id").first()
    if agreement is None:
        return None
    items = list(agreement.obligations.select_related("debtor", "creditor"))
    return {
        "agreement": agreement,
        "confirmation": getattr(agreement, "confirmation", None),
        "items": [{"item": item, "sentence": sentence(item)} for item in items if item.text or item.due_on],
        "proxies": list(agreement.proxy_signatures.select_related("party")),
    }
