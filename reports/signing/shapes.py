"""What a difference list is made of."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from reports.models import SignedTable


@dataclass(frozen=True)
class Part:
    """One exact part of a cell: a count or sum, or the numerator or denominator of a rate."""

    label: str
    was: Decimal
    now: Decimal

    @property
    def delta(self) -> Decimal:
        return self.now - self.was


@dataclass(frozen=True)
class CellDifference:
    """A cell that is no longer what was signed. `now` is printed as the cell was, or "" where it cannot be counted."""

    address: str
    line: str
    column: str
    was: str
    now: str
    unit: str
    parts: tuple[Part, ...]
    # The indicator means something else by now (its version differs), or is no more.
    redefined: bool = False


@dataclass(frozen=True)
class FieldChange:
    """What was edited: one column of one record, as signed and now, in words.

    `came` is true of a record that was not there (补录), `went` of one that is gone. `act` is what the journal calls the
    act, `reason` what somebody wrote as its reason. Nobody and nothing where no journal tells.
    """

    table: str
    pk: int
    column: str
    label: str
    before: str
    after: str
    came: bool
    went: bool
    at: datetime | None
    who: str
    act: str
    reason: str


@dataclass(frozen=True)
class Effect:
    """By how much an edit moves one part of a cell: +1, −300.00. `part` is empty where the cell has only one."""

    address: str
    line: str
    column: str
    part: str
    delta: Decimal


@dataclass
class Entry:
    """What happened to one case, or to one record that belongs to none, and what it moved."""

    table: str
    pk: int
    label: str
    case: UUID | None = None
    changes: list[FieldChange] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    is_sealed: bool = False


@dataclass(frozen=True)
class Differences:
    """`adds_up` says that for every part of every cell the effects come to exactly the difference.

    `reverted` counts the records in signed lists that were edited and are again as they were signed (已改回).
    """

    signed: SignedTable
    computed_at: datetime
    cells: tuple[CellDifference, ...]
    entries: tuple[Entry, ...]
    reverted: int
    adds_up: bool

    def __bool__(self) -> bool:
        return bool(self.cells)
