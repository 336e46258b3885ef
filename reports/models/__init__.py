"""Tables of figures."""

from .brief import BriefTemplate
from .computed import ComputedDashboard
from .entered import EnteredChange, EnteredTotal
from .layout import RowsBy, TableLayout
from .note import FigureNote
from .signed import SignedLeaf, SignedTable
from .submission import ReportingRound, Submission, SubmissionEvent, SubmissionReminder
from .wall import WallScreen

__all__ = [
    "BriefTemplate",
    "ComputedDashboard",
    "EnteredChange",
    "EnteredTotal",
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
