"""Invitations to mediation: names for as long as two people are asked, and a case only when both consent."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from cases import leads
from cases.enums import CaseStatus, Consent, InvitationState, LeadState, Source
from cases.models import Case, CaseEvent, Invitation, Lead
from mediation.kernel.models import JournalEntry
from tests.cases.conftest import ago, day
from tests.world import World

PATH = "/cases/screening/invitations/"
ASKED = {
    "applicant_name": "示例·甲某",
    "applicant_phone": "13800000001",
    "respondent_name": "示例·乙某",
    "dispute_type": "neighbours",
    "summary": "两家争水渠。",
    "invited_on": ago(3),
}
WORDS = [ASKED[name] for name in ("applicant_name", "applicant_phone", "respondent_name", "summary")]
YES = {"answer": "given"}
NO = {"answer": "refused"}


@pytest.fixture
def mediator(as_user: Callable[[str], Any]) -> Any:
    return as_user("village_mediator")


@pytest.fixture
def invitation(mediator: Any) -> Invitation:
    assert mediator.post(f"{PATH}new/", ASKED).status_code == 302
    return Invitation.objects.get()


@pytest.fixture
def from_lead(mediator: Any) -> Invitation:
    lead = {"place": "二组", "dispute_type": "neighbours", "sentence": "争水渠。", "found_on": ago(10)}
    mediator.post("/cases/screening/leads/", lead)
    mediator.post(f"/cases/screening/leads/{Lead.objects.get().uuid}/invite/", ASKED)
    return Invitation.objects.get()


def stored() -> str:
    """Everything that tables keep of leads, invitations, events and the journal."""
    rows = [list(model.objects.values()) for model in (Lead, Invitation, CaseEvent, JournalEntry)]
    return json.dumps(rows, ensure_ascii=False, default=str)


def test_two_consents_make_a_case_and_the_invitation_keeps_the_link_alone(
    mediator: Any, from_lead: Invitation, world: World
) -> None:
    mediator.post(f"{PATH}{from_lead.uuid}/", {"side": "applicant", **YES, "answered_on": ago(2)})
    assert not Case.objects.exists()
    answer = mediator.post(f"{PATH}{from_lead.uuid}/", {"side": "respondent", **YES, "answered_on": ago(1)})
    case = Case.objects.get()
    assert answer.url == f"/cases/{case.uuid}/"
    assert (case.source, case.status, case.applied_on) == (Source.PROACTIVE, CaseStatus.REGISTERED, day(1))
    assert case.holder == world.village
    assert [(p.name, p.phone, p.consent, p.consented_on) for p in case.parties.all()] == [
        ("示例·甲某", "13800000001", Consent.GIVEN, day(2)),
        ("示例·乙某", "", Consent.GIVEN, day(1)),
    ]
    assert {e.transition for e in case.events.all()} == {"register", "record_consent"}
    from_lead.refresh_from_db()
    assert (from_lead.state, from_lead.case) == (InvitationState.CONVERTED, case)
    assert Lead.objects.get().state == LeadState.CONVERTED
    assert not [word for word in WORDS if word in stored()]
    assert str(case.uuid) in mediator.get(f"{PATH}{from_lead.uuid}/").content.decode()


@pytest.mark.parametrize("side", ["applicant", "respondent"])
def test_a_refusal_erases_everything_and_looks_like_any_other_end(
    mediator: Any, from_lead: Invitation, side: str
) -> None:
    other = {"applicant": "respondent", "respondent": "applicant"}[side]
    mediator.post(f"{PATH}{from_lead.uuid}/", {"side": other, **YES})
    assert mediator.post(f"{PATH}{from_lead.uuid}/", {"side": side, **NO}).url == PATH
    assert not Case.objects.exists()
    from_lead.refresh_from_db()
    assert from_lead.state == InvitationState.CLOSED
    assert (from_lead.applicant_answer, from_lead.respondent_answer) == (Consent.UNASKED, Consent.UNASKED)
    assert Lead.objects.get().state == LeadState.CLOSED
    assert not [word for word in (*WORDS, "refused", "applicant", "respondent") if f'"{word}"' in stored()]
    assert JournalEntry.objects.filter(action="invitation.close").count() == 1
    assert mediator.get(f"{PATH}{from_lead.uuid}/").status_code == 404


def test_ending_an_invitation_leaves_the_same_as_a_refusal(mediator: Any, invitation: Invitation) -> None:
    mediator.post(f"{PATH}{invitation.uuid}/close/")
    row = Invitation.objects.values("state", "summary", "applicant_name", "applicant_answer").get()
    assert row == {"state": "closed", "summary": "", "applicant_name": "", "applicant_answer": "unasked"}
    assert [e.action for e in JournalEntry.objects.filter(object_type="invitation").order_by("id")] == [
        "invitation.send",
        "invitation.close",
    ]


def test_silence_makes_no_case_and_the_names_go_with_the_lead(from_lead: Invitation) -> None:
    lead = Lead.objects.get()
    assert from_lead.expires_on == lead.expires_on
    leads.expire(lead.expires_on - timedelta(days=1))
    assert Invitation.objects.waiting().count() == 1
    leads.expire(lead.expires_on)
    lead.refresh_from_db()
    assert (lead.state, Invitation.objects.get().state) == (LeadState.EXPIRED, InvitationState.CLOSED)
    assert not [word for word in WORDS if word in stored()]
    assert not Case.objects.exists()


def test_without_a_lead_names_are_kept_ninety_days_from_the_invitation(invitation: Invitation) -> None:
    assert (invitation.lead, invitation.expires_on) == (None, day(3) + timedelta(days=90))


def test_a_missed_night_shows_no_names(mediator: Any, invitation: Invitation) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(expires_on=day(0))
    assert mediator.get(f"{PATH}{invitation.uuid}/").status_code == 404
    assert mediator.post(f"{PATH}{invitation.uuid}/", {"side": "applicant", **YES}).status_code == 404
    assert mediator.get(PATH).context["page"].items == []


def test_a_lead_is_invited_from_once(mediator: Any, from_lead: Invitation) -> None:
    lead = Lead.objects.get()
    assert mediator.post(f"/cases/screening/leads/{lead.uuid}/invite/", ASKED).status_code == 409
    assert Invitation.objects.count() == 1


def test_closing_the_lead_ends_its_invitation(mediator: Any, from_lead: Invitation) -> None:
    mediator.post(f"/cases/screening/leads/{Lead.objects.get().uuid}/close/")
    from_lead.refresh_from_db()
    assert (from_lead.state, from_lead.applicant_name) == (InvitationState.CLOSED, "")


@pytest.mark.parametrize(
    "wrong, field",
    [
        ({"side": "applicant", **YES, "answered_on": ago(4)}, "answered_on"),
        ({"side": "applicant", "answer": "unasked"}, "answer"),
        ({**YES}, "side"),
    ],
)
def test_a_wrong_answer_changes_nothing(
    mediator: Any, invitation: Invitation, wrong: dict[str, str], field: str
) -> None:
    answer = mediator.post(f"{PATH}{invitation.uuid}/", wrong)
    assert answer.status_code == 422
    assert list(answer.context["answered"].errors) == [field]
    invitation.refresh_from_db()
    assert invitation.applicant_answer == Consent.UNASKED


def test_both_names_are_needed_and_telephones_are_not(mediator: Any) -> None:
    answer = mediator.post(f"{PATH}new/", {"dispute_type": "neighbours", "summary": "争水渠。"})
    assert list(answer.context["form"].errors) == ["applicant_name", "respondent_name"]


@pytest.mark.parametrize("who", ["second_village_mediator", "township_clerk", "coordinator", "analyst"])
def test_nobody_of_another_organization_finds_an_invitation(
    as_user: Callable[[str], Any], invitation: Invitation, who: str
) -> None:
    browser = as_user(who)
    for path in (f"{PATH}{invitation.uuid}/", f"{PATH}{invitation.uuid}/close/"):
        assert browser.post(path, {"side": "applicant", **NO}).status_code == 404
    assert Invitation.objects.waiting().exists()
    assert "示例·甲某" not in browser.get(PATH).content.decode()
