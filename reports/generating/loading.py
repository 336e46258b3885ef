"""The order in which invented histories are written: one transaction, so that a killed run leaves nothing behind."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from random import Random
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from cases import history
from cases.history import PastCase
from mediation.kernel.bulk import without_collector, without_indexes
from mediation.kernel.models import IssuedNumber
from organizations.models import Organization, User
from referrals import history as letters
from reports.marginals import refreshing

from .days import accepted_days, first_day
from .letters import letters_of, screenings
from .places import MOST_PREFECTURES
from .register import Register, Seat, write
from .telling import tell

# The same lock as the demo's: whoever fills the database is alone.
LOCK = 20210831
PIECE = 20_000
# How many cases make one more prefecture: five years of one that is as busy as the demo's.
CASES_A_PREFECTURE = 70_000
_APPS = ("cases", "referrals")


class NotEmpty(Exception):
    """The database already holds something."""


@dataclass(frozen=True)
class Asked:
    """What to generate: so many cases in the five years up to `last`, in so many prefectures."""

    cases: int
    last: date
    seed: int = 1
    prefectures: int = 0

    @property
    def places(self) -> int:
        """The number of prefectures: the one asked for, or one that suits the number of cases."""
        return self.prefectures or min(max(1, self.cases // CASES_A_PREFECTURE), MOST_PREFECTURES)


def generate(asked: Asked, say: Callable[[str], Any]) -> Register:
    """Fill an empty database and tidy it up; `say` gets a line a piece. Raises NotEmpty. Works as the owner."""
    register = fill(asked, say)
    say("statistics for the planner")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    say("marginals")
    refreshing.refresh()
    return register


def fill(asked: Asked, say: Callable[[str], Any]) -> Register:
    """Everything in one transaction: loads first and indexes afterwards.

    Memory is bounded by the register and one piece of cases.
    """
    started = time.monotonic()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        if Organization.objects.exists() or User.objects.exists():
            raise NotEmpty
        register = write(asked.places, asked.seed, first_day(asked.last))
        say(
            f"register: {register.divisions} divisions, {len(register.seats)} organizations that mediate, "
            f"{register.people} people, {time.monotonic() - started:.0f} s"
        )
        with (
            without_collector(),
            without_indexes(_models(), lambda what: say(f"{what}, {time.monotonic() - started:.0f} s")),
        ):
            _write_cases(asked, register, say)
        # What was loaded left no marks.
        refreshing.forget()
    say(f"written in {time.monotonic() - started:.0f} s")
    return register


def _models() -> list[Any]:
    """What a case writes into."""
    return [*(m for app in _APPS for m in apps.get_app_config(app).get_models()), IssuedNumber]


def _write_cases(asked: Asked, register: Register, say: Callable[[str], Any]) -> None:
    stood = history.Standing(seat.organization.sealing for seat in register.seats)
    bounds = list(accumulate(seat.body.weight for seat in register.seats))
    done, started = 0, time.monotonic()
    for piece, days in enumerate(_pieces(asked)):
        rng = Random(f"{asked.seed}: piece {piece}")
        count = sum(number for _day, number in days)
        seats = rng.choices(register.seats, cum_weights=bounds, k=count)
        _write_piece(rng, asked, stood, seats, days, done)
        done += count
        pace = done / (time.monotonic() - started)
        say(f"{done} of {asked.cases} cases, {pace:.0f} a second")


def _pieces(asked: Asked) -> Iterator[list[tuple[date, int]]]:
    """Days and numbers of cases, about PIECE cases at a time."""
    piece: list[tuple[date, int]] = []
    room = PIECE
    for day, number in accepted_days(asked.cases, asked.last):
        while number:
            taken = min(number, room)
            piece.append((day, taken))
            number, room = number - taken, room - taken
            if not room:
                yield piece
                piece, room = [], PIECE
    if piece:
        yield piece


def _write_piece(
    rng: Random,
    asked: Asked,
    stood: history.Standing,
    seats: list[Seat],
    days: list[tuple[date, int]],
    done: int,
) -> None:
    told: list[PastCase] = []
    for day, number in days:
        for _ in range(number):
            at = len(told)
            told.append(tell(rng, seats[at], day, asked.last, done + at + 1))
    written = history.write_cases(told, stood)
    letters.write_letters(list(letters_of(seats, told, written, asked.last)))
    history.write_screenings(screenings(rng, seats, len(told) // 2, days[0][0]))
