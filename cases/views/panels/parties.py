"""Both sides, with what they ask for and get."""

from typing import Any

from organizations.models import User

from ... import presenting
from ...models import Case


def panel(case: Case, user: User) -> dict[str, Any]:
    """The parties by side; amounts in yuan."""
    return {"groups": presenting.party_groups(case, user)}
