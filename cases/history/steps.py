"""The steps behind a past case, each looked up in the workflow's table."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ..enums import CaseStatus, Outcome
from ..workflow import case_workflow
from .told import Actor, PastCase


class Step(NamedTuple):
    name: str
    on: date
    actor: Actor
    note: str = ""


_ENDINGS = {
    Outcome.ORAL_AGREEMENT: "agree_orally",
    Outcome.WRITTEN_AGREEMENT: "agree_in_writing",
    Outcome.NOT_REACHED: "not_reached",
    Outcome.REFUSED: "refuse",
    Outcome.TERMINATED: "terminate",
}


def _steps(past: PastCase) -> Iterator[Step]:
    """What was done after registration, in order."""
    yield Step("accept", past.accepted_on, past.coordinator or past.clerk)
    if past.assigned_on:
        yield Step("assign", past.assigned_on, past.clerk)
    for session in past.sessions:
        yield Step("record_session", session.held_on, past.mediator)
    if past.outcome and past.concluded_on:
        yield Step(_ENDINGS[past.outcome], past.concluded_on, past.mediator)
    if past.outcome == Outcome.WRITTEN_AGREEMENT and past.effective_on:
        yield Step("take_effect", past.effective_on, past.clerk)
    yield from sorted(_last_steps(past), key=lambda step: step.on)


def _last_steps(past: PastCase) -> Iterator[Step]:
    """The court's part may come before or after closing."""
    if past.confirmation:
        yield Step("apply_for_confirmation", past.confirmation.applied_on, past.mediator)
        if past.confirmation.ruled_on:
            yield Step("record_ruling", past.confirmation.ruled_on, past.mediator)
    if past.closed_on:
        yield Step("close", past.closed_on, past.clerk)


def events_of(past: PastCase) -> Iterator[tuple[Step, str, str]]:
    """Each step with the status before and after it. Raises ValueError for one that is not legal or out of order."""
    status, day = str(CaseStatus.REGISTERED), past.applied_on
    yield Step("register", day, past.registrar, past.letter_no), "", status
    for step in _steps(past):
        transition = case_workflow.transitions[step.name]
        if status not in transition.sources or step.on < day:
            raise ValueError(f"{step.name} on {step.on} does not follow {status} of {day}")
        after = str(transition.target or status)
        yield step, status, after
        status, day = after, step.on
