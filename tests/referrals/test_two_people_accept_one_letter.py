"""Two coordinators accept one letter in the same moment: one wins, the other is told, nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from cases.models import Case
from mediation.kernel.errors import DomainError
from mediation.kernel.models import IssuedNumber
from organizations.models import User
from referrals.enums import ReferralStatus
from referrals.models import Referral
from referrals.workflow import referral_workflow
from tests.referrals.letters import send
from tests.world import World

TRIES = 200


class Rival:
    """A coordinator with a database connection of his own."""

    def __init__(self, user: User, choice: str) -> None:
        self.user = user
        self.choice = choice
        self.thread = ThreadPoolExecutor(1)

    def accept(self, letter_id: int, together: Barrier, *, with_version: bool) -> str:
        """ "" when this one placed the letter, otherwise the sentence with which he was told."""
        referral = Referral.objects.get(pk=letter_id)
        together.wait()
        try:
            referral_workflow.perform(
                "place",
                referral,
                actor=self.user,
                data={"organization": self.choice},
                version=1 if with_version else None,
            )
        except DomainError as told:
            return told.message
        return ""

    def leave(self) -> None:
        self.thread.submit(connections.close_all).result()
        self.thread.shutdown()


@pytest.mark.django_db(transaction=True)
def test_of_two_people_accepting_one_letter_one_wins_and_the_other_is_told(world: World) -> None:
    rivals = (
        Rival(world.fresh("coordinator"), str(world.room.uuid)),
        Rival(world.fresh("second_coordinator"), str(world.township.uuid)),
    )
    won_by = dict.fromkeys(rivals, 0)
    lost = 0
    for attempt in range(TRIES):
        letter = send(world, letter_no=f"第{attempt}号")
        together = Barrier(2)
        waiting = [
            rival.thread.submit(rival.accept, letter.pk, together, with_version=attempt % 2 == 0)
            for rival in rivals
        ]
        told = [answer.result() for answer in waiting]
        letter.refresh_from_db()
        winners = [rival for rival, sentence in zip(rivals, told, strict=True) if not sentence]
        if len(winners) != 1 or letter.status != ReferralStatus.PLACED or letter.case is None:
            lost += 1
            continue
        won_by[winners[0]] += 1
        assert str(letter.placed_with.uuid) == winners[0].choice
        assert max(told) == f"这封来函已由{winners[0].user}分派给{letter.placed_with}。"
    for rival in rivals:
        rival.leave()

    print(f"{TRIES} tries, won {list(won_by.values())}, lost {lost}")  # noqa: T201  the count is the result
    assert lost == 0
    assert sum(won_by.values()) == TRIES
    assert all(won_by.values()), "both were first at least once, so they did race"
    assert Case.objects.count() == TRIES
    # No gap: each committee's numbers run from 1 to how often it was chosen.
    for rival, committee in zip(rivals, (world.industry, world.township), strict=True):
        numbers = IssuedNumber.objects.filter(series__code__startswith=f"case:{committee.pk}:")
        assert sorted(numbers.values_list("value", flat=True)) == list(range(1, won_by[rival] + 1))
