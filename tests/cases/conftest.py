"""Cases at each stage, made by the ordinary steps."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from cases import registering
from cases.forms import SIGNED, QuickResult, RegisterCaseForm
from cases.models import Case
from cases.workflow import case_workflow
from mediation.kernel.calendar import today
from tests.doors import door
from tests.world import World

__all__ = ["door"]

FIVE = {
    "applicant_name": "示例·马某甲",
    "respondent_name": "示例·王某乙",
    "dispute_type": "neighbours",
    "summary": "两家为院墙滴水起了争执，请求修一条排水沟。",
    "result": QuickResult.ONGOING,
}


def ago(days: int) -> str:
    """A day in the past, as a form is filled."""
    return (today() - timedelta(days=days)).isoformat()


def day(days_ago: int) -> date:
    return today() - timedelta(days=days_ago)


@pytest.fixture
def registered(world: World) -> Callable[..., Case]:
    """A dispute logged ten days ago by the village's mediator, or by somebody else."""

    def log(who: str = "village_mediator", **changes: Any) -> Case:
        user = world.fresh(who)
        data = {**FIVE, "applied_on": ago(10), "not_same_dispute": True, **changes}
        return registering.register(RegisterCaseForm(data, actor=user), by=user)

    return log


@pytest.fixture
def take(world: World) -> Callable[..., Case]:
    """`take(case, "accept", by="village_clerk", …)`: one step through the workflow."""

    def step(case: Case, name: str, /, *, by: str, **data: Any) -> Case:
        case_workflow.perform(name, case, actor=world.fresh(by), data=data)
        return case

    return step


@pytest.fixture
def accepted(registered: Callable[..., Case], take: Callable[..., Case]) -> Callable[..., Case]:
    """Taken in nine days ago."""

    def accept(who: str = "village_mediator", **changes: Any) -> Case:
        consent = {"applicants_consent": True, "respondents_consent": True}
        return take(registered(who, **changes), "accept", by=who, accepted_on=ago(9), **consent)

    return accept


@pytest.fixture
def mediating(accepted: Callable[..., Case], take: Callable[..., Case], world: World) -> Callable[..., Case]:
    """Mediated since eight days ago by whoever logged it, or by `mediators`."""

    def assign(
        who: str = "village_mediator", mediators: tuple[str, ...] = (), by: str = "", **changes: Any
    ) -> Case:
        people = [str(world.users[name].person.uuid) for name in mediators or (who,)]
        return take(
            accepted(who, **changes),
            "assign",
            by=by or who,
            mediators=people,
            declared=True,
            assigned_on=ago(8),
        )

    return assign


@pytest.fixture
def agreed(mediating: Callable[..., Case], take: Callable[..., Case]) -> Callable[..., Case]:
    """With a written agreement of five days ago that is not signed yet."""

    def agree(who: str = "village_mediator", **changes: Any) -> Case:
        agreement = {"content": "乙方赔偿甲方损失。", "amount": "1,200", "agreed_on": ago(5)}
        return take(mediating(who, **changes), "agree_in_writing", by=who, **agreement)

    return agree


@pytest.fixture
def effective(agreed: Callable[..., Case], take: Callable[..., Case]) -> Callable[..., Case]:
    """With a written agreement that binds since four days ago."""

    def sign(who: str = "village_mediator", **changes: Any) -> Case:
        return take(agreed(who, **changes), "take_effect", by=who, **SIGNED, effective_on=ago(4))

    return sign
