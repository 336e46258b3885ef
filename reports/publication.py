"""The bureau's report as it is published: which indicator stands in which row, over which period, printed how.

Rows are told by the keys of the published table. Every number comes from its indicator; expected values live in tests.
Where the published text names no period, the row's period is our reading (design: cases by kind of organization and
docking since January of the year before).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.money import to_wan
from mediation.kernel.rounding import Exact, Rounding, present
from organizations.enums import OrganizationKind as Kind

from . import figures
from .enums import Unit
from .indicators import (
    Figure,
    Indicator,
    Listing,
    caseload,
    docking,
    groups,
    outcomes,
    people,
    prevention,
    register,
    rooms,
    support,
)
from .periods import Days, FirstMonths, Month, Months, Period, Year
from .scopes import Scope


class RowKind(StrEnum):
    """How a row is read: a number, an amount, a rate, a difference of rates, or "more than"."""

    COUNT = "count"
    SUM = "sum"
    RATE = "rate"
    POINTS = "points"
    BOUND = "bound"


@dataclass(frozen=True)
class ReportRow:
    """One row. `places` are printed in the row's `unit`; a bound is printed down to a multiple of `step`."""

    key: str
    label: Any
    indicator: Indicator
    period: Period
    kind: RowKind = RowKind.COUNT
    unit: Unit = Unit.CASES
    places: int = 0
    rounding: Rounding = Rounding.CUT
    step: int = 1


