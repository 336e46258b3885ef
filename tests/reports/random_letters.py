"""Letters of every kind of sender and in every state, on days that lie around the terms and the ends of months."""

from datetime import date, timedelta
from random import Random

from cases.models import Case
from organizations.enums import OrganizationKind
from organizations.models import Organization, Placement
from referrals.models import Referral
from tests.reports import histories
from tests.world import World

FIRST = date(2019, 6, 1)
LETTERS = 120
SENDERS = {
    "示例·police": OrganizationKind.POLICE,
    "示例·petition": OrganizationKind.PETITION_OFFICE,
    "示例·consumer": OrganizationKind.CONSUMER_ASSOCIATION,
    "示例·agency": OrganizationKind.OTHER_AGENCY,
}
STATES = ("sent", "declined", "placed", "mediating", "answered", "answered", "withdrawn")


def write(world: World, seed: int, cases: list[Case]) -> None:
    """A letter for every few days; one of the two committees moves to the other county meanwhile."""
    rng = Random(seed)
    further = histories.senders(world.divisions["652324"], SENDERS)
    senders = [world.court, world.procuratorate, world.other_court, *further]
    moved_on = FIRST + timedelta(rng.randrange(300, 700))
    world.other_guidance.placements.update(valid_until=moved_on)
    Placement.objects.create(
        organization=world.other_guidance, division=world.divisions["652324"], valid_from=moved_on
    )
    free = iter(cases)
    Referral.objects.bulk_create(_letter(world, rng, number, senders, free) for number in range(LETTERS))


def _letter(world: World, rng: Random, number: int, senders: list[Organization], free) -> Referral:  # type: ignore[no-untyped-def]
    sent_on = FIRST + timedelta(rng.randrange(930))
    if rng.random() < 0.4:
        sent_on = sent_on.replace(day=1) - timedelta(rng.randrange(2))
    state = STATES[number % len(STATES)]
    letter = histories.letter(
        f"示例调函{number}号",
        senders[number % len(senders)],
        rng.choice((world.guidance, world.other_guidance)),
        sent_on,
        status=state,
    )
    if state not in ("sent", "withdrawn"):
        letter.received_on = sent_on + timedelta(rng.randrange(2, 6))
    if state in ("placed", "mediating", "answered"):
        letter.case, letter.placed_with = next(free), world.village
    if state == "answered":
        letter.answer = rng.choice(("agreed", "not_agreed"))
        letter.answered_on = sent_on + timedelta(rng.randrange(10, 40))
    return letter
