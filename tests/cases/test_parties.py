"""The page of a case's parties: one more, and correcting one."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from cases.enums import Consent, PartyKind, Side
from cases.models import Case, Party
from mediation.kernel.models import JournalEntry
from tests.world import World

PERSON = {"kind": "natural", "name": "示例·马某甲", "phone": "13900000001", "address": "示范一村三组"}
FIRM = {"side": "respondent", "kind": "legal", "name": "示例建材公司", "contact_name": "示例·经理"}


@pytest.fixture
def edit(as_user: Callable[[str], Any]) -> Callable[..., Any]:
    def send(party: Party, who: str = "village_mediator", **changes: Any) -> Any:
        data = {**PERSON, "version": party.version, **changes}
        return as_user(who).post(f"/cases/{party.case.uuid}/parties/{party.uuid}/", data)

    return send


def test_a_party_is_corrected_and_the_lists_and_the_search_follow(
    registered: Callable[..., Case], edit: Callable[..., Any], world: World
) -> None:
    case = registered()
    assert (
        edit(case.parties.first(), name="示例·麻某甲", is_minor="on", claim_amount="1,200").status_code == 302
    )
    party = case.parties.first()
    assert (party.name, party.phone, party.is_minor) == ("示例·麻某甲", "13900000001", True)
    assert (party.claim_amount, party.version) == (Decimal(1200), 2)
    case.text.refresh_from_db()
    assert case.text.applicants == "示例·麻某甲"
    visible = Case.objects.visible_to(world.fresh("village_mediator"))
    assert visible.matching("麻某甲").exists()
    assert not visible.matching("马某甲").exists()


def test_what_was_typed_is_in_no_journal(registered: Callable[..., Case], edit: Callable[..., Any]) -> None:
    case = registered()
    edit(case.parties.first())
    entry = JournalEntry.objects.get(action="case.party_edited")
    assert entry.detail["fields"] == ["address", "phone"]
    assert "13900000001" not in str(entry.detail)


def test_a_firm_with_its_contact_is_added_on_its_side(
    registered: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    case = registered()
    assert as_user("village_mediator").post(f"/cases/{case.uuid}/parties/new/", FIRM).status_code == 302
    added = case.parties.get(name="示例建材公司")
    assert (added.side, added.kind, added.contact_name) == (Side.RESPONDENT, PartyKind.LEGAL, "示例·经理")
    case.refresh_from_db()
    assert (case.party_count, case.text.respondents) == (3, "示例·王某乙等2人")


def test_who_joins_an_accepted_case_alone_consents_too(
    mediating: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    case, address = mediating(), "/cases/{}/parties/new/"
    answer = as_user("village_mediator").post(address.format(case.uuid), FIRM)
    assert answer.status_code == 422
    assert answer.context["form"].errors["consent"] == ["案件已经受理，新加入的每一位同意调解才能加入。"]
    joined = as_user("village_mediator").post(address.format(case.uuid), {**FIRM, "consent": "on"})
    assert joined.status_code == 302
    assert case.parties.get(name="示例建材公司").consent == Consent.GIVEN


@pytest.mark.parametrize(
    "changes, field, sentence",
    [
        ({"name": ""}, "name", "请填写姓名或名称。"),
        ({"kind": "legal", "is_minor": "on"}, "is_minor", "只有自然人才有是不是未成年人。"),
        ({"contact_name": "示例·经理"}, "contact_name", "只有单位才填联系人。"),
        ({"claim_amount": "很多"}, "claim_amount", "请用数字填写金额，例如 60000、1,234.50 或 6万。"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_changes(
    registered: Callable[..., Case],
    edit: Callable[..., Any],
    changes: dict[str, str],
    field: str,
    sentence: str,
) -> None:
    party = registered().parties.first()
    answer = edit(party, **changes)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {field: [sentence]}
    assert Party.objects.get(pk=party.pk).phone == ""


def test_a_finished_file_and_other_peoples_cases_stay_as_they_are(
    registered: Callable[..., Case], edit: Callable[..., Any]
) -> None:
    open_case, closed = registered(), registered(result="oral_done", terms="和好。")
    assert edit(closed.parties.first()).status_code == 409
    assert edit(open_case.parties.first(), "second_village_mediator").status_code == 404
    stranger = closed.parties.first()
    stranger.case = open_case
    assert edit(stranger).status_code == 404
    assert not Party.objects.exclude(phone="").exists()


def test_a_form_that_is_sent_twice_adds_one_party(
    registered: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    case, token = registered(), str(uuid4())
    for _ in range(2):
        as_user("village_mediator").post(f"/cases/{case.uuid}/parties/new/", {**FIRM, "form_token": token})
    assert case.parties.count() == 3


def test_the_page_links_to_each_party_by_a_random_word_and_masks_contacts(
    registered: Callable[..., Case], as_user: Callable[[str], Any], world: World
) -> None:
    case = registered(applicant_phone="13900000001")
    page = as_user("village_mediator").get(f"/cases/{case.uuid}/parties/").content.decode()
    assert "13900000001" in page
    for party in case.parties.all():
        assert f"/cases/{case.uuid}/parties/{party.uuid}/" in page
    case.placed_by = world.guidance
    case.save()
    masked = as_user("coordinator").get(f"/cases/{case.uuid}/parties/").content.decode()
    assert "139****0001" in masked
    assert "13900000001" not in masked
