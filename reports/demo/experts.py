"""Experts who took part in a case, with the parties' consent (人民调解法 20).

Published: 1,280 person-times. Our reading: in January to August 2021, by the day on which the expert
took part. Invented: the 640 of 2020, the cases and the days.
"""

from datetime import timedelta
from itertools import cycle
from random import Random

from reports.demo.organizations import organizations
from reports.demo.people import serving
from reports.demo.places import COUNTIES, PREFECTURE
from reports.demo.records import Participation
from reports.demo.slots import EARLY_2020, EARLY_2021

PERSON_TIMES = ((EARLY_2021, 1280), (EARLY_2020, 640))

FIELDS = {
    "medical": "medicine", "traffic": "traffic", "migrant_wages": "labour", "other_labour": "labour",
    "house_land": "building", "forest_land": "land", "expropriation": "land", "production": "land",
    "marriage_family": "psychology", "contract": "law",
}  # fmt: skip


def _banks():
    """The experts of each county's bank by field, taking turns."""
    banks = {}
    for county, *_rest in COUNTIES:
        bank = f"expert_bank:{county}"
        by_field: dict[str, list[int]] = {}
        for expert in serving(bank, EARLY_2020.first):
            by_field.setdefault(expert.field, []).append(expert.number)
        banks[county] = (bank, {field: cycle(numbers) for field, numbers in by_field.items()})
    return banks


def invite_experts(found):
    """Seat one to three experts at major cases first, then at others, until the person-times are reached."""
    rng = Random("changji: experts")
    banks = _banks()
    for span, wanted in PERSON_TIMES:
        eligible = [
            case
            for case in found
            if case.regime == "peoples"
            and case.sessions
            and case.accepted_on >= span.first
            and case.sessions[-1].held_on <= span.last
        ]
        eligible.sort(key=lambda case: (not case.is_major, rng.randrange(1 << 30), case.key))
        for case in eligible:
            if not wanted:
                break
            county = organizations()[case.handled_at].county
            bank, by_field = banks["652301" if county == PREFECTURE else county]
            field = "finance" if case.subtype == "finance" else FIELDS.get(case.dispute_type, "law")
            others = (
                ("psychology", "finance")
                if field == "law"
                else ("law", "land" if field == "finance" else "finance")
            )
            fields = (field, *others)
            count = min(wanted, rng.choices((1, 2, 3), (64, 27, 9))[0])
            wanted -= count
            day = case.sessions[-1].held_on
            invited = max(case.assigned_on, day - timedelta(2))
            case.participations = tuple(
                Participation(next(by_field[field]), bank, invited, day + timedelta(8), day)
                for field in fields[:count]
            )
