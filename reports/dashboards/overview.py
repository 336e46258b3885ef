"""What the overview holds for one scope and period, and how it is stored: exact operands as texts, never a ratio."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.models import Case

from .. import entered, figures
from ..figures import Point, Row, Slice, Table
from ..indicators import (
    REGISTRY,
    Figure,
    Indicator,
    caseload,
    docking,
    outcomes,
    people,
    prevention,
    register,
)
from ..indicators.cuts import DISPUTE_TYPE, ENTRUSTER, Cut, Dimension
from ..periods import FirstMonths, Month, Period, last_complete_month, parse
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
# Raised when the overview holds more than what was stored before.
_LAYOUT = 2
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


def fingerprint() -> str:
    """Changes when an indicator's definition does: figures stored under another one are computed anew."""
    used = {i.code: i.version for i in (*HEADLINE, *OTHER_RATES, *BESIDE, *TREND, BY_TYPE, *TABLE)}
    return sha256(repr((_LAYOUT, sorted(used.items()))).encode()).hexdigest()[:16]


def to_json(dashboard: Dashboard) -> dict[str, Any]:
    """The dashboard's operands as texts."""
    return {
        "fingerprint": fingerprint(),
        "figures": _dump(dashboard.figures.values()),
        "trend": [[point.period.code, _dump(point.figures.values())] for point in dashboard.trend],
        "by_type": _dump_slices(dashboard.by_type),
        "by_entruster": _dump_slices(dashboard.by_entruster),
        "table": [[row.scope.code, _dump(row.figures)] for row in dashboard.table.rows],
        "total": _dump(dashboard.table.total.figures),
    }


def from_json(stored: dict[str, Any], scope: Scope, period: Period) -> Dashboard:
    """The dashboard that `to_json` wrote; one or two queries for the names of the children."""
    children = {child.code: child for child in scope.children(period.as_of)} if stored["table"] else {}
    rows = [
        Row(children[code], tuple(_load(operands)[i.code] for i in TABLE))
        for code, operands in stored["table"]
    ]
    total = Row(scope, tuple(_load(stored["total"])[i.code] for i in TABLE))
    return Dashboard(
        scope=scope,
        period=period,
        figures=_load(stored["figures"]),
        trend=[Point(parse(code), _ordered(_load(operands), TREND)) for code, operands in stored["trend"]],
        by_type=_load_slices(stored["by_type"], DISPUTE_TYPE),
        by_entruster=_load_slices(stored["by_entruster"], ENTRUSTER),
        table=Table(scope, period, TABLE, total, rows),
    )


def _dump(these: Iterable[Figure]) -> dict[str, list[str]]:
    return {figure.indicator.code: [entered.dump(operand) for operand in figure.operands] for figure in these}


def _dump_slices(slices: list[Slice]) -> list[Any]:
    return [[part.cut.value, _dump([part.figure])] for part in slices]


def _load_slices(stored: list[Any], dimension: Dimension) -> list[Slice]:
    return [Slice(Cut(dimension, value), _load(operands)[BY_TYPE.code]) for value, operands in stored]


def _load(stored: dict[str, list[str]]) -> dict[str, Figure]:
    return {
        code: Figure(REGISTRY[code], tuple(entered.load(text) for text in operands))
        for code, operands in stored.items()
    }


def _ordered(loaded: dict[str, Figure], indicators: Iterable[Indicator]) -> dict[str, Figure]:
    """JSON keeps names in an order of its own; a row of a table has its columns in ours."""
    return {indicator.code: loaded[indicator.code] for indicator in indicators}
