"""Example cases: both sides say yes, nobody's name stands in them, and either side takes it back without a reason."""

from collections.abc import Callable

import pytest

from cases.forms import SIGNED
from cases.models import Case, Example
from cases.workflow import case_workflow
from mediation.kernel.errors import Refused
from tests.cases.conftest import ago, day
from tests.doors import Api, Page
from tests.world import World

TOLD = {"title": "各让一步", "text": "张某与李某因浇水争执，当面说开后和好。"}
CONSENT = {"applicants_consent": True, "respondents_consent": True}


def test_a_settled_case_is_told_with_both_consents(door: Page | Api, effective: Callable[..., Case]) -> None:
    case = effective()
    assert door.step("village_mediator", case, "write_example", **TOLD, **CONSENT).done
    example = Example.objects.get()
    assert (example.case, example.consented_on, example.title) == (case, day(0), "各让一步")


@pytest.mark.parametrize("side", CONSENT)
def test_without_a_side_there_is_no_example(
    door: Page | Api, effective: Callable[..., Case], side: str
) -> None:
    answer = door.step("village_mediator", effective(), "write_example", **TOLD, **{**CONSENT, side: ""})
    assert list(answer.errors) == [side]
    assert not Example.objects.exists()


@pytest.mark.parametrize("field", ["title", "text"])
def test_no_name_and_no_number_of_a_person_stands_in_it(
    door: Page | Api, effective: Callable[..., Case], field: str
) -> None:
    case = effective()
    name = case.parties.first().name
    for planted in (f"{name}先来说", "电话 139 0000 0000"):
        answer = door.step(
            "village_mediator", case, "write_example", **{**TOLD, field: planted[:40]}, **CONSENT
        )
        assert list(answer.errors) == [field]
    assert not Example.objects.exists()


def test_consent_does_not_precede_success(door: Page | Api, effective: Callable[..., Case]) -> None:
    answer = door.step(
        "village_mediator", effective(), "write_example", **TOLD, **CONSENT, consented_on=ago(9)
    )
    assert list(answer.errors) == ["consented_on"]


def test_there_is_one_at_a_time_and_either_side_takes_it_back(
    door: Page | Api, effective: Callable[..., Case], world: World
) -> None:
    case = effective()
    assert door.step("village_mediator", case, "write_example", **TOLD, **CONSENT).done
    with pytest.raises(Refused, match="已经写成"):
        case_workflow.perform(
            "write_example", case, actor=world.users["village_mediator"], data={**TOLD, **CONSENT}
        )
    case.refresh_from_db()
    assert door.step("village_mediator", case, "withdraw_example").done
    assert Example.objects.get().withdrawn_on == day(0)
    case.refresh_from_db()
    assert door.step("village_mediator", case, "write_example", **TOLD, **CONSENT).done


def test_a_protected_case_is_never_told(effective: Callable[..., Case], world: World) -> None:
    case = effective()
    Case.objects.filter(pk=case.pk).update(is_protected=True)
    case.refresh_from_db()
    with pytest.raises(Refused, match="涉及隐私"):
        case_workflow.perform(
            "write_example", case, actor=world.users["village_mediator"], data={**TOLD, **CONSENT}
        )


def test_an_agreement_that_does_not_bind_yet_is_no_example(
    agreed: Callable[..., Case], take: Callable[..., Case], door: Page | Api
) -> None:
    case = agreed()
    assert not door.step("village_mediator", case, "write_example", **TOLD, **CONSENT).done
    take(case, "take_effect", by="village_mediator", **SIGNED)
    case.refresh_from_db()
    assert door.step("village_mediator", case, "write_example", **TOLD, **CONSENT).done
