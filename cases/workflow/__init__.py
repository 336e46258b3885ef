"""Every step of a case as one table. `ending.CLOSE` is the model to copy for a new one; each module has one stage.

Pages, API, imports and jobs call `case_workflow.perform`. The order here is the order in which steps are offered.
"""

from mediation.kernel.workflow import Workflow

from ..models import Case, CaseEvent
from .booking import BOOK_SESSION, CANCEL_BOOKING, ENDING, free_what_was_booked
from .confirming import APPLY_FOR_CONFIRMATION, RECORD_RULING
from .ending import CLOSE, NOT_REACHED, REFUSE, TERMINATE, VOID
from .intake import ACCEPT, ASSIGN, DECLINE, RECORD_CONSENT, RECORD_SOURCE
from .leaving import PARTY_LEAVES
from .major import MARK_MAJOR, REPORT_DANGER, REPORT_MAJOR, TELL_MORE, UNMARK_MAJOR
from .mediating import AGREE_IN_WRITING, AGREE_ORALLY, TAKE_EFFECT
from .people import DECLARE, OVERRIDE_CONFLICT, RECUSE
from .performing import RECORD_BREACH, RECORD_PERFORMANCE, REOPEN, URGE
from .representatives import END_REPRESENTATIVE, NAME_REPRESENTATIVE
from .sitting import NOTE_CAUCUS, RECORD_SESSION
from .support import ANSWER_SUPPORT, ASK_SUPPORT, WITHDRAW_SUPPORT
from .telling import WITHDRAW_EXAMPLE, WRITE_EXAMPLE
from .term import EXTEND_TERM, RESUME, SUSPEND
from .visiting import RETURN_VISIT

case_workflow: Workflow[Case] = Workflow(
    Case,
    CaseEvent,
    "case",
    [
        RECORD_CONSENT,
        ACCEPT,
        ASSIGN,
        NAME_REPRESENTATIVE,
        END_REPRESENTATIVE,
        DECLARE,
        RECUSE,
        OVERRIDE_CONFLICT,
        PARTY_LEAVES,
        BOOK_SESSION,
        CANCEL_BOOKING,
        RECORD_SESSION,
        NOTE_CAUCUS,
        SUSPEND,
        RESUME,
        EXTEND_TERM,
        AGREE_ORALLY,
        AGREE_IN_WRITING,
        TAKE_EFFECT,
        CLOSE,
        RECORD_PERFORMANCE,
        URGE,
        RETURN_VISIT,
        WRITE_EXAMPLE,
        WITHDRAW_EXAMPLE,
        APPLY_FOR_CONFIRMATION,
        RECORD_RULING,
        RECORD_BREACH,
        REOPEN,
        DECLINE,
        NOT_REACHED,
        REFUSE,
        TERMINATE,
        RECORD_SOURCE,
        VOID,
        ASK_SUPPORT,
        WITHDRAW_SUPPORT,
        ANSWER_SUPPORT,
        MARK_MAJOR,
        REPORT_MAJOR,
        TELL_MORE,
        UNMARK_MAJOR,
        REPORT_DANGER,
    ],
)
case_workflow.on(*ENDING)(free_what_was_booked)
