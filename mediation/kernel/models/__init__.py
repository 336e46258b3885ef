"""Tables of the kernel. They keep ids of actors and objects without foreign keys, so that they outlive both."""

from .form_token import FormToken
from .journal import ChangeMark, JournalEntry
from .number_series import IssuedNumber, NumberSeries
from .outbox import OutboxMessage
from .progress import Progress

__all__ = [
    "ChangeMark",
    "FormToken",
    "IssuedNumber",
    "JournalEntry",
    "NumberSeries",
    "OutboxMessage",
    "Progress",
]
