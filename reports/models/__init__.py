"""Tables of figures."""

from .brief import BriefTemplate
from .computed import ComputedDashboard
from .layout import RowsBy, TableLayout
from .note import FigureNote
from .signed import SignedLeaf, SignedTable
from .submission import ReportingRound, Submission, SubmissionEvent, SubmissionReminder
from .wall import WallScreen

__all__ = [
    "BriefTemplate",
    "ComputedDashboard",
    "FigureNote",
    "ReportingRound",
    "RowsBy",
    "SignedLeaf",
    "SignedTable",
    "Submission",
    "SubmissionEvent",
    "SubmissionReminder",
    "TableLayout",
    "WallScreen",
]
