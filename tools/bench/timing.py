"""Seconds of calls, the measured one and its limit in turns."""

from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

Call = Callable[[], Any]


def seconds(call: Call) -> float:
    """How long one call takes; what it has to `prepare` is not counted."""
    if prepare := getattr(call, "prepare", None):
        prepare()
    started = perf_counter()
    call()
    return perf_counter() - started


def in_turns(calls: list[Call], rounds: int, *, warms_up: bool = True) -> list[list[float]]:
    """The seconds of each call, taken one after another `rounds` times; a first turn that warms up is not kept."""
    taken: list[list[float]] = [[] for _call in calls]
    for turn in range(rounds + warms_up):
        for kept, call in zip(taken, calls, strict=True):
            spent = seconds(call)
            if turn >= warms_up:
                kept.append(spent)
    return taken


def middle(taken: list[float]) -> float:
    """The median of seconds."""
    return median(taken)
