"""Totals of earlier years (补录的往年总数): used where the system has no records of its own, and always marked.

A figure takes an entered total when its scope is a whole division, its period ended before the division's first record,
and a total of exactly that period was entered, or totals of parts that fill it without a gap. Live counts and entered
totals are never added to each other.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Min

from cases.models import Case
from mediation.kernel.rounding import Exact

from .indicators.places import ByAcceptance
from .indicators.windows import InMonths, On
from .models import EnteredTotal
from .periods import Period, months_of

if TYPE_CHECKING:
    from .indicators.kinds import Leaf, Measure
    from .scopes import Scope

_PLACE = ByAcceptance()


class EnteredCount(int):
    """A count that somebody entered; equal to the number, and says where it is from."""


class EnteredAmount(Decimal):
    """An amount in yuan that somebody entered."""


def is_entered(value: Any) -> bool:
    """Whether a value was entered, not counted."""
    return isinstance(value, EnteredCount | EnteredAmount)


def may_be_entered(measure: Any) -> bool:
    """Totals are entered for what is dated and adds up: counts and sums, no stocks, no persons."""
    return bool(measure.additive) and isinstance(getattr(measure, "window", None), On | InMonths)


def first_days(scope: "Scope", *, children: bool = False) -> dict[Hashable, date]:
    """The first day of records: of a scope under None, or of its child divisions by code."""
    rows = Case.objects.counted().filter(_PLACE.rows_of(scope, date.max))
    if not children:
        first = rows.aggregate(first=Min("accepted_on"))["first"]
        return {None: first} if first else {}
    key = _PLACE.child_key(scope)
    return dict(rows.order_by().values_list(key).annotate(first=Min("accepted_on")))


def overlay(
    counted: dict["Leaf", dict[Hashable, Exact]],
    scope: "Scope",
    *,
    children: bool = False,
    months: bool = False,
) -> dict["Leaf", dict[Hashable, Exact]]:
    """The counted values of leaves with entered totals in the place of those that nobody could count.

    One query where nothing was entered.
    """
    leaves = [leaf for leaf in counted if may_be_entered(leaf.measure)]
    if not leaves or not _is_whole(scope) or (children and not scope.child_level):
        return counted
    found = _entries(leaves, scope, children=children)
    if not found:
        return counted
    firsts = first_days(scope, children=children)
    for leaf in leaves:
        for key, entries in found.get(leaf.measure.code, {}).items():
            for at, period in _asked(leaf, months):
                first = firsts.get(key)
                if first is not None and period.end > first:
                    continue
                total = _fill(entries, period)
                if total is not None:
                    counted[leaf][at if months else key] = _typed(leaf.measure, total)
    return counted


def value(measure: "Measure", scope: "Scope", period: Period) -> Exact | None:
    """The entered total that stands for one figure; None where it is counted."""
    from .indicators.kinds import Leaf

    leaf = Leaf(measure, period)
    return overlay({leaf: {}}, scope)[leaf].get(None)


def entries_behind(measure: "Measure", scope: "Scope", period: Period) -> list[EnteredTotal]:
    """The entries inside a period: what a figure that was entered opens instead of a list."""
    if scope.division is None:
        return []
    found = EnteredTotal.objects.filter(
        indicator=measure.code,
        division__code=scope.division.code,
        first_day__gte=period.start,
        end__lte=period.end,
    )
    return list(found)


def _is_whole(scope: "Scope") -> bool:
    return scope.division is not None and scope.organization is None and not scope.is_own


def _asked(leaf: "Leaf", months: bool) -> Iterable[tuple[Hashable, Period]]:
    if not months:
        yield None, leaf.period
        return
    for month in months_of(leaf.period):
        if month.start >= leaf.period.start and month.end <= leaf.period.end:
            yield month.start, month


def _entries(
    leaves: Iterable["Leaf"], scope: "Scope", *, children: bool
) -> Mapping[str, Mapping[Hashable, list[EnteredTotal]]]:
    """By indicator, and by the child's code or None."""
    leaves = list(leaves)
    assert scope.division is not None  # noqa: S101
    rows = EnteredTotal.objects.filter(
        indicator__in={leaf.measure.code for leaf in leaves},
        first_day__gte=min(leaf.period.start for leaf in leaves),
        end__lte=max(leaf.period.end for leaf in leaves),
    )
    if children:
        rows = rows.filter(division__parent__in=scope.division_ids, division__level=scope.child_level)
    else:
        rows = rows.filter(division__code=scope.division.code)
    found: defaultdict[str, defaultdict[Hashable, list[EnteredTotal]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for row in rows.select_related("division"):
        found[row.indicator][row.division.code if children else None].append(row)
    return found


def _fill(entries: Iterable[EnteredTotal], period: Period) -> Decimal | None:
    """The sum of entries that fill the period without gap or overlap, the longest first; None where they do not."""
    starting: defaultdict[date, list[EnteredTotal]] = defaultdict(list)
    for entry in entries:
        if entry.first_day >= period.start and entry.end <= period.end:
            starting[entry.first_day].append(entry)

    def fill(day: date) -> Decimal | None:
        if day == period.end:
            return Decimal(0)
        for entry in sorted(starting[day], key=lambda one: one.end, reverse=True):
            rest = fill(entry.end)
            if rest is not None:
                return entry.value + rest
        return None

    return fill(period.start)


def _typed(measure: "Measure", total: Decimal) -> Exact:
    return EnteredAmount(total) if isinstance(measure.zero, Decimal) else EnteredCount(total)


def _marked(plain: Exact) -> Exact:
    return EnteredAmount(plain) if isinstance(plain, Decimal) else EnteredCount(plain)
