"""The one way to write the journal."""

from typing import Any
from uuid import UUID

from .models import JournalEntry


def record(
    action: str,
    *,
    actor_id: int | None,
    object_type: str = "",
    object_id: UUID | str = "",
    organization_id: int | None = None,
    reason: str = "",
    **detail: Any,
) -> None:
    """Write that somebody changed something, in the change's own transaction.

    `detail` takes codes, ids, dates and counts, never personal data.
    """
    _write(action, actor_id, object_type, object_id, organization_id, reason, detail)


def record_reading(
    action: str,
    *,
    actor_id: int | None,
    object_type: str,
    object_id: UUID | str,
    organization_id: int | None = None,
    **detail: Any,
) -> None:
    """Write that somebody saw, printed or exported something."""
    _write(action, actor_id, object_type, object_id, organization_id, "", detail)


def _write(action, actor_id, object_type, object_id, organization_id, reason, detail) -> None:  # type: ignore[no-untyped-def]
    JournalEntry.objects.create(
        action=action,
        actor_id=actor_id,
        object_type=object_type,
        object_id=str(object_id),
        organization_id=organization_id,
        reason=reason[:200],
        detail=detail,
    )
