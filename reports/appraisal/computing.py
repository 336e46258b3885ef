"""An appraisal sheet: the figures of a scheme's items for a scope and its children, and the points that follow.

The figures are an official sheet (official.sheets), so that it is signed and compared like every other table.
"""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from mediation.kernel.rounding import Rounding
from organizations.enums import PARTICIPATING_KINDS

from .. import figures
from ..cells import Address, Cell
from ..figures import Row
from ..models import AppraisalEntry, AppraisalScheme, NothingCounted
from ..official.sheets import Column, Line, Sheet
from ..periods import Period
from ..scopes import Scope
from .entries import adjustment, of_lines
from .items import Item, items_of
from .marking import Marked, mark

# Names these tables among the signed ones.
APPRAISAL = "appraisal"


@dataclass(frozen=True)
class Appraisal:
    """A scheme filled in: the lines of the sheet with their marks, in the same order."""

    scheme: AppraisalScheme
    items: tuple[Item, ...]
    sheet: Sheet
    marked: tuple[Marked, ...]
    entries: tuple[tuple[AppraisalEntry, ...], ...]

    @property
    def adjustments(self) -> list[Fraction]:
        """The points that were added to each line, or taken."""
        return [adjustment(entries) for entries in self.entries]


def compute(scheme: AppraisalScheme, scope: Scope, period: Period) -> Appraisal:
    """The sheet of a scope and period; the same number of queries however many children it has.

    A scheme may be an unsaved one, to be looked at first.
    """
    items = items_of(scheme)
    table = figures.table([item.indicator for item in items], scope, period)
    rows = [table.total, *(row for row in table.rows if _is_appraised(row.scope))]
    sheet = Sheet(
        layout=APPRAISAL,
        version=scheme.version,
        title=scheme.title,
        scope=scope,
        period=period,
        rounding=Rounding(scheme.rounding),
        columns=tuple(Column(item.indicator, (item.heading,)) for item in items),
        lines=tuple(_line(row, period, is_total=row is table.total) for row in rows),
    )
    return Appraisal(
        scheme,
        items,
        sheet,
        tuple(mark(items, row.figures, NothingCounted(scheme.nothing_counted)) for row in rows),
        tuple(of_lines((row.scope for row in rows), period)),
    )


def _is_appraised(scope: Scope) -> bool:
    """Divisions, and of the organizations those that take part in mediation: no bureau, sender or expert bank."""
    return scope.organization is None or scope.organization.kind in PARTICIPATING_KINDS


def _line(row: Row, period: Period, *, is_total: bool) -> Line:
    scope = row.scope
    label = scope.label
    if is_total and not scope.organization:
        label = _("%(name)s整体") % {"name": scope.label}
    cells = tuple(Cell(Address.of(figure.indicator, scope, period), figure) for figure in row.figures)
    return Line(label, cells, is_total and not scope.organization, (), scope)
