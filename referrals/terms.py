"""The terms of a letter, in Beijing days."""

from datetime import date

from cases.enums import LegalMode
from mediation.kernel.calendar import Due, add_calendar_days_for_term, add_working_days

from .enums import Procedure

# 法释〔2021〕23号 第十二条: accept, or decline with the reason, within three working days.
WORKING_DAYS_TO_ANSWER = 3
# 法释〔2016〕14号 第二十七条: thirty days before docketing; after it fifteen, in summary procedure seven.
DAYS_BEFORE_DOCKETING = 30
DAYS_ORDINARY = 15
DAYS_SUMMARY = 7


def answer_due(sent_on: date, area: str = "") -> Due:
    """The last day for accepting or declining a letter that reached the committee on `sent_on`.

    `area` is the code of the committee's division, whose local holidays hold.
    """
    return add_working_days(sent_on, WORKING_DAYS_TO_ANSWER, area)


def mediation_days(mode: str, procedure: str) -> int:
    """The term of mediation in calendar days from acceptance.

    Letters outside a court's list (移送) take the month in which committees conclude (若干规定 第三十三条).
    """
    if mode != LegalMode.ENTRUSTED:
        return DAYS_BEFORE_DOCKETING
    return DAYS_SUMMARY if procedure == Procedure.SUMMARY else DAYS_ORDINARY


def mediation_due(mode: str, procedure: str, received_on: date) -> Due:
    """The day by which mediation should end."""
    return add_calendar_days_for_term(received_on, mediation_days(mode, procedure))
