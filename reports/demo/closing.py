"""Performance, return visit, closing and filing of the finished cases. All of it is invented.

A case closes when its agreement is performed; every historic case is closed and filed before 2023.
"""

from datetime import timedelta
from random import Random

from reports.demo.days import working_on_or_after


def _performed(rng, case):
    """On the spot, in the following weeks or months, and after the ruling where a court confirmed it."""
    bound = case.succeeded_on
    if case.confirmation:
        return case.confirmation.ruled_on + timedelta(rng.choice((0, 1, 3, 7, 10, 15, 20, 30, 45, 60, 90)))
    if not case.amount or rng.randrange(100) < 64:
        return bound
    return bound + timedelta(rng.choice((1, 3, 5, 7, 10, 14, 20, 30, 30, 45, 60, 90, 120)))


def close_cases(found):
    """Set the days after the end of mediation; a case already closed keeps its own."""
    rng = Random("changji: closing")
    for case in found:
        if case.closed_on:
            continue
        if case.succeeded_on:
            case.performed_on = _performed(rng, case)
            closed = case.performed_on + timedelta(rng.choice((0, 1, 2, 4, 7)))
            if case.outcome == "written_agreement" and rng.randrange(100) < 70:
                case.visited_on = working_on_or_after(case.performed_on + timedelta(rng.choice((3, 5, 7))))
                closed = max(closed, case.visited_on)
        else:
            closed = case.concluded_on + timedelta(rng.choice((0, 1, 3)))
        case.closed_on = working_on_or_after(closed)
        case.filed_on = working_on_or_after(case.closed_on + timedelta(rng.choice((0, 1, 2, 3, 5, 8))))
