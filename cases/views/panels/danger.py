"""What was told to an organ; for the case's own people alone."""

from typing import Any

from organizations.models import User

from ... import policies
from ...models import Case


def panel(case: Case, user: User) -> dict[str, Any] | None:
    """The reports under 人民调解法 25."""
    if not policies.can_read_danger(user, case):
        return None
    reports = list(case.danger_reports.all())
    return {"reports": reports} if reports else None
