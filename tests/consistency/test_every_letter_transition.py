"""Every step of a letter has words, an event, somebody who may and somebody who may not."""

from collections.abc import Callable
from typing import Any

import pytest

from cases.models import Case
from cases.workflow import case_workflow
from mediation.kernel.models import JournalEntry
from mediation.kernel.workflow import anybody
from referrals.enums import ReferralStatus
from referrals.models import Referral
from referrals.workflow import AUTOMATIC, referral_workflow
from tests.referrals.letters import agree, name_mediators, place, send
from tests.world import World


def _placed(world: World) -> Referral:
    letter = send(world)
    place(world, letter)
    return letter


def _mediating(world: World) -> Referral:
    letter = _placed(world)
    name_mediators(world, Case.objects.get(referral=letter))
    return letter


# Step → where it starts, who may, who may not, and what it asks.
STEPS: dict[str, tuple[Callable[[World], Referral], str, str, dict[str, Any]]] = {
    "place": (send, "coordinator", "procuratorate_liaison", {"organization": "room"}),
    "decline": (send, "second_coordinator", "other_coordinator", {"reason": "other", "note": "请改送法院。"}),
    "reassign": (_placed, "coordinator", "room_clerk", {"organization": "township", "reason": "住在镇上"}),
    "withdraw": (send, "procuratorate_liaison", "coordinator", {"note": "写错了。"}),
}


def test_the_table_above_is_complete() -> None:
    assert set(STEPS) | AUTOMATIC == set(referral_workflow.transitions)
    assert all(not referral_workflow.transitions[name].on_page for name in AUTOMATIC)


@pytest.mark.parametrize("name", STEPS)
def test_a_step_has_words_and_leaves_an_event_when_allowed_and_nothing_when_denied(
    name: str, world: World
) -> None:
    step = referral_workflow.transitions[name]
    assert str(step.label)
    assert str(step.guidance)
    start, may, may_not, asked = STEPS[name]
    letter = start(world)
    data = {**asked}
    if "organization" in data:
        data["organization"] = str(world.organizations[data["organization"]].uuid)

    denied = referral_workflow.can(name, letter, world.fresh(may_not))
    assert not denied
    assert denied.reason.endswith("。")

    before, entries = letter.status, JournalEntry.objects.filter(action=f"referral.{name}")
    event = referral_workflow.perform(name, letter, actor=world.fresh(may), data=data)
    assert (event.transition, event.from_status, event.to_status) == (name, before, step.target)
    assert event.actor_name == world.users[may].person.name
    assert entries.count() == 1


def test_the_steps_without_guidance_are_those_that_follow_by_themselves() -> None:
    without = {name for name, step in referral_workflow.transitions.items() if not step.guidance}
    assert without == AUTOMATIC
    asks_nobody = {name for name, step in referral_workflow.transitions.items() if step.policy is anybody}
    assert asks_nobody <= AUTOMATIC
    assert not [name for name, step in case_workflow.transitions.items() if step.policy is anybody]


def test_what_follows_by_itself_leaves_its_events(world: World) -> None:
    letter = _mediating(world)
    agree(world, letter.case)
    letter.refresh_from_db()
    assert letter.status == ReferralStatus.ANSWERED
    referral_workflow.perform("read_answer", letter, actor=world.fresh("procuratorate_liaison"))
    assert not referral_workflow.can("read_answer", letter, world.fresh("coordinator"))
    events = list(letter.events.order_by("id").values_list("transition", flat=True))
    assert events == ["send", "place", "start", "answer", "read_answer"]


def test_every_status_is_reached_and_every_step_starts_somewhere() -> None:
    steps = referral_workflow.transitions.values()
    assert {step.target for step in steps} - {None} == set(ReferralStatus) - {ReferralStatus.SENT}
    assert all(step.sources for step in steps)
