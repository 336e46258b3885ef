"""The kinds of indicators. One object gives the figure, the lists behind it, and what every door prints about it.

A *measure* counts or adds up rows of one table; a ratio or a change is reckoned from measures, which stay visible as
its operands. Values are exact: a report rounds them (mediation.kernel.rounding).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, NamedTuple

from django.db.models import Aggregate, DecimalField, F, Func, IntegerField, Q, QuerySet
from django.db.models import Count as CountRows
from django.db.models import Sum as SumOf
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.errors import InvalidInput
from mediation.kernel.rounding import Exact, growth, percent, points
from organizations.models import Person
from reports import entered
from reports.enums import Unit
from reports.periods import Period
from reports.scopes import Scope

from .cuts import Cut, Dimension
from .places import Place
from .windows import Window


class Leaf(NamedTuple):
    """One measure of one period: what is counted, and what one list shows."""

    measure: "Measure"
    period: Period


class Listing(NamedTuple):
    """One list behind a figure; a ratio has two, the change of a ratio four."""

    label: str
    measure: "Measure"
    period: Period
    rows: QuerySet


@dataclass(frozen=True)
class Figure:
    """An indicator's value with the exact operands it was reckoned from, never rounded."""

    indicator: "Indicator"
    operands: tuple[Exact, ...]

    @property
    def value(self) -> Exact | None:
        """The count, sum (yuan), percentage or difference; None where there is nothing to divide by, or no figure."""
        return self.indicator.combine(self.operands) if self.operands else None

    @property
    def is_entered(self) -> bool:
        """Whether a total of earlier years that somebody entered (补录) is among the operands."""
        return any(entered.is_entered(operand) for operand in self.operands)

    @property
    def numerator(self) -> Exact:
        return self.operands[0]

    @property
    def denominator(self) -> Exact | None:
        """What the numerator was divided by or compared with; None for a count or a sum."""
        return self.operands[1] if len(self.operands) > 1 else None


@dataclass(frozen=True, kw_only=True, eq=False)
class Indicator:
    """`code` is permanent: it stands in URLs, stored figures, exports and the API. `basis` names article or table."""

    code: str
    label: Any
    definition: Any
    unit: Unit
    basis: Any
    version: int = 1

    # Whether the figure of a division is the sum of its own row and its children.
    additive: ClassVar[bool] = False

    def leaves(self, period: Period) -> tuple[Leaf, ...]:
        """The measures and periods it is reckoned from, in the order of its operands."""
        raise NotImplementedError

    def combine(self, operands: Sequence[Exact]) -> Exact | None:
        """The value, from the values of the leaves."""
        raise NotImplementedError

    def can_be_cut(self, dimension: Dimension, period: Period) -> bool:
        """Whether the figure has parts by a dimension."""
        try:
            return all(leaf.measure.column_of(dimension) for leaf in self.leaves(period))
        except InvalidInput:
            return False

    def figure(self, scope: Scope, period: Period, cut: Cut | None = None) -> Figure:
        """Counted now, from the source rows."""
        return Figure(
            self, tuple(leaf.measure.value(scope, leaf.period, cut) for leaf in self.leaves(period))
        )

    def lists(self, scope: Scope, period: Period, cut: Cut | None = None) -> list[Listing]:
        """The lists behind the figure, one for each operand."""
        leaves = self.leaves(period)
        return [
            Listing(
                str(leaf.measure.label)
                if len(leaves) == 1
                else _("%(label)s（%(period)s）")
                % {"label": leaf.measure.label, "period": leaf.period.label},
                leaf.measure,
                leaf.period,
                leaf.measure.rows(scope, leaf.period, cut),
            )
            for leaf in leaves
        ]

    @property
    def column(self) -> str:
        """The heading of its column in an export."""
        return _("%(label)s（%(unit)s）") % {"label": self.label, "unit": self.unit.label}


@dataclass(frozen=True, kw_only=True, eq=False)
class Measure(Indicator):
    """Counts rows of `source` that fit `where`, in a window of days, at a place."""

    source: Callable[[], QuerySet]
    window: Window
    place: Place
    # A condition, or one that asks for the period's last day.
    where: Q | Callable[[date], Q] = field(default_factory=Q)

    additive: ClassVar[bool] = True
    zero: ClassVar[Exact] = 0

    def leaves(self, period: Period) -> tuple[Leaf, ...]:
        return (Leaf(self, period),)

    def combine(self, operands: Sequence[Exact]) -> Exact | None:
        return operands[0]

    def condition(self, period: Period) -> Q:
        """`where` for a period."""
        return self.where if isinstance(self.where, Q) else self.where(period.as_of)

    def aggregate(self, condition: Q) -> Aggregate | Coalesce:
        """The database's expression over the rows that fit the condition."""
        return CountRows("pk", filter=condition)

    def counted(self, scope: Scope, period: Period, cut: Cut | None = None) -> QuerySet:
        """The rows of `source` that count."""
        rows = self.source().filter(
            self.window.rows_of(period) & self.place.rows_of(scope, period.as_of) & self.condition(period)
        )
        return rows if cut is None else rows.filter(**{self.column_of(cut.dimension): cut.value})

    def rows(self, scope: Scope, period: Period, cut: Cut | None = None) -> QuerySet:
        """The list behind the figure: one row for each that was counted."""
        return self.counted(scope, period, cut)

    def value(self, scope: Scope, period: Period, cut: Cut | None = None) -> Exact:
        known = entered.value(self, scope, period) if cut is None else None
        if known is not None:
            return known
        return self.counted(scope, period, cut).aggregate(value=self.aggregate(Q()))["value"]

    def column_of(self, dimension: Dimension) -> str:
        """The path from a row to a dimension's column. Raises InvalidInput for what cannot be cut by it."""
        if dimension.of_organization:
            return f"{self.place.belongs_to}{dimension.column}"
        return f"{self.case_path}{dimension.column}"

    @property
    def case_path(self) -> str:
        """The path from a row to its case. Raises InvalidInput for a measure about no case, which cannot be cut."""
        if self.place.case is None:
            raise InvalidInput({"by": [_("这个指标不是案件数，不能再分类。")]})
        return self.place.case


