"""What the overview holds for one scope and period."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.models import Case

from .. import figures
from ..figures import Point, Slice, Table
from ..indicators import (
    Figure,
    Indicator,
    caseload,
    docking,
    outcomes,
    people,
    prevention,
    register,
)
from ..indicators.cuts import DISPUTE_TYPE, ENTRUSTER
from ..periods import FirstMonths, Month, Period, last_complete_month
from ..scopes import Scope
from .board import Block

# The four big figures.
HEADLINE: tuple[Indicator, ...] = (
    caseload.CASES_ACCEPTED,
    outcomes.CASES_SUCCEEDED,
    outcomes.SUCCESS_RATE,
    outcomes.AGREEMENT_AMOUNT,
)
# The other rates that are called by the same word elsewhere.
OTHER_RATES: tuple[Indicator, ...] = (outcomes.SUCCESS_RATE_COHORT, outcomes.SUCCESS_RATE_CONCLUDED)
BLOCKS = (
    Block(
        _("怎样结束的"),
        (
            outcomes.CASES_ORAL,
            outcomes.CASES_WRITTEN,
            outcomes.CASES_NOT_REACHED,
            outcomes.CASES_REFUSED,
            outcomes.CASES_TERMINATED,
            outcomes.CASES_WITHDRAWN,
            caseload.CASES_DECLINED,
            caseload.CASES_OPEN,
        ),
        note=_("调解以自愿为前提：不愿调解、撤回申请和没有达成协议，都不是哪个组织的过错。"),
    ),
    Block(
        _("来源、诉调对接和司法确认"),
        (
            *caseload.CASES_BY_SOURCE.values(),
            docking.CASES_DOCKED,
            docking.DOCKED_SHARE,
            docking.CONFIRMATIONS,
        ),
    ),
    Block(
        _("排查和队伍"),
        (prevention.SCREENING_ROUNDS, register.ORGANIZATIONS, people.MEDIATORS),
    ),
)
# What must stand beside the rate, so that refusing counts against nobody.
BESIDE: tuple[Indicator, ...] = tuple(indicator for block in BLOCKS for indicator in block.indicators)
TREND = (caseload.CASES_ACCEPTED, outcomes.CASES_SUCCEEDED, outcomes.SUCCESS_RATE)
BY_TYPE = caseload.CASES_ACCEPTED
TABLE = (
    caseload.CASES_ACCEPTED,
    outcomes.CASES_SUCCEEDED,
    outcomes.SUCCESS_RATE,
    outcomes.CASES_NOT_REACHED,
    outcomes.CASES_REFUSED,
    outcomes.CASES_TERMINATED,
    outcomes.CASES_WITHDRAWN,
    outcomes.AGREEMENT_AMOUNT,
)


@dataclass(frozen=True)
class Dashboard:
    """The figures by code, the line by month, accepted cases by type and by who entrusted them, the table of children."""

    scope: Scope
    period: Period
    figures: dict[str, Figure]
    trend: list[Point]
    by_type: list[Slice]
    by_entruster: list[Slice]
    table: Table


def build(scope: Scope, period: Period) -> Dashboard:
    """Count everything now. Takes the same number of queries however many cases, months and children there are."""
    return Dashboard(
        scope=scope,
        period=period,
        figures=figures.compute([*HEADLINE, *OTHER_RATES, *BESIDE], scope, period),
        trend=figures.trend(TREND, scope, period),
        by_type=figures.breakdown(BY_TYPE, scope, period, DISPUTE_TYPE),
        by_entruster=figures.breakdown(BY_TYPE, scope, period, ENTRUSTER),
        table=figures.table(TABLE, scope, period),
    )


def default_period(scope: Scope, today: date) -> Period:
    """January to the last complete month that has cases and a year before to compare with; else the last complete
    month with cases; else the last complete month.
    """
    dated = Case.objects.counted().filter(caseload.CASES_ACCEPTED.place.rows_of(scope, today))
    latest: Month | None = None
    before = last_complete_month(today).end
    while True:
        day = (
            dated.filter(accepted_on__lt=before)
            .order_by("-accepted_on")
            .values_list("accepted_on", flat=True)
            .first()
        )
        if day is None:
            chosen = latest or last_complete_month(today)
            return FirstMonths(chosen.year, chosen.part)
        month = Month(day.year, day.month)
        latest = latest or month
        year_before = month.previous_year()
        if dated.filter(accepted_on__gte=year_before.start, accepted_on__lt=year_before.end).exists():
            return FirstMonths(month.year, month.part)
        before = month.start
