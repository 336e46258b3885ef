"""A page of figures: what stands on it, and the figures that fill it beside those of another period."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .. import figures
from ..figures import Point, Table
from ..indicators import Figure, Indicator
from ..periods import Period
from ..scopes import Scope


@dataclass(frozen=True)
class Block:
    """Figures under one heading, in the order they are read; a chart draws each as one bar."""

    title: Any
    indicators: tuple[Indicator, ...]
    note: Any = ""
    is_chart: bool = False


@dataclass(frozen=True)
class Board:
    """What a page shows. The figures of a line and of a chart are of one unit."""

    headline: tuple[Indicator, ...]
    blocks: tuple[Block, ...]
    trend_title: Any = ""
    trend: tuple[Indicator, ...] = ()
    table: tuple[Indicator, ...] = ()

    @property
    def indicators(self) -> Iterator[Indicator]:
        """Everything that is counted for the whole scope."""
        yield from self.headline
        for block in self.blocks:
            yield from block.indicators


@dataclass(frozen=True)
class Filled:
    """The board's figures by code, those of the other period, the months of both, and the children."""

    board: Board
    scope: Scope
    period: Period
    figures: dict[str, Figure]
    before: dict[str, Figure] = field(default_factory=dict)
    trend: list[Point] = field(default_factory=list)
    trend_before: list[Point] = field(default_factory=list)
    table: Table | None = None


def fill(board: Board, scope: Scope, period: Period, other: Period | None) -> Filled:
    """Count a board; the same number of queries however many children, months and cases there are."""
    wanted = tuple(dict.fromkeys(board.indicators))
    return Filled(
        board,
        scope,
        period,
        figures=figures.compute(wanted, scope, period),
        before=figures.compute(wanted, scope, other) if other else {},
        trend=figures.trend(board.trend, scope, period) if board.trend else [],
        trend_before=figures.trend(board.trend, scope, other) if board.trend and other else [],
        table=figures.table(board.table, scope, period) if board.table else None,
    )
