"""The letters by which courts and other bodies sent the cases; dates and numbers are invented.

Every letter goes to the guidance committee of the county, which receives and places it within three
working days of its day of sending; the answer goes back in the days after mediation ended. Organizations of
the prefecture stand in no county: what a body sends them comes without the way over a committee.
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
    """Give every entrusted case of a county the letter which brought it, numbered by sender and year."""
    rng = Random("changji: letters")
    counts: defaultdict[tuple[str, int], int] = defaultdict(int)
    for case in found:
        body = organizations()[case.handled_at]
        if not case.entruster or case.letter or body.county == PREFECTURE:
            continue
        sender = f"{SENDERS[case.entruster]}:{body.county}"
        receiver = f"guidance_committee:{body.county}"
        received = case.applied_on
        sent = working_on_or_before(received - timedelta(rng.choice((0, 0, 1, 1, 2))))
        counts[sender, sent.year] += 1
        short = COUNTY_SHORTS[body.county]
        number = f"示{short}调函〔{sent.year}〕{counts[sender, sent.year]}号"
        ended = case.effective_on or case.concluded_on
        answered = ended + timedelta(rng.choice((0, 1, 2, 3)))
        procedure = ""
        if case.legal_mode == "entrusted":
            procedure = "summary" if (ended - received).days <= 7 else "ordinary"
        case.letter = Letter(number, sender, receiver, sent, received, answered, procedure)
