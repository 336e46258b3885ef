"""Places, years or months side by side (比较). Places stand in the official order: nothing here is a ranking."""

from collections.abc import Collection
from dataclasses import dataclass

from .. import figures
from ..indicators import Figure, Indicator, caseload, outcomes
from ..periods import Period
from ..scopes import Scope

# Success never stands alone: what was refused, withdrawn or not reached stands beside it.
COMPARED: tuple[Indicator, ...] = (
    caseload.CASES_ACCEPTED,
    outcomes.CASES_SUCCEEDED,
    outcomes.SUCCESS_RATE,
    outcomes.AGREEMENT_AMOUNT,
    outcomes.CASES_NOT_REACHED,
    outcomes.CASES_REFUSED,
    outcomes.CASES_TERMINATED,
    outcomes.CASES_WITHDRAWN,
)
YEARS = 4


@dataclass(frozen=True)
class Side:
    """What stands side by side: a place or a period, its figures, and those of the other period where there is one."""

    scope: Scope
    period: Period
    figures: tuple[Figure, ...]
    before: tuple[Figure, ...] = ()
    is_total: bool = False
    is_place: bool = True


def places(scope: Scope, period: Period, other: Period | None, chosen: Collection[str]) -> list[Side]:
    """The scope, then its children or the chosen ones of them; as many queries however many there are."""
    now = figures.table(COMPARED, scope, period)
    earlier = figures.table(COMPARED, scope, other) if other else None
    before = {row.scope.code: row.figures for row in (earlier.total, *earlier.rows)} if earlier else {}
    return [
        Side(
            row.scope,
            period,
            row.figures,
            before.get(row.scope.code, ()),
            is_total=row is now.total,
        )
        for row in (now.total, *now.rows)
        if row is now.total or not chosen or row.scope.code in chosen
    ]


def years(scope: Scope, period: Period) -> list[Side]:
    """The same period in four years, the earliest first."""
    found = [period]
    while len(found) < YEARS:
        found.append(found[-1].previous_year())
    return [
        Side(scope, one, tuple(figures.compute(COMPARED, scope, one).values()), is_place=False)
        for one in reversed(found)
    ]


def months(scope: Scope, period: Period) -> list[Side]:
    """The months of the period."""
    return [
        Side(scope, point.period, tuple(point.figures.values()), is_place=False)
        for point in figures.trend(COMPARED, scope, period)
    ]
