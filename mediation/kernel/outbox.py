"""Messages are rows first: written with the change, sent after it, sent again until somebody took them.

A handler is a plain function registered under a kind. It may be called twice for one message and must not mind.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from .models import OutboxMessage

logger = logging.getLogger(__name__)

Handler = Callable[[dict[str, Any]], None]
MAX_ATTEMPTS = 5
_handlers: dict[str, Handler] = {}


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that does messages of this kind."""

    def register(handler: Handler) -> Handler:
        if kind in _handlers:
            raise ValueError(f"two handlers for outbox messages of kind {kind!r}")
        _handlers[kind] = handler
        return handler

    return register


def post(kind: str, key: str, **payload: Any) -> None:
    """Leave a message in the current transaction. A second one with the same kind and key is the same message."""
    if kind not in _handlers:
        raise ValueError(f"no handler for outbox messages of kind {kind!r}")
    OutboxMessage.objects.bulk_create(
        [OutboxMessage(kind=kind, key=key, payload=payload)],
        ignore_conflicts=True,
    )


def waiting_ids(limit: int = 200) -> list[int]:
    """Ids of messages that are due, oldest first."""
    due = OutboxMessage.objects.filter(done_at__isnull=True, dead_at__isnull=True, due_at__lte=timezone.now())
    return list(due.order_by("id").values_list("id", flat=True)[:limit])


def deliver(message_id: int) -> bool:
    """Do one message unless somebody else is at it or it is done; true when it was done now.

    The attempt is counted and committed before the handler runs, so that a message which kills its process each time
    is dead after five tries instead of coming back for ever.
    """
    if not _claim(message_id):
        return False
    try:
        with transaction.atomic():
            message = OutboxMessage.objects.select_for_update(skip_locked=True).filter(pk=message_id).first()
            if message is None or message.done_at or message.dead_at:
                return False
            _handlers[message.kind](message.payload)
            message.done_at = timezone.now()
            message.last_error = ""
            message.save(update_fields=["done_at", "last_error"])
    except Exception as error:  # noqa: BLE001  a handler may fail in any way, and its message must be tried again
        # The class only: an error's text may hold what a person typed.
        logger.warning("outbox message %s failed: %s", message_id, type(error).__name__)
        OutboxMessage.objects.filter(pk=message_id).update(last_error=type(error).__name__)
        return False
    return True


def _claim(message_id: int) -> bool:
    with transaction.atomic():
        message = OutboxMessage.objects.select_for_update(skip_locked=True).filter(pk=message_id).first()
        if message is None or message.done_at or message.dead_at or message.due_at > timezone.now():
            return False
        if message.attempts >= MAX_ATTEMPTS:
            message.dead_at = timezone.now()
            message.save(update_fields=["dead_at"])
            return False
        message.attempts += 1
        message.due_at = timezone.now() + timedelta(seconds=10 * 2**message.attempts)
        message.save(update_fields=["attempts", "due_at"])
        return True
