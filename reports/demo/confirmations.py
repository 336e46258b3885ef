"""Judicial confirmation (司法确认): a joint application within 30 days of the effective day.

Published: 3,605 confirmed since 2020. Our reading: by day of ruling, January 2020 to August 2021, of
written agreements only. Agreements about marriage and family are left out, because status cannot be
confirmed. Invented: which cases, days and numbers; the character 示 makes the numbers nobody's.
"""

from collections import defaultdict
from datetime import date, timedelta
from random import Random

from reports.demo.days import working_on_or_after, working_on_or_before
from reports.demo.organizations import organizations
from reports.demo.places import COUNTY_SHORTS, PREFECTURE
from reports.demo.records import Confirmation

FIRST, LAST = date(2020, 1, 1), date(2021, 8, 31)
CONFIRMED = 3605
CONFIRMED_OF_2019 = 900  # cases of 2019 whose agreement went to court, most of them ruled in 2019


def _court(case):
    """The basic court of the organization's county; the prefecture's organizations go to 昌吉市."""
    county = organizations()[case.handled_at].county
    return "652301" if county == PREFECTURE else county


def _apply(rng, case):
    """Days of application and ruling: within 15 days or so, both on working days."""
    effective = case.effective_on
    applied = working_on_or_after(effective + timedelta(rng.choice((0, 0, 1, 2, 3, 5, 8, 12, 18, 24))))
    if applied > effective + timedelta(30):
        applied = max(effective, working_on_or_before(effective + timedelta(30)))
    return applied, working_on_or_after(applied + timedelta(2 + rng.randrange(13)))


def confirm(found):
    """Choose cases until exactly 3,605 rulings fall into the period; docked cases go to court more often."""
    rng = Random("changji: confirmations")
    written = [
        case
        for case in found
        if case.regime == "peoples"
        and case.outcome == "written_agreement"
        and case.dispute_type != "marriage_family"
        and not case.performed_on
        and case.amount
    ]
    order = sorted(written, key=lambda case: (rng.randrange(100) + (0 if case.docked else 45), case.key))
    in_period, of_2019, chosen = 0, 0, []
    for case in order:
        old = case.accepted_on < FIRST
        if (old and of_2019 == CONFIRMED_OF_2019) or (not old and in_period == CONFIRMED):
            continue
        applied, ruled = _apply(rng, case)
        if FIRST <= ruled <= LAST:
            if in_period == CONFIRMED:
                continue
            in_period += 1
        of_2019 += old
        chosen.append((ruled, case.key, applied, case))
    counts: defaultdict[tuple[str, int], int] = defaultdict(int)
    for ruled, _key, applied, case in sorted(chosen, key=lambda entry: entry[:2]):
        court = _court(case)
        counts[court, ruled.year] += 1
        number = f"（{ruled.year}）示{COUNTY_SHORTS[court]}民特{counts[court, ruled.year]}号"
        case.confirmation = Confirmation(f"court:{court}", applied, ruled, number)
