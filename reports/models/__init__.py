"""Tables of figures."""

from .appraisal import AppraisalEntry, AppraisalScheme, ConfirmedAppraisal, NothingCounted
from .brief import BriefTemplate
from .entered import EnteredChange, EnteredTotal
from .layout import RowsBy, TableLayout
from .marginal import (
    DayCell,
    DirtyMark,
    MarginalNode,
    MarginalRefresh,
    MarginalRequest,
    MarginalSeries,
    MarginalWork,
    MonthCell,
    NodeKind,
    ReconciledCell,
    Reconciliation,
)
from .note import FigureNote
from .signed import SignedLeaf, SignedTable
from .submission import ReportingRound, Submission, SubmissionEvent, SubmissionReminder
from .wall import WallScreen

__all__ = [
    "AppraisalEntry",
    "AppraisalScheme",
    "BriefTemplate",
    "ConfirmedAppraisal",
    "DayCell",
    "DirtyMark",
    "EnteredChange",
    "EnteredTotal",
    "FigureNote",
    "MarginalNode",
    "MarginalRefresh",
    "MarginalRequest",
    "MarginalWork",
    "MarginalSeries",
    "MonthCell",
    "NodeKind",
    "NothingCounted",
    "ReconciledCell",
    "Reconciliation",
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
