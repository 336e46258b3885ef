"""Screening rounds (排查): about a place, never about people; a round which finds nothing is a record too.

Published: 7,895 rounds in January to August 2021, 175.75 % more than a year before, which fits only
2,863 rounds, cut off. Invented: the other months, the organizations, days, households and finds.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from reports.demo.organizations import of_kind
from reports.demo.people import clerk_of
from reports.demo.places import COUNTY_WEIGHTS
from reports.demo.shares import picker
from reports.demo.slots import EARLY_2020, EARLY_2021, LATE_2020, Y2019

ROUNDS = ((Y2019, 3640), (EARLY_2020, 2863), (LATE_2020, 2310), (EARLY_2021, 7895))


class Screening(NamedTuple):
    """One round: how many households were visited and how many disputes were found there."""

    organization: str
    held_on: date
    place: str
    visits: int
    found: int
    recorded_by: int


def screenings() -> Iterator[Screening]:
    """Every round of village and township committees, span by span."""
    rng = Random("changji: screenings")
    bodies = (*of_kind("village"), *of_kind("township"))
    weights = [COUNTY_WEIGHTS[body.county] * (3 if body.kind == "township" else 1) for body in bodies]
    draw = picker(rng, bodies, weights)
    for span, count in ROUNDS:
        length = (span.last - span.first).days + 1
        for _ in range(count):
            body = draw()
            place = body.name.removesuffix("人民调解委员会")
            visits = 8 + rng.randrange(60)
            found = rng.choices((0, 1, 2, 3, 4), (70, 19, 7, 3, 1))[0]
            held_on = span.first + timedelta(rng.randrange(length))
            yield Screening(body.key, held_on, place, visits, found, clerk_of(body.key).number)
