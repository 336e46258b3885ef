"""What is looked at before a node closes: the footing rules of its own sheets, and the returns that are missing below."""

from dataclasses import dataclass, field

from .. import notes
from ..models import Submission
from ..official import computing, footing, layouts
from ..official.sheets import Sheet
from . import reported

MOST_NAMED = 200


@dataclass(frozen=True)
class Broken:
    """A rule that does not hold, and whether a note explains it at one of its figures."""

    finding: footing.Finding
    is_explained: bool

    @property
    def address(self) -> str:
        """The figure at which the note is written: the first of the left side."""
        return self.finding.left.cells[0].address.text


@dataclass(frozen=True)
class Found:
    """The sheets, their broken rules, and the children that have not submitted."""

    sheets: list[Sheet] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    missing: list[Submission] = field(default_factory=list)
    missing_count: int = 0

    @property
    def unexplained(self) -> list[Broken]:
        return [one for one in self.broken if not one.is_explained]


def check(submission: Submission) -> Found:
    """All of it, as it is now."""
    sheets = sheets_of(submission)
    findings = [finding for sheet in sheets for finding in footing.check(sheet)]
    cells = [cell for one in findings for side in (one.left, one.right) for cell in side.cells]
    noted = notes.current(cell.address.text for cell in cells) if cells else {}
    broken = [
        Broken(one, any(c.address.text in noted for side in (one.left, one.right) for c in side.cells))
        for one in findings
    ]
    waiting = submission.children.not_in()
    missing = list(waiting.select_related("organization", "division", "round")[:MOST_NAMED])
    count = len(missing) if len(missing) < MOST_NAMED else waiting.count()
    return Found(sheets, broken, missing, count)


def sheets_of(submission: Submission) -> list[Sheet]:
    """The tables of the round's layouts, filled in for the node."""
    scope, period = reported.scope_of(submission), submission.round.when
    return [computing.compute(layouts.current(code), scope, period) for code in submission.round.layouts]
