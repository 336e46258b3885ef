"""What is measured, by name: a subject beside its limit in one database, or one subject in the databases of two sizes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .cast import Cast
from .timing import Call


class NothingThere(Exception):
    """A database too small to measure this in: nobody there has such rows."""


@dataclass(frozen=True)
class Measure:
    """`make` gives the calls to time in turns: the subject, and its limit unless the limit is the smaller database.

    `target` is the largest ratio that the product sets itself; none where only the figure and its reason are wanted.
    """

    name: str
    limit: str
    make: Callable[[Cast], list[Call]]
    target: float | None = None
    rounds: int = 15
    limited_by: str = ""
    # Whether a first turn is thrown away; not where one takes long and the limit is far below.
    warms_up: bool = True


MEASURES: dict[str, Measure] = {}


def measure(name: str, limit: str, **told: Any) -> Callable[[Callable[[Cast], list[Call]]], Any]:
    """Keep what the decorated function makes under a name."""

    def keep(make: Callable[[Cast], list[Call]]) -> Callable[[Cast], list[Call]]:
        MEASURES[name] = Measure(name, limit, make, **told)
        return make

    return keep
