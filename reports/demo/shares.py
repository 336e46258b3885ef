"""Exact division of a published total among many, and draws by weight."""

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def spread(rng: Random, total: int, count: int, least: int, most: int) -> list[int]:
    """`count` whole numbers between `least` and `most`, drawn at random, which add up to `total`."""
    if not least * count <= total <= most * count:
        raise ValueError(f"{total} cannot be spread over {count} from {least} to {most}")
    shares = [least] * count
    open_places = list(range(count)) if most > least else []
    for _ in range(total - least * count):
        place = rng.randrange(len(open_places))
        i = open_places[place]
        shares[i] += 1
        if shares[i] == most:
            open_places[place] = open_places[-1]
            open_places.pop()
    return shares


def picker(rng: Random, items: Sequence[T], weights: Sequence[int]) -> Callable[[], T]:
    """A function which draws one of `items` by whole `weights` each time it is called."""
    cumulative, running = [], 0
    for weight in weights:
        running += weight
        cumulative.append(running)
    return lambda: rng.choices(items, cum_weights=cumulative)[0]
