"""Leads of screening: a place, a kind and a sentence, for ninety days."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from cases import leads
from cases.enums import LeadState
from cases.models import Lead, ScreeningRound
from mediation import jobs
from tests.cases.conftest import ago, day
from tests.world import World

LEAD = {"place": "二组水渠", "dispute_type": "neighbours", "sentence": "两家争水渠，说话声音大。"}


@pytest.fixture
def lead(as_user: Callable[[str], Any]) -> Lead:
    assert as_user("village_mediator").post("/cases/screening/leads/", LEAD).status_code == 302
    return Lead.objects.get()


def test_a_lead_is_kept_for_ninety_days_from_its_finding(as_user: Callable[[str], Any], world: World) -> None:
    as_user("village_mediator").post("/cases/screening/leads/", {**LEAD, "found_on": ago(3)})
    lead = Lead.objects.get()
    assert (lead.organization, lead.state, lead.round) == (world.village, LeadState.OPEN, None)
    assert lead.expires_on - lead.found_on == timedelta(days=90)
    page = as_user("village_clerk").get("/cases/screening/leads/").content.decode()
    assert LEAD["sentence"] in page
    assert "还剩 87 天" in page


@pytest.mark.parametrize("field", ["sentence", "place"])
@pytest.mark.parametrize(
    "number",
    ["13800000000", "138 0000 0000", "１３８０００００００００", "0994-6650000", "65232419900101001X"],
)
def test_numbers_of_people_are_refused(as_user: Callable[[str], Any], field: str, number: str) -> None:
    answer = as_user("village_mediator").post(
        "/cases/screening/leads/", {**LEAD, field: f"争水渠，电话{number}"}
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors == {field: ["这里不写电话和身份证号，也不写人名，只写地方和事情。"]}
    assert not Lead.objects.exists()


@pytest.mark.parametrize("sentence", ["争一条12米水渠", "2026-11-05 说好又反悔", "差 3000 元工钱"])
def test_other_numbers_may_stand_in_the_sentence(as_user: Callable[[str], Any], sentence: str) -> None:
    as_user("village_mediator").post("/cases/screening/leads/", {**LEAD, "sentence": sentence})
    assert Lead.objects.get().sentence == sentence


def test_the_form_says_to_write_no_names(as_user: Callable[[str], Any]) -> None:
    assert (
        "不写人名、电话和身份证号"
        in as_user("village_mediator").get("/cases/screening/leads/").content.decode()
    )


def test_what_was_found_long_ago_is_looked_into_anew(as_user: Callable[[str], Any]) -> None:
    answer = as_user("village_mediator").post("/cases/screening/leads/", {**LEAD, "found_on": ago(90)})
    assert list(answer.context["form"].errors) == ["found_on"]


def test_a_round_that_found_something_leads_to_its_leads(as_user: Callable[[str], Any]) -> None:
    browser = as_user("village_mediator")
    answer = browser.post("/cases/screening/", {"place": "三组", "found": "1", "held_on": ago(2)})
    done = ScreeningRound.objects.get()
    assert answer.url == f"/cases/screening/leads/?round={done.uuid}"
    form = browser.get(answer.url).context["form"]
    assert form.initial == {"round": done.uuid, "place": "三组", "found_on": day(2)}
    browser.post("/cases/screening/leads/", {**LEAD, "round": str(done.uuid)})
    assert Lead.objects.get().round == done


def test_a_round_of_another_organization_takes_no_lead(as_user: Callable[[str], Any]) -> None:
    as_user("second_village_mediator").post("/cases/screening/", {"place": "三组", "found": "1"})
    foreign = str(ScreeningRound.objects.get().uuid)
    browser = as_user("village_mediator")
    assert browser.get(f"/cases/screening/leads/?round={foreign}").context["form"].initial == {}
    assert browser.post("/cases/screening/leads/", {**LEAD, "round": foreign}).status_code == 422


def test_a_closed_lead_has_lost_its_sentence(as_user: Callable[[str], Any], lead: Lead) -> None:
    browser = as_user("village_mediator")
    assert browser.post(f"/cases/screening/leads/{lead.uuid}/close/").status_code == 302
    lead.refresh_from_db()
    assert (lead.state, lead.sentence) == (LeadState.CLOSED, "")
    assert browser.post(f"/cases/screening/leads/{lead.uuid}/close/").status_code == 409
    assert LEAD["sentence"] not in browser.get("/cases/screening/leads/?show=ended").content.decode()


def test_the_nightly_job_erases_what_is_over_and_nothing_else(lead: Lead) -> None:
    leads.expire(lead.expires_on - timedelta(days=1))
    lead.refresh_from_db()
    assert (lead.state, lead.sentence) == (LeadState.OPEN, LEAD["sentence"])
    leads.expire(lead.expires_on + timedelta(days=5))
    leads.expire(lead.expires_on + timedelta(days=5))
    lead.refresh_from_db()
    assert (lead.state, lead.sentence) == (LeadState.EXPIRED, "")


def test_a_missed_night_shows_nothing_that_is_over(as_user: Callable[[str], Any], lead: Lead) -> None:
    Lead.objects.filter(pk=lead.pk).update(found_on=day(91), expires_on=day(1))
    browser = as_user("village_mediator")
    for show in ("", "?show=ended"):
        assert LEAD["sentence"] not in browser.get(f"/cases/screening/leads/{show}").content.decode()
    assert browser.post(f"/cases/screening/leads/{lead.uuid}/close/").status_code == 409
    assert browser.post(f"/cases/screening/leads/{lead.uuid}/invite/", {}).status_code == 409
    jobs.expire_leads()
    lead.refresh_from_db()
    assert lead.state == LeadState.EXPIRED


def test_the_job_is_in_the_nights_plan() -> None:
    assert settings.CELERY_BEAT_SCHEDULE["expire-leads"]["task"] == jobs.expire_leads.name


@pytest.mark.parametrize(
    "who", ["second_village_mediator", "township_mediator", "township_clerk", "other_village_mediator"]
)
def test_another_organization_finds_no_such_lead(as_user: Callable[[str], Any], lead: Lead, who: str) -> None:
    browser = as_user(who)
    assert browser.get("/cases/screening/leads/").context["page"].items == []
    assert browser.post(f"/cases/screening/leads/{lead.uuid}/close/").status_code == 404
    assert browser.get(f"/cases/screening/leads/{lead.uuid}/invite/").status_code == 404


@pytest.mark.parametrize("who", ["coordinator", "analyst", "officer", "court_liaison", "expert"])
def test_who_does_not_screen_has_no_such_page(as_user: Callable[[str], Any], lead: Lead, who: str) -> None:
    assert as_user(who).get("/cases/screening/leads/").status_code == 403
    assert as_user(who).post(f"/cases/screening/leads/{lead.uuid}/close/").status_code == 404
