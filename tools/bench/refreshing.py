"""Working off changed cases: what one changed cell costs, from a few to ten thousand of them. A case is in about forty."""

from random import Random

from django.db import connection

from cases.models import Case
from reports.marginals import refreshing

from .cast import Cast
from .measures import measure
from .timing import Call

# Changed cases, scattered over all places and years, and how often each is measured.
NUMBERS = {1: 3, 10: 2, 100: 1, 400: 1}


def _register() -> None:
    for number, rounds in NUMBERS.items():

        @measure(f"refresh after {number} changed cases", "a refresh of nothing", rounds=rounds, warms_up=False,
                 limited_by="reading the touched days of the touched places again")  # fmt: skip
        def refresh(cast: Cast, number: int = number) -> list[Call]:
            rng = Random(number)
            keys = list(Case.objects.filter(accepted_on__isnull=False).values_list("pk", flat=True))
            chosen = rng.sample(keys, min(number, len(keys)))
            _settle()
            return [Refresh(chosen), refreshing.refresh]


class Refresh:
    """Change the same cases to and fro, untimed, then work their marks off; `cells` tells how many that were."""

    def __init__(self, chosen: list[int]) -> None:
        self.chosen = chosen
        self.cells = 0

    def prepare(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE cases_case SET dispute_type = CASE dispute_type WHEN 'other' THEN 'neighbours' ELSE 'other' END"
                " WHERE id = ANY(%s)",
                [self.chosen],
            )

    def __call__(self) -> None:
        done = refreshing.refresh()
        self.cells = done.cells if done else 0


def _settle() -> None:
    refreshing.refresh()


_register()
