"""The letters by which courts and other bodies sent the cases; dates and numbers are invented.

Every letter goes to the guidance committee of the county, which accepts it within three working days
and places it; the result goes back in the days after mediation ended.
"""

from collections import defaultdict
from datetime import timedelta
from random import Random

from reports.demo.days import working_on_or_before
from reports.demo.organizations import organizations
from reports.demo.places import COUNTY_SHORTS, PREFECTURE
from reports.demo.records import Letter

SENDERS = {
    "court": "court", "procuratorate": "procuratorate", "police": "police", "petition": "petition_office",
    "other": "consumer_association",
}  # fmt: skip


def write_letters(found):
    """Give every entrusted case the letter which brought it, numbered by sender and year."""
    rng = Random("changji: letters")
    counts = defaultdict(int)
    for case in found:
        if not case.entruster or case.letter:
            continue
        body = organizations()[case.handled_at]
        sender = f"{SENDERS[case.entruster]}:{body.county}"
        receiver = "guidance_committee:" + ("652301" if body.county == PREFECTURE else body.county)
        placed = case.applied_on
        accepted = working_on_or_before(placed - timedelta(rng.choice((0, 0, 1))))
        received = working_on_or_before(accepted - timedelta(rng.choice((0, 1, 1))))
        issued = working_on_or_before(received - timedelta(rng.choice((0, 1, 2))))
        counts[sender, issued.year] += 1
        short = COUNTY_SHORTS.get(body.county, "州")
        number = f"示{short}调函〔{issued.year}〕{counts[sender, issued.year]}号"
        reported = (case.effective_on or case.concluded_on) + timedelta(rng.choice((0, 1, 2, 3)))
        case.letter = Letter(number, sender, receiver, issued, received, accepted, placed, reported)
