"""Which case is accepted when, succeeds when, is handled at which kind of organization, and is docked.

Published: accepted and succeeded in Jan-Aug 2021 (5,205 and 5,177) with last year's bases (3,762 and
3,759), 725 + 1,330 + 4,526 + 3,133 disputes by kind of organization, 5,857 docked with the courts.
Our reading: the figures by kind count cases by the place where they were handled over January 2020 to
August 2021, once each; with 1,716 at studios, parks, markets and lawyer rooms they are 11,430, the
same as the accepted of the period (3,762 + 2,463 + 5,205), and 5,857 is 51 % of them.
Invented: 2,463 accepted in Sep-Dec 2020, the split of the 1,716, where the docked ones were handled,
and the cases of 2019, which carry the subsidies of that year.
"""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import NamedTuple


class Span(NamedTuple):
    """Days from the first to the last, both included."""

    first: date
    last: date


Y2019 = Span(date(2019, 1, 1), date(2019, 12, 31))
EARLY_2020 = Span(date(2020, 1, 1), date(2020, 8, 31))
LATE_2020 = Span(date(2020, 9, 1), date(2020, 12, 31))
EARLY_2021 = Span(date(2021, 1, 1), date(2021, 8, 31))
AFTER = Span(date(2021, 9, 1), date(2021, 9, 24))

# accepted in, succeeded in (None: never), how many
CELLS = (
    (Y2019, Y2019, 7920),
    (Y2019, EARLY_2020, 60),
    (Y2019, None, 32),
    (EARLY_2020, EARLY_2020, 3699),
    (EARLY_2020, LATE_2020, 45),
    (EARLY_2020, None, 18),
    (LATE_2020, LATE_2020, 2379),
    (LATE_2020, EARLY_2021, 72),
    (LATE_2020, None, 12),
    (EARLY_2021, EARLY_2021, 5105),
    (EARLY_2021, AFTER, 79),
    (EARLY_2021, None, 21),
)

# kind, how many of January 2020 to August 2021, how many of them docked, then the same of 2019
PLACES = (
    ("village", 725, 0, 620, 0),
    ("township", 1330, 187, 1090, 100),
    ("industry", 4526, 3000, 2950, 1500),
    ("stationed_room", 3133, 1870, 2150, 1100),
    ("studio", 560, 0, 480, 0),
    ("park_market", 340, 0, 260, 0),
    ("lawyer_room", 816, 800, 462, 440),
)

FINANCE = {LATE_2020: 178, EARLY_2021: 345}  # 523 accepted at finance centres in the year to August 2021


class Slot(NamedTuple):
    """One case to be told: `succeeded` is None where no agreement binds; `finance` seats it at a centre."""

    accepted: Span
    succeeded: Span | None
    kind: str
    docked: bool
    finance: bool


def _seats(old: bool) -> Iterator[tuple[str, bool]]:
    """(kind, docked) for every case of 2019 (`old`) or of the time after, in the order of PLACES."""
    for kind, after, docked_after, before, docked_before in PLACES:
        count, docked = (before, docked_before) if old else (after, docked_after)
        for n in range(count):
            yield kind, n < docked


def slots() -> Iterator[Slot]:
    """Every case of people's mediation except the prepaid card case, whose slot is left out."""
    rng = Random("changji: slots")
    finance_left = dict(FINANCE)
    for old in (True, False):
        cells = [
            (accepted, succeeded)
            for accepted, succeeded, count in CELLS
            if (accepted is Y2019) == old
            for _ in range(count)
        ]
        seats = list(_seats(old))
        if not old:
            cells.remove((EARLY_2021, EARLY_2021))
            seats.remove(("stationed_room", False))
        rng.shuffle(seats)
        for (accepted, succeeded), (kind, docked) in zip(cells, seats, strict=True):
            finance = kind == "industry" and finance_left.get(accepted, 0) > 0 and rng.randrange(100) < 30
            if finance:
                finance_left[accepted] -= 1
            yield Slot(accepted, succeeded, kind, docked, finance)
