"""Who mediates, who declared what, and who left why."""

from typing import Any

from organizations.models import User

from ... import policies
from ...models import Case


def panel(case: Case, user: User) -> dict[str, Any]:
    """The mediators of today; to those who handle the case also who stood aside, and which side asked for it."""
    rows = list(case.mediators.select_related("person", "recusal"))
    current = [row for row in rows if row.released_on is None]
    handles = policies.can_read_recusals(user, case)
    may_declare = any(row.person_id == user.person_id and row.declared_on is None for row in current)
    return {
        "mediators": current,
        "handles": handles,
        "aside": [row for row in rows if row.released_on and row.release_reason] if handles else [],
        "may_declare": may_declare and case.concluded_on is None,
    }
