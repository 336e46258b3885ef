"""Both sides, with what they ask for and get."""

from typing import Any

from organizations.models import User

from ... import presenting
from ...enums import Side
from ...models import Case

FIRST_PARTIES = 5


def panel(case: Case, user: User) -> dict[str, Any]:
    """The parties by side; amounts in yuan."""
    parties = presenting.parties(case, user)
    groups = []
    for side in Side:
        own = [p for p in parties if p.side == side]
        if own:
            groups.append(
                {
                    "label": side.label,
                    "count": len(own),
                    "first": own[:FIRST_PARTIES],
                    "all": own if len(own) > FIRST_PARTIES else [],
                    "claims": sum((p.claim_amount or 0) for p in own),
                    "awards": sum((p.award_amount or 0) for p in own),
                }
            )
    return {"groups": groups}
