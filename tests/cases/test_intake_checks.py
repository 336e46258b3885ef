"""The checks before a dispute is taken in: each with its ground, and with the way out when one fails."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from cases.enums import CaseStatus, DeclineReason, Entruster, LegalMode, Source
from cases.forms import QuickResult
from cases.intake_rules import RULES, Elsewhere, VenueGround
from cases.models import Case, IntakeCheck
from organizations.enums import Regime
from organizations.models import Organization
from tests.cases.conftest import ago, day
from tests.doors import Api, Page
from tests.referrals.letters import place, send
from tests.world import World

BOTH = {"applicants_consent": True, "respondents_consent": True}


def test_acceptance_keeps_what_was_checked_and_by_whom(
    door: Page | Api, registered: Callable[..., Case], world: World
) -> None:
    case = registered()
    said = {"in_scope": "yes", "venue_ground": "arisen", "elsewhere": "no", "intake_note": "界址在二组。"}
    assert door.step("village_mediator", case, "accept", **BOTH, **said).done
    check = IntakeCheck.objects.get(case=case)
    assert (check.in_scope, check.venue_ground, check.note) == (True, VenueGround.ARISEN, "界址在二组。")
    assert (check.elsewhere, check.entrusted_by_organ) == (False, False)
    assert check.checked_by_id == world.village_mediator.pk


@pytest.mark.parametrize(
    "field, value, sentence, reason",
    [
        ("in_scope", "no", "第二十条", DeclineReason.NOT_CIVIL),
        ("venue_ground", "none", "第二十一条", DeclineReason.OUTSIDE_AREA),
        ("elsewhere", "yes", "第二十二条", DeclineReason.ALREADY_HANDLED),
    ],
)
def test_a_failed_check_refuses_acceptance_with_its_ground(
    door: Page | Api,
    registered: Callable[..., Case],
    as_user: Callable[[str], Any],
    field: str,
    value: str,
    sentence: str,
    reason: str,
) -> None:
    case = registered()
    answer = door.step("village_mediator", case, "accept", **BOTH, **{field: value})
    assert list(answer.errors) == [field]
    assert sentence in answer.errors[field][0]
    case.refresh_from_db()
    assert (case.status, case.official_no) == (CaseStatus.REGISTERED, None)
    assert not IntakeCheck.objects.exists()


def test_the_page_then_offers_to_decline_with_the_fitting_reason(
    registered: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    case, browser = registered(), as_user("village_mediator")
    steps = f"/cases/{case.uuid}/steps"
    page = browser.post(f"{steps}/accept/", {**BOTH, "venue_ground": "none"}).content.decode()
    assert f'href="{steps}/decline/?reason=outside_area"' in page
    form = browser.get(f"{steps}/decline/?reason=outside_area").context["form"]
    assert form["reason"].value() == DeclineReason.OUTSIDE_AREA
    assert browser.get(f"{steps}/decline/?reason=anything").context["form"]["reason"].value() is None


def test_the_page_presets_each_check_and_says_its_ground(
    registered: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    page = as_user("village_mediator").get(f"/cases/{registered().uuid}/steps/accept/")
    form = page.context["form"]
    values = [form[name].value() for name in ("in_scope", "venue_ground", "elsewhere")]
    assert values == ["yes", "residence", "no"]
    for article in ("第二十条", "第二十一条", "第二十二条"):
        assert article in page.content.decode()


@pytest.mark.parametrize("regime", Regime)
def test_each_regime_has_its_own_rules_with_their_grounds(regime: Regime) -> None:
    rule = RULES[regime]
    for words in (rule.scope_ground, rule.venue_ground, rule.elsewhere_ground):
        assert str(words).endswith("）。")
    assert rule.venues
    others = [RULES[other] for other in Regime if other != regime]
    assert str(rule.scope) not in [str(other.scope) for other in others]


def test_administrative_mediation_asks_for_its_own_field(
    door: Page | Api, registered: Callable[..., Case], world: World
) -> None:
    room = Organization.objects.get(pk=world.admin_room.pk)
    world.village_mediator.person.posts.create(organization=room, role_code="mediator", valid_from=day(400))
    case = registered(organization=str(room.uuid))
    assert list(door.step("village_mediator", case, "accept", **BOTH, venue_ground="chosen").errors) == [
        "venue_ground"
    ]
    assert door.step("village_mediator", case, "accept", **BOTH).done
    assert IntakeCheck.objects.get(case=case).venue_ground == VenueGround.COMPETENCE


def test_what_another_organ_has_is_taken_only_when_it_entrusted_the_case(
    door: Page | Api, registered: Callable[..., Case]
) -> None:
    case = registered()
    entrusted = {**BOTH, "elsewhere": Elsewhere.ENTRUSTED.value}
    assert list(door.step("village_mediator", case, "accept", **entrusted).errors) == ["elsewhere"]
    letter = {"source": "entrusted", "entruster": "court", "legal_mode": "entrusted", "letter_no": "示例1号"}
    assert door.step("village_mediator", case, "record_source", **letter).done
    assert door.step("village_mediator", case, "accept", **BOTH).done
    check = IntakeCheck.objects.get(case=case)
    assert (check.elsewhere, check.entrusted_by_organ) == (True, True)


def test_source_and_legal_mode_are_recorded_each_for_itself(
    door: Page | Api, registered: Callable[..., Case]
) -> None:
    case = registered()
    assert door.step(
        "village_mediator", case, "record_source", source="application", legal_mode="guided"
    ).done
    case.refresh_from_db()
    assert (case.source, case.entruster, case.legal_mode) == (Source.APPLICATION, "", LegalMode.GUIDED)
    letter = {"source": "entrusted", "entruster": "police", "legal_mode": "transferred"}
    assert door.step("village_mediator", case, "record_source", **letter).done
    case.refresh_from_db()
    assert (case.source, case.entruster) == (Source.ENTRUSTED, Entruster.POLICE)
    assert case.events.first().note == "接受委托移送调解、公安机关、移送"


@pytest.mark.parametrize(
    "wrong, field",
    [
        ({"source": "entrusted"}, "entruster"),
        ({"source": "application", "entruster": "court"}, "entruster"),
        ({"source": "entrusted", "entruster": "court", "legal_mode": "guided"}, "legal_mode"),
        ({"source": "proactive", "legal_mode": "invited"}, "legal_mode"),
    ],
)
def test_sources_that_contradict_themselves_are_refused(
    door: Page | Api, registered: Callable[..., Case], wrong: dict[str, str], field: str
) -> None:
    assert list(door.step("village_mediator", registered(), "record_source", **wrong).errors) == [field]


def test_the_source_of_an_accepted_case_stays(door: Page | Api, accepted: Callable[..., Case]) -> None:
    assert door.step("village_mediator", accepted(), "record_source", source="proactive").status == 409


def test_quick_registration_states_the_checks_and_says_so(
    registered: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    case = registered(result=QuickResult.ORAL_DONE, terms="甲方三日内修好排水沟。", applied_on=ago(1))
    check = IntakeCheck.objects.get(case=case)
    assert (check.in_scope, check.venue_ground, check.elsewhere) == (True, VenueGround.RESIDENCE, False)
    assert (
        "保存就是说明：属于民间纠纷" in as_user("village_mediator").get("/cases/register/").content.decode()
    )


def test_a_letter_brings_that_its_organ_entrusts_the_case(world: World) -> None:
    check = place(world, send(world)).intake_check
    assert (check.elsewhere, check.entrusted_by_organ) == (True, True)
    assert check.checked_by_id == world.coordinator.pk


def test_no_row_can_say_that_a_check_failed(accepted: Callable[..., Case]) -> None:
    check = IntakeCheck.objects.filter(case=accepted())
    for failed in ({"in_scope": False}, {"elsewhere": True}):
        with pytest.raises(IntegrityError, match="intake_check_passed"), transaction.atomic():
            check.update(**failed)
