"""The printed table: milliseconds at each size, the ratio to the limit, the target where there is one, what limits it."""

from dataclasses import dataclass

from .measures import Measure


@dataclass(frozen=True)
class Line:
    """One measure: medians in seconds of the subject and its limit, for each database from the smallest on."""

    measure: Measure
    middles: list[list[float]]
    cells: list[int]

    @property
    def ratios(self) -> list[float | None]:
        """Subject to limit in each database, or to the smallest database where that is the limit; None without either."""
        first = self.middles[0]
        return [
            None
            if not taken
            else taken[0] / taken[1]
            if len(taken) == 2
            else taken[0] / first[0]
            if first
            else None
            for taken in self.middles
        ]

    @property
    def is_missed(self) -> bool:
        """Whether the largest database is above the target."""
        ratio = self.ratios[-1]
        return self.measure.target is not None and ratio is not None and ratio > self.measure.target

    def __str__(self) -> str:
        sizes = map(_column, self.middles, self.ratios, self.cells)
        target = f"≤ {self.measure.target:.2f}" if self.measure.target else ""
        told = " MISSED" if self.is_missed else ""
        why = f"; {self.measure.limited_by}" if self.measure.limited_by else ""
        return f"{self.measure.name:<52} {' | '.join(sizes)}  {target:<7}{told} [{self.measure.limit}{why}]"


def _column(taken: list[float], ratio: float | None, cells: int) -> str:
    if ratio is None:
        return f"{'nothing there':>33}"
    text = f"{1000 * taken[0]:9.2f}"
    text += f" / {1000 * taken[1]:8.2f}" if len(taken) == 2 else " " * 11
    per_cell = f" ({1000 * taken[0] / cells:.2f} a cell of {cells})" if cells else ""
    return f"{text} = {ratio:8.2f}×{per_cell}"


def heading(sizes: list[int]) -> str:
    """What the columns are."""
    told = " | ".join(f"{size:,} cases: ms / limit = ratio" for size in sizes)
    return f"{'':<52} {told}  target  [limit; what it is limited by]"


def show(lines: list[Line]) -> str:
    """How many targets were met, and which were not."""
    aimed = [line for line in lines if line.measure.target is not None]
    missed = [line for line in aimed if line.is_missed]
    told = [f"{len(lines)} measures, {len(aimed)} with a target, {len(missed)} missed."]
    told += [
        f"missed: {line.measure.name}: {line.ratios[-1]:.2f}× > {line.measure.target:.2f}" for line in missed
    ]
    return "\n".join(told)
