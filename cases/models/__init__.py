"""Tables of a case."""

from .agreement import Agreement, Confirmation, ProxySignature
from .booking import BookedMediator, Booking, Room
from .case import Case, CaseText
from .clause import Clause
from .custody import Custody
from .danger import DangerReport
from .document import CaseDocument, PaperForm
from .event import CaseEvent
from .example import Example
from .expert import ExpertInvitation
from .grant import CaseGrant
from .import_batch import ImportBatch
from .intake import IntakeCheck
from .lead import Invitation, Lead
from .major import MajorNote, MajorReport, MajorRule
from .mediator import CaseMediator, Recusal
from .obligation import Obligation
from .party import Party
from .performance import Breach, Performance, Urging
from .prevention import PreventionTotal
from .representative import Representative
from .return_visit import ReturnVisit
from .screening import ScreeningRound
from .session import CaucusNote, MediationSession
from .subsidy import SubsidyClaim
from .supervision import Alert, OverdueReminder, SupervisionOrder
from .support import SupportRequest
from .term import Extension, Suspension

__all__ = [
    "Agreement",
    "DangerReport",
    "MajorNote",
    "MajorReport",
    "MajorRule",
    "BookedMediator",
    "Booking",
    "Alert",
    "OverdueReminder",
    "SupervisionOrder",
    "Breach",
    "Case",
    "CaseDocument",
    "CaseEvent",
    "CaseGrant",
    "CaseMediator",
    "CaseText",
    "CaucusNote",
    "Clause",
    "Example",
    "Confirmation",
    "Custody",
    "ExpertInvitation",
    "Extension",
    "ImportBatch",
    "IntakeCheck",
    "Invitation",
    "Lead",
    "MediationSession",
    "Obligation",
    "PaperForm",
    "Party",
    "Performance",
    "PreventionTotal",
    "ProxySignature",
    "Recusal",
    "Representative",
    "ReturnVisit",
    "Room",
    "ScreeningRound",
    "SubsidyClaim",
    "SupportRequest",
    "Suspension",
    "Urging",
]
