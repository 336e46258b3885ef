"""When the invented cases happen: acceptance on working days mostly, an end within a month.

Months have unequal weight, and February 2020 very little; all of that is invented.
"""

from bisect import bisect_left, bisect_right
from datetime import timedelta
from functools import cache

from reports.demo.days import days, is_working, working_on_or_after, working_on_or_before

MONTH_WEIGHTS = (8, 5, 11, 12, 11, 10, 10, 9, 11, 9, 11, 12)
LIMIT = timedelta(26)  # mediation ends within a month (若干规定 33), with some days to spare
CROSSING = 22  # a case that succeeds in the next span is accepted in the last days of its own

QUICK = (0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 5, 7, 10, 14, 20)
DOCKED = (3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 18, 20, 22, 24)
USUAL = (1, 2, 3, 3, 4, 5, 6, 7, 8, 9, 11, 13, 15, 18, 22, 27)


@cache
def _working(span):
    """The working days of a span and their weights, running."""
    found, running, weights = [], 0, []
    for day in days(*span):
        if is_working(day):
            lockdown = (day.year, day.month) == (2020, 2)
            running += 2 if lockdown else MONTH_WEIGHTS[day.month - 1]
            found.append(day)
            weights.append(running)
    return found, weights


def _day(rng, span, first, last):
    """A working day of the span from `first` to `last`, by month weight."""
    found, weights = _working(span)
    low, high = bisect_left(found, first), bisect_right(found, last)
    before = weights[low - 1] if low else 0
    return found[bisect_right(weights, before + rng.randrange(weights[high - 1] - before))]


def within(rng, span, lengths, weekend):
    """Accepted and bound in one span; `weekend` of a hundred cases are accepted on a Saturday."""
    length = timedelta(rng.choice(lengths))
    accepted = _day(rng, span, span.first, span.last - length)
    if rng.randrange(100) < weekend:
        saturday = accepted + timedelta(5 - accepted.weekday()) if accepted.weekday() < 5 else accepted
        accepted = saturday if saturday + length <= span.last else accepted
    bound = working_on_or_after(accepted + length) if length else accepted
    if bound > min(span.last, accepted + LIMIT):
        bound = max(accepted, working_on_or_before(accepted + length))
    return accepted, bound


def crossing(rng, span, next_span):
    """Accepted in the last days of one span, bound in the first days of the next."""
    accepted = _day(rng, span, span.last - timedelta(CROSSING), span.last)
    bound = _day(rng, next_span, next_span.first, min(next_span.last, accepted + LIMIT))
    return accepted, bound


def ended(rng, span):
    """Accepted in the span, ended without agreement within a month."""
    accepted = _day(rng, span, span.first, span.last)
    return accepted, min(working_on_or_after(accepted + timedelta(5 + rng.randrange(20))), accepted + LIMIT)
