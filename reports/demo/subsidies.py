"""Per-case subsidies (一案一补).

Published: 87.23 万元 of 2019 and 58.547 万元 of 2020; nothing is published of 2021.
Our reading: what was paid in the year for cases of people's mediation accepted in it, one claim a
case, only for agreements with a filed dossier.
Invented: the tiers, all of them multiples of ten yuan, and the three days of payment a year.
"""

from datetime import date, timedelta
from random import Random

from reports.demo.records import Claim

BUDGETS = {2019: 87_230_000, 2020: 58_547_000}  # fen
ORAL, WRITTEN, MAJOR = (5_000, 6_000, 8_000), (10_000, 12_000, 15_000, 20_000), (25_000, 30_000)  # fen
SMALLEST = 5_000
PAYDAYS = ((4, 20), (8, 20), (12, 22))


def _tier(rng, case):
    if case.is_major:
        return rng.choice(MAJOR)
    return rng.choice(ORAL if case.outcome == "oral_agreement" else WRITTEN)


def _paid_on(year, claimed_on):
    """The first payday at least ten days after the claim; None when the year has none left."""
    days = (date(year, month, day) for month, day in PAYDAYS)
    return next((day for day in days if day >= claimed_on + timedelta(10)), None)


def pay_subsidies(found):
    """Grant claims in a drawn order until each year's budget is spent to the last ten yuan."""
    rng = Random("changji: subsidies")
    for year, left in BUDGETS.items():
        order = [
            case
            for case in found
            if case.regime == "peoples" and case.accepted_on.year == year and case.succeeded_on
        ]
        rng.shuffle(order)
        for case in order:
            if not left:
                break
            claimed = case.filed_on + timedelta(1 + rng.randrange(5))
            paid = _paid_on(year, claimed)
            if paid is None:
                continue
            amount = min(_tier(rng, case), left)
            if 0 < left - amount < SMALLEST:
                amount = left
            left -= amount
            case.subsidy = Claim(year, amount, claimed, paid)
        if left:
            raise ValueError(f"{left} fen of {year} found no case")
