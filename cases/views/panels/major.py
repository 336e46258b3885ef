"""What speaks for a major dispute, and its report up the line."""

from typing import Any

from django.utils import timezone

from organizations.models import User

from ... import policies
from ...enums import CaseStatus
from ...models import Case

OVER = (CaseStatus.CLOSED, CaseStatus.DECLINED)


def panel(case: Case, user: User) -> dict[str, Any] | None:
    """A suggestion to those who may decide, or the reports with what became of them."""
    reports = list(case.major_reports.prefetch_related("notes__organization"))
    may_mark = case.status not in OVER and policies.can_mark_major(user, case)
    grounds = list(policies.major_grounds(case)) if may_mark else []
    if not reports and not grounds:
        return None
    return {"reports": reports, "grounds": grounds, "now": timezone.now()}