@dataclass(frozen=True, kw_only=True, eq=False)
class Count(Measure):
    """Rows dated inside the period."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Stock(Measure):
    """Rows that hold on the period's last day: from ≤ day < until."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Sum(Measure):
    """A column in yuan, added up over rows dated inside the period."""

    column_summed: str
    # Heads the column in lists whose rows do not show it anyway.
    heading: Any = ""

    zero: ClassVar[Exact] = Decimal(0)

    def aggregate(self, condition: Q) -> Aggregate | Coalesce:
        return Coalesce(
            SumOf(self.column_summed, filter=condition),
            Decimal(0),
            output_field=DecimalField(decimal_places=2),
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class Total(Sum):
    """A column of counts that somebody else added up, summed once more."""

    zero: ClassVar[Exact] = 0

    def aggregate(self, condition: Q) -> Aggregate | Coalesce:
        return Coalesce(SumOf(self.column_summed, filter=condition), 0)


@dataclass(frozen=True, kw_only=True, eq=False)
class Days(Total):
    """Calendar days from `since` to `until`, added up: 0 where both are one day."""

    since: str | Combinable
    until: str | Combinable
    column_summed: str = "figure_days"
    heading: Any = gettext_lazy("天数")

    @property
    def between(self) -> Func:
        """The days of one row."""
        since, until = (F(day) if isinstance(day, str) else day for day in (self.since, self.until))
        return Func(until, since, template="(%(expressions)s)", arg_joiner=" - ", output_field=IntegerField())

    def aggregate(self, condition: Q) -> Aggregate | Coalesce:
        return Coalesce(SumOf(self.between, filter=condition), 0)

    def rows(self, scope: Scope, period: Period, cut: Cut | None = None) -> QuerySet:
        return self.counted(scope, period, cut).annotate(**{self.column_summed: self.between})


@dataclass(frozen=True, kw_only=True, eq=False)
class Distinct(Measure):
    """Persons behind the posts that hold on the period's last day, each once."""

    person: str = "person"

    additive: ClassVar[bool] = False

    def aggregate(self, condition: Q) -> Aggregate | Coalesce:
        return CountRows(self.person, filter=condition, distinct=True)

    def rows(self, scope: Scope, period: Period, cut: Cut | None = None) -> QuerySet:
        return Person.objects.filter(pk__in=self.counted(scope, period, cut).values(self.person))


@dataclass(frozen=True, kw_only=True, eq=False)
class Ratio(Indicator):
    """One measure in percent of another; it may pass 100 %."""

    numerator: Measure
    denominator: Measure
    unit: Unit = Unit.PERCENT

    def leaves(self, period: Period) -> tuple[Leaf, ...]:
        return (Leaf(self.numerator, period), Leaf(self.denominator, period))

    def combine(self, operands: Sequence[Exact]) -> Exact | None:
        return percent(*operands)


@dataclass(frozen=True, kw_only=True, eq=False)
class Average(Ratio):
    """A sum for each of what was counted, in the sum's unit instead of percent."""

    unit: Unit = Unit.DAYS

    def combine(self, operands: Sequence[Exact]) -> Exact | None:
        total, count = operands
        return Fraction(total) / Fraction(count) if count else None


@dataclass(frozen=True, kw_only=True, eq=False)
class Change(Indicator):
    """An indicator against an earlier period: growth in percent, or the difference of two rates in points."""

    of: Measure | Ratio
    earlier: Callable[[Period], Period]

    def leaves(self, period: Period) -> tuple[Leaf, ...]:
        return (*self.of.leaves(period), *self.of.leaves(self.earlier(period)))

    def combine(self, operands: Sequence[Exact]) -> Exact | None:
        half = len(operands) // 2
        now, before = operands[:half], operands[half:]
        if isinstance(self.of, Ratio):
            return points(self.of.combine(now), self.of.combine(before))  # type: ignore[arg-type]
        return growth(now[0], before[0])
