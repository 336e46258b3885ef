"""Tables of the kernel. They keep ids of actors and objects without foreign keys, so that they outlive both."""

from .draft import Draft
from .form_token import FormToken
from .journal import JournalEntry
from .legal_calendar import CalendarDay, LegalCalendar
from .number_series import IssuedNumber, NumberSeries
from .outbox import OutboxMessage
from .progress import Progress
from .row_version import RowVersion

__all__ = [
    "CalendarDay",
    "Draft",
    "FormToken",
    "IssuedNumber",
    "JournalEntry",
    "LegalCalendar",
    "NumberSeries",
    "OutboxMessage",
    "Progress",
    "RowVersion",
]
