"""What a cell that differed is in words, and the figure whose list shows what it counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from mediation.templatetags.figures import grouped, trimmed
from reports import scopes
from reports.indicators import REGISTRY, Cut, Indicator
from reports.indicators.cuts import DIMENSIONS
from reports.models import ReconciledCell
from reports.models.marginal import NodeKind
from reports.periods import Days, Month, Period
from reports.scopes import Scope


@dataclass(frozen=True)
class Told:
    """A difference as people read it; without an indicator or a place where there is none of them any more."""

    cell: ReconciledCell
    indicator: Indicator | None
    cut: Cut | None
    part: str
    scope: Scope | None
    place: str
    period: Period

    @property
    def label(self) -> Any:
        return self.indicator.label if self.indicator else self.cell.series

    @property
    def stored(self) -> str:
        return grouped(trimmed(self.cell.stored))

    @property
    def counted(self) -> str:
        return grouped(trimmed(self.cell.counted))

    @property
    def opens(self) -> bool:
        """Whether there is a list to open."""
        return self.indicator is not None and self.scope is not None


def tell(cells: Iterable[ReconciledCell]) -> list[Told]:
    """The words for some differences; one query for all their places."""
    cells = list(cells)
    found = scopes.of_codes(cell.code for cell in cells)
    return [_tell(cell, found.get(cell.code)) for cell in cells]


def _tell(cell: ReconciledCell, division: Scope | None) -> Told:
    whole, _bar, cut = cell.series.partition("|")
    code, _slash, part = whole.partition("/")
    scope = _scope(cell, division)
    return Told(
        cell,
        REGISTRY.get(code),
        _cut(cut),
        {"in": _("开始的"), "out": _("结束的")}.get(part, ""),
        scope,
        _place(cell, scope),
        Month(cell.day.year, cell.day.month) if cell.is_month else Days(cell.day, cell.day),
    )


def _scope(cell: ReconciledCell, division: Scope | None) -> Scope | None:
    """The division whose figure holds the cell; the own row, of what stands at a county itself or above a level."""
    if division is None:
        return None
    stands_above = division.level != cell.kind and cell.kind in (NodeKind.PREFECTURE, NodeKind.COUNTY)
    return division.own() if cell.own or stands_above else division


def _place(cell: ReconciledCell, scope: Scope | None) -> str:
    if scope is None:
        return cell.code
    if cell.kind == NodeKind.COUNTY and not scope.is_own:
        return _("%(place)s各乡镇（街道）") % {"place": scope.label}
    return scope.label


def _cut(text: str) -> Cut | None:
    dimension, _equals, value = text.partition("=")
    return Cut(DIMENSIONS[dimension], value) if dimension in DIMENSIONS else None
