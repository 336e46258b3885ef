"""The finished case histories of 2019 to 2021, whose figures are the published ones.

`cases()` gives every case; the figures it keeps are said in `slots`, `amounts`, `confirmations`,
`experts`, `subsidies` and `card_case`. Beside people's mediation there are a few dozen cases of
administrative organs and of the centre for disputes with the administration, which no official total
counts.
"""

from collections import defaultdict
from functools import cache
from random import Random

from reports.demo.amounts import settle_amounts
from reports.demo.card_case import card_case
from reports.demo.closing import close_cases
from reports.demo.confirmations import confirm
from reports.demo.experts import invite_experts
from reports.demo.letters import write_letters
from reports.demo.organizations import of_kind, organizations
from reports.demo.records import Case
from reports.demo.seating import Places
from reports.demo.slots import EARLY_2020, EARLY_2021, LATE_2020, Y2019, Slot, slots
from reports.demo.subsidies import pay_subsidies
from reports.demo.telling import Teller

# regime, kind, how many a year in 2019, 2020 and January to August 2021
SIDE_REGIMES = (
    ("administrative", "admin_room", (12, 14, 12)),
    ("administrative_dispute", "admin_dispute_centre", (3, 3, 4)),
)

NUMBER_WORDS = {
    "peoples": "人调", "administrative": "行调", "administrative_dispute": "行争调",
}  # fmt: skip


def _side_slots(counts, kind):
    """Cases of other regimes, all ended with an agreement in the span in which they were accepted."""
    for span, count in zip((Y2019, EARLY_2020, EARLY_2021), counts, strict=True):
        for n in range(count):
            accepted = LATE_2020 if span is EARLY_2020 and n % 3 == 2 else span
            yield Slot(accepted, accepted, kind, False, False)


def number_cases(found):
    """Official numbers: gap-free for each committee, regime and year, in the order of acceptance."""
    counts: defaultdict[tuple[str, str, int], int] = defaultdict(int)
    for case in found:
        series = (case.accepted_by, case.regime, case.accepted_on.year)
        counts[series] += 1
        case.sequence = counts[series]
        short = organizations()[case.accepted_by].short
        case.official_no = f"（{series[2]}）{short}{NUMBER_WORDS[case.regime]}字第{case.sequence}号"


@cache
def cases() -> tuple[Case, ...]:
    """Every finished case, in the order of acceptance; keys count from 1."""
    rng = Random("changji: cases")
    places, teller = Places(rng), Teller(rng)
    found = [teller.tell(places.draw(slot), slot) for slot in slots()]
    for regime, kind, counts in SIDE_REGIMES:
        for slot in _side_slots(counts, kind):
            found.append(teller.tell(rng.choice(of_kind(kind)), slot, regime))
    found.append(card_case())
    found.sort(key=lambda case: case.accepted_on)  # stable, so the order is the same everywhere
    for key, case in enumerate(found, 1):
        case.key = key
    settle_amounts(found)
    write_letters(found)
    confirm(found)
    close_cases(found)
    invite_experts(found)
    pay_subsidies(found)
    number_cases(found)
    return tuple(found)
