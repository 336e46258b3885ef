"""Further changes against a year before (同比) and against the period just before (环比)."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from . import (
    aftermath,
    caseload,
    columns,
    docking,
    funding,
    outcomes,
    people,
    performing,
    prevention,
    register,
    team,
)
from .kinds import Measure, Ratio
from .registry import period_over_period, year_over_year

_COMPARED_WITH_A_YEAR_BEFORE: tuple[Measure | Ratio, ...] = (
    caseload.CASES_PARTIES,
    caseload.CASES_MAJOR,
    *caseload.CASES_BY_SOURCE.values(),
    *columns.CASES_BY_ENTRUSTER.values(),
    outcomes.CASES_CONCLUDED,
    outcomes.CASES_AGREEMENTS,
    outcomes.CASES_ORAL,
    outcomes.CASES_WRITTEN,
    outcomes.AGREEMENT_RATE,
    outcomes.SUCCESS_RATE_CONCLUDED,
    performing.CASES_PERFORMED,
    performing.PERFORMED_RATE,
    aftermath.PERFORMED_SHARE,
    docking.CASES_DOCKED,
    docking.DOCKED_SHARE,
    docking.CONFIRMATIONS,
    docking.CONFIRMATIONS_APPLIED,
    docking.CONFIRMATION_RATE,
    prevention.SCREENING_FOUND,
    prevention.PREVENTED,
    register.ORGANIZATIONS,
    people.MEDIATORS,
    people.MEDIATORS_FULL_TIME,
    team.COMMITTEES,
    funding.TRAINING_PEOPLE,
    funding.FUNDS,
    funding.FUNDS_GUIDANCE,
    funding.FUNDS_COMMITTEES,
    funding.FUNDS_MEDIATORS,
)
_COMPARED_WITH_THE_PERIOD_BEFORE: tuple[Measure | Ratio, ...] = (
    caseload.CASES_ACCEPTED,
    outcomes.CASES_SUCCEEDED,
    outcomes.SUCCESS_RATE,
    outcomes.AGREEMENT_AMOUNT,
    prevention.SCREENING_ROUNDS,
)

YEAR_OVER_YEAR = {
    of.code: year_over_year(of, label=format_lazy(_("{label}同比"), label=of.label))
    for of in _COMPARED_WITH_A_YEAR_BEFORE
}
PERIOD_OVER_PERIOD = {
    of.code: period_over_period(of, label=format_lazy(_("{label}环比"), label=of.label))
    for of in _COMPARED_WITH_THE_PERIOD_BEFORE
}
