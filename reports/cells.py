"""Which figure stands in a cell: a name for it that can be stored, signed, annotated and opened again."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from mediation.kernel.errors import InvalidInput

from . import periods, scopes
from .indicators import Cut, Figure, Indicator, get, parse_cut
from .periods import Period
from .scopes import Scope


@dataclass(frozen=True)
class Address:
    """An indicator's code, a scope's, a period's, and the part of the figure where it is cut."""

    indicator: str
    scope: str
    period: str
    by: str = ""
    value: str = ""

    @property
    def text(self) -> str:
        """`cases_accepted|d652300|2021-01..2021-08` or `…|dispute_type=contract`; the same for the same figure."""
        cut = [f"{self.by}={self.value}"] if self.by else []
        return "|".join([self.indicator, self.scope, self.period, *cut])

    @classmethod
    def parse(cls, text: str) -> "Address":
        """What `text` wrote. Raises InvalidInput for what names no figure."""
        parts = text.split("|")
        by, _equals, value = parts[3].partition("=") if len(parts) == 4 else ("", "", "")
        if len(parts) not in (3, 4) or (len(parts) == 4 and not by):
            raise InvalidInput({"address": [_("没有这个数字。")]})
        get(parts[0])
        scopes.parse(parts[1])
        periods.parse(parts[2])
        if by:
            parse_cut(by, value)
        return cls(parts[0], parts[1], parts[2], by, value)

    @classmethod
    def of(cls, indicator: Indicator, scope: Scope, period: Period, cut: Cut | None = None) -> "Address":
        """The address of a figure."""
        part = (cut.dimension.code, cut.value) if cut else ("", "")
        return cls(indicator.code, scope.code, period.code, *part)

    def figure(self) -> Figure:
        """The figure at the address, counted now. Raises InvalidInput for what there is not."""
        cut = parse_cut(self.by, self.value) if self.by else None
        return get(self.indicator).figure(scopes.parse(self.scope), periods.parse(self.period), cut)


@dataclass(frozen=True)
class Cell:
    """A figure in its place."""

    address: Address
    figure: Figure
    # Why there is no figure here (it has no operands then): an indicator that cannot be told apart by the row.
    reason: str = ""
