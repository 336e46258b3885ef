"""Amounts of the agreements.

Published: 18,085.9 万元 in January to August 2021; more than 10,000 万元 at the finance centres in the
year to August 2021.
Our reading: the first is the amount of the agreements behind the 5,177 successes of the period, to the
fen; the second is the agreed amount of the cases which the centres accepted in that year.
"""

from random import Random

from reports.demo.card_case import CLAIMANTS
from reports.demo.slots import EARLY_2021

TARGET = 18_085_900_000  # fen: 180,859,000.00 yuan
MAJOR = 10_000_000  # fen: from 100,000 yuan a case is marked major, difficult, complex


def _counts(case):
    bound = case.succeeded_on
    return case.regime == "peoples" and bound is not None and EARLY_2021.first <= bound <= EARLY_2021.last


def settle_amounts(found):
    """Scale the drawn amounts so that the period's sum is TARGET.

    Finance cases keep theirs, with fen of interest added; all others are scaled by one factor and cut
    to ten yuan; the largest of them takes up what is left.
    """
    rng = Random("changji: amounts")
    scaled = []
    for case in found:
        if case.subtype == "finance" and case.amount:
            case.amount += rng.randrange(10_000)
        elif len(case.parties) < CLAIMANTS:
            scaled.append(case)
    inside = {case.key for case in scaled if _counts(case)}
    fixed = sum(case.amount for case in found if _counts(case) and case.key not in inside)
    drawn = sum(case.amount for case in scaled if case.key in inside)
    for case in scaled:
        case.amount = case.amount * (TARGET - fixed) // drawn // 1000 * 1000
    largest = max((case for case in scaled if case.key in inside), key=lambda case: (case.amount, case.key))
    largest.amount += TARGET - fixed - sum(case.amount for case in scaled if case.key in inside)
    for case in found:
        case.is_major = case.is_major or case.amount >= MAJOR