@dataclass(frozen=True)
class ReportedRow:
    """A row with its figure. `shown` is what is printed, in `row.unit`; None where there is nothing to divide by."""

    row: ReportRow
    scope: Scope
    figure: Figure

    @property
    def shown(self) -> Decimal | None:
        value = self.exact
        if value is not None and self.is_bound:
            value = int(value // self.row.step) * self.row.step
        return present(value, self.row.places, self.row.rounding)

    @property
    def is_bound(self) -> bool:
        """Whether the number is said as “500余”; one that is even, or smaller than a step, is said as it is."""
        value = self.exact
        if self.row.kind != RowKind.BOUND or value is None:
            return False
        return value > self.row.step and value % self.row.step != 0

    @property
    def exact(self) -> Exact | None:
        """The value in the row's unit, before anything is cut off."""
        value = self.figure.value
        if value is None or self.row.unit != Unit.TEN_THOUSAND_YUAN:
            return value
        return to_wan(Decimal(value)) if isinstance(value, int | Decimal) else Fraction(value) / 10_000

    @property
    def text(self) -> str:
        """As the report writes it: 5,205, 99.46, 500余."""
        if self.shown is None:
            return "—"
        if self.is_bound:
            return _("%(number)s余") % {"number": f"{self.shown:,f}"}
        return f"{self.shown:,f}"

    @property
    def lists(self) -> list[Listing]:
        """The lists behind the number."""
        return self.row.indicator.lists(self.scope, self.row.period)


def rows(scope: Scope, last: Month | None = None, rounding: Rounding = Rounding.CUT) -> list[ReportedRow]:
    """The report of a scope for January to `last` (August 2021 when not given), computed now."""
    return fill(report_rows(last or Month(2021, 8), rounding), scope)


def fill(plan: Sequence[ReportRow], scope: Scope) -> list[ReportedRow]:
    """The figures of a plan's rows, computed now; the queries go by period, not by row."""
    computed = {}
    for period, indicators in _by_period(plan).items():
        for code, figure in figures.compute(indicators, scope, period).items():
            computed[code, period] = figure
    return [ReportedRow(row, scope, computed[row.indicator.code, row.period]) for row in plan]


def _by_period(plan: Sequence[ReportRow]) -> dict[Period, list[Indicator]]:
    found = defaultdict(list)
    for row in plan:
        found[row.period].append(row.indicator)
    return found


def report_rows(last: Month, rounding: Rounding = Rounding.CUT) -> list[ReportRow]:
    """The rows of the report for January to `last` of a year, in printed order."""
    return [
        ReportRow(**{"rounding": rounding, **values})
        for values in (*_organizations(last), *_cases(last), *_people_and_money(last))
    ]


def _stock(last: Month) -> Period:
    return Days(last.as_of, last.as_of)


def _so_far(last: Month) -> Period:
    return FirstMonths(last.year, last.part)


def _since_year_before(last: Month) -> Period:
    return Months(Month(last.year - 1, 1), last)


def _organizations(last: Month) -> list[dict[str, Any]]:
    """Organizations, their mediators and the disputes handled at them, kind by kind."""
    plan: list[dict[str, Any]] = []

    def organization(key: str, kind: Kind) -> None:
        indicator = register.ORGANIZATIONS_BY_KIND[kind]
        plan.append(_row(key, indicator, _stock(last), unit=Unit.BODIES))

    def mediators(key: str, kind: Kind) -> None:
        plan.append(_row(key, register.POSTS_BY_KIND[kind], _stock(last), unit=Unit.PEOPLE))

    def disputes(key: str, kind: Kind) -> None:
        plan.append(_row(key, rooms.CASES_BY_KIND[kind], _since_year_before(last)))

    organization("org.village", Kind.VILLAGE)
    mediators("org.village.mediators", Kind.VILLAGE)
    disputes("case.by_kind.village", Kind.VILLAGE)
    organization("org.township", Kind.TOWNSHIP)
    mediators("org.township.mediators", Kind.TOWNSHIP)
    disputes("case.by_kind.township", Kind.TOWNSHIP)
    organization("org.county_guidance", Kind.GUIDANCE_COMMITTEE)
    plan.append(_row("org.county_guidance.staff", register.GUIDANCE_STAFF, _stock(last), unit=Unit.PEOPLE))
    organization("org.studio", Kind.STUDIO)
    mediators("org.studio.mediators", Kind.STUDIO)
    organization("org.industry", Kind.INDUSTRY)
    mediators("org.industry.mediators", Kind.INDUSTRY)
    disputes("case.by_kind.industry", Kind.INDUSTRY)
    plan.append(_row("org.finance_centre", register.FINANCE_CENTRES, _stock(last), unit=Unit.BODIES))
    year = Months(last.moved(-11), last)
    plan.append(_row("case.finance", rooms.CASES_FINANCE, year, kind=RowKind.BOUND, step=100))
    plan.append(
        _row(
            "case.finance.amount",
            rooms.FINANCE_AMOUNT,
            year,
            kind=RowKind.BOUND,
            unit=Unit.TEN_THOUSAND_YUAN,
            step=10_000,
        )
    )
    organization("expert.bank", Kind.EXPERT_BANK)
    plan.append(_row("expert.people", people.EXPERTS, _stock(last), unit=Unit.PEOPLE))
    plan.append(
        _row("expert.participations", support.EXPERT_PARTICIPATIONS, _so_far(last), unit=Unit.PERSON_TIMES)
    )
    organization("org.stationed", Kind.STATIONED_ROOM)
    mediators("org.stationed.mediators", Kind.STATIONED_ROOM)
    disputes("case.by_kind.stationed", Kind.STATIONED_ROOM)
    organization("org.park_market", Kind.PARK_MARKET)
    mediators("org.park_market.mediators", Kind.PARK_MARKET)
    plan.append(_row("org.court_room", register.COURT_ROOMS, _stock(last), unit=Unit.BODIES))
    organization("org.lawyer_room", Kind.LAWYER_ROOM)
    organization("org.admin_dispute_centre", Kind.ADMIN_DISPUTE_CENTRE)
    organization("org.admin_room", Kind.ADMIN_ROOM)
    return plan


def _cases(last: Month) -> list[dict[str, Any]]:
    """Screening, acceptance, success, amounts, docking and confirmation."""
    period, longer = _so_far(last), _since_year_before(last)
    rate: dict[str, Any] = {"kind": RowKind.RATE, "unit": Unit.PERCENT, "places": 2}
    return [
        _row("screening.runs", prevention.SCREENING_ROUNDS, period, unit=Unit.TIMES),
        _row("screening.runs.yoy", prevention.SCREENING_ROUNDS_YOY, period, **rate),
        _row("case.accepted", caseload.CASES_ACCEPTED, period),
        _row("case.accepted.yoy", caseload.CASES_ACCEPTED_YOY, period, **rate),
        _row("case.succeeded", outcomes.CASES_SUCCEEDED, period),
        _row("case.succeeded.yoy", outcomes.CASES_SUCCEEDED_YOY, period, **rate),
        _row("case.success_rate", outcomes.SUCCESS_RATE, period, **rate),
        _row(
            "case.success_rate.points",
            outcomes.SUCCESS_RATE_YOY,
            period,
            kind=RowKind.POINTS,
            unit=Unit.POINTS,
            places=2,
        ),
        _row(
            "case.amount",
            outcomes.AGREEMENT_AMOUNT,
            period,
            kind=RowKind.SUM,
            unit=Unit.TEN_THOUSAND_YUAN,
            places=1,
        ),
        _row("referral.docked", docking.CASES_DOCKED, longer),
        _row("referral.docked.share", docking.DOCKED_SHARE, longer, **{**rate, "places": 0}),
        _row("confirmation.confirmed", docking.CONFIRMATIONS, longer),
    ]


def _people_and_money(last: Month) -> list[dict[str, Any]]:
    """Volunteers, mediators, subsidies, and the dispute of many that the report tells."""
    start, end = Days(Year(last.year).start, Year(last.year).start), _stock(last)
    first, second = Year(last.year - 2), Year(last.year - 1)
    both = Months(Month(first.year, 1), Month(second.year, 12))
    money: dict[str, Any] = {"kind": RowKind.SUM, "unit": Unit.TEN_THOUSAND_YUAN}
    full_time = people.MEDIATORS_FULL_TIME
    return [
        _row("people.info_volunteers", people.INFORMATION_VOLUNTEERS, end, unit=Unit.PEOPLE),
        _row("people.mediators", people.MEDIATORS, end, unit=Unit.PEOPLE),
        _row(
            "people.full_time.start",
            full_time,
            start,
            unit=Unit.PEOPLE,
            label=gettext_lazy("专职人民调解员（年初）"),
        ),
        _row("people.full_time", full_time, end, unit=Unit.PEOPLE),
        _row(f"subsidy.{first.code}", support.SUBSIDY_AMOUNT, first, places=2, **money),
        _row(f"subsidy.{second.code}", support.SUBSIDY_AMOUNT, second, places=3, **money),
        _row("subsidy.total", support.SUBSIDY_AMOUNT, both, places=3, **money),
        _row("group_case.claimants", groups.GROUP_APPLICANTS, _so_far(last), unit=Unit.PEOPLE),
    ]


def _row(key: str, indicator: Indicator, period: Period, **values: Any) -> dict[str, Any]:
    return {"key": key, "label": indicator.label, "indicator": indicator, "period": period, **values}
