"""What each page asks, and what the API filters by."""

from .accounts import AccountFilterForm, AccountForm
from .appointing import AppointForm, EndPostForm
from .calendar import CalendarForm
from .founding import CloseForm, DivisionForm, EditForm, FoundForm, MoveForm
from .grants import LendForm
from .journal import JournalFilterForm
from .register import RegisterFilterForm
from .session import ChangePasswordForm, LogInForm
from .setting_up import SetUpForm
from .tokens import TokenForm

__all__ = [
    "AccountFilterForm",
    "AccountForm",
    "AppointForm",
    "CalendarForm",
    "ChangePasswordForm",
    "CloseForm",
    "DivisionForm",
    "EditForm",
    "EndPostForm",
    "FoundForm",
    "JournalFilterForm",
    "LendForm",
    "LogInForm",
    "MoveForm",
    "RegisterFilterForm",
    "SetUpForm",
    "TokenForm",
]
