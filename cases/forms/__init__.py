"""What each step asks, with its checks; page, API and import fill the same forms."""

from .booking import BookSessionForm, CancelBookingForm, RoomForm, upcoming
from .bulk import AssignManyForm
from .clauses import ClauseForm
from .confirmation import ApplyConfirmationForm, RulingForm
from .editing import EditCaseForm, MoveCaseForm, check_subtype
from .ending import CloseForm, EndForm, RefuseForm, TerminateForm, VoidForm
from .examples import WithdrawExampleForm, WriteExampleForm
from .filters import CaseFilterForm
from .frame import frame_of
from .grid import Grid
from .intake import AcceptForm, AssignForm, ConsentForm, DeclineForm, mediators_of
from .leads import InvitationAnswerForm, InviteForm, LeadForm
from .leaving import PartyLeavesForm
from .major import (
    DangerForm,
    MarkMajorForm,
    ReportMajorForm,
    TellMoreForm,
    UnmarkMajorForm,
)
from .mediating import OralAgreementForm, WrittenAgreementForm
from .papers import AttachForm, IssueBlanksForm, VoidBlankForm
from .parties import PartiesForm, PartyForm
from .people import (
    NO_CONFLICT,
    AfterDeclarationsForm,
    DeclareForm,
    OverrideConflictForm,
    RecuseForm,
    undeclared,
)
from .performing import BreachForm, PerformanceForm, ReopenForm, UrgeForm
from .prevention import PreventionForm
from .registration import QuickResult, RegisterCaseForm
from .representatives import EndRepresentativeForm, NameRepresentativeForm
from .screening import ScreeningForm
from .sessions import CaucusNoteForm, SessionForm
from .sharing import AdviceForm, AnswerInvitationForm, InviteExpertForm, LendCaseForm
from .signing import SIGNED, TakeEffectForm
from .source import SourceForm
from .step import SUMMARY_LENGTH, StepForm
from .supervision import AnswerOrderForm, OrderForm
from .support import AnswerSupportForm, AskSupportForm, WithdrawSupportForm
from .term import ExtendTermForm, ResumeForm, SuspendForm
from .visiting import ReturnVisitForm

__all__ = [
    "AnswerOrderForm",
    "OrderForm",
    "DangerForm",
    "MarkMajorForm",
    "ReportMajorForm",
    "TellMoreForm",
    "UnmarkMajorForm",
    "SIGNED",
    "NO_CONFLICT",
    "SUMMARY_LENGTH",
    "AcceptForm",
    "AdviceForm",
    "AfterDeclarationsForm",
    "AnswerSupportForm",
    "AnswerInvitationForm",
    "ApplyConfirmationForm",
    "AskSupportForm",
    "AssignForm",
    "AssignManyForm",
    "AttachForm",
    "BookSessionForm",
    "BreachForm",
    "CancelBookingForm",
    "CaseFilterForm",
    "CaucusNoteForm",
    "ClauseForm",
    "CloseForm",
    "ConsentForm",
    "DeclareForm",
    "DeclineForm",
    "EditCaseForm",
    "EndForm",
    "EndRepresentativeForm",
    "ExtendTermForm",
    "Grid",
    "InvitationAnswerForm",
    "InviteExpertForm",
    "InviteForm",
    "IssueBlanksForm",
    "LeadForm",
    "LendCaseForm",
    "MoveCaseForm",
    "NO_CONFLICT",
    "NameRepresentativeForm",
    "OralAgreementForm",
    "OverrideConflictForm",
    "PartiesForm",
    "PartyForm",
    "PartyLeavesForm",
    "PerformanceForm",
    "PreventionForm",
    "QuickResult",
    "RecuseForm",
    "RefuseForm",
    "RegisterCaseForm",
    "ReopenForm",
    "ResumeForm",
    "WithdrawExampleForm",
    "WriteExampleForm",
    "RoomForm",
    "ReturnVisitForm",
    "RulingForm",
    "SIGNED",
    "SUMMARY_LENGTH",
    "ScreeningForm",
    "SessionForm",
    "SourceForm",
    "StepForm",
    "SuspendForm",
    "TakeEffectForm",
    "TerminateForm",
    "UrgeForm",
    "VoidBlankForm",
    "VoidForm",
    "WithdrawSupportForm",
    "WrittenAgreementForm",
    "check_subtype",
    "frame_of",
    "mediators_of",
    "undeclared",
    "upcoming",
]
