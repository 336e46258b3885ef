"""Two people write in one record: the second sees both versions, loses nothing, and decides field by field."""

from collections.abc import Callable
from typing import Any

import pytest

from cases.models import Case, Party
from tests.world import World

EDIT = {"dispute_type": "contract", "summary": "借款到期没有还。", "applicant_phone": "13900000001"}
PARTY = {"kind": "natural", "name": "示例·马某甲", "phone": "13900000001", "address": "示范一村"}


@pytest.fixture
def first(as_user: Callable[[str], Any]) -> Any:
    return as_user("village_mediator")


@pytest.fixture
def second(as_user: Callable[[str], Any]) -> Any:
    return as_user("village_clerk")


def shown(answer: Any) -> dict[str, tuple[str, str]]:
    """Field → what was typed, what is stored now."""
    return {one.name: (one.mine, one.present) for one in answer.context["conflict"]["differences"]}


def test_both_versions_stand_side_by_side_with_who_and_when(
    registered: Callable[..., Case], first: Any, second: Any
) -> None:
    case = registered()
    address, form = f"/cases/{case.uuid}/edit/", {**EDIT, "version": case.version}
    assert first.post(address, form).status_code == 302
    answer = second.post(address, {**form, "summary": "另一种说法。", "dispute_type": "neighbours"})
    assert answer.status_code == 409
    assert shown(answer) == {
        "dispute_type": ("邻里", "合同"),
        "summary": ("另一种说法。", "借款到期没有还。"),
    }
    page = answer.content.decode()
    assert "这条记录刚刚被别人改过" in page
    assert "示例·村调解员甲 · 修改案件" in page
    assert "另一种说法。</textarea>" in page
    assert 'name="version" value="2"' in page
    case.text.refresh_from_db()
    assert case.text.summary == "借款到期没有还。"


def test_the_second_sending_keeps_of_each_field_what_the_person_chose(
    registered: Callable[..., Case], first: Any, second: Any
) -> None:
    case = registered()
    address, form = f"/cases/{case.uuid}/edit/", {**EDIT, "version": case.version}
    first.post(address, {**form, "is_protected": "on"})
    mine = {**form, "summary": "另一种说法。", "applicant_phone": "13900000002"}
    version = second.post(address, mine).context["version"]
    chosen = {**mine, "version": version, "use_present": ["summary", "is_protected"]}
    assert second.post(address, chosen).status_code == 302
    case.refresh_from_db()
    assert (case.version, case.is_protected, case.text.summary) == (3, True, "借款到期没有还。")
    assert case.parties.first().phone == "13900000002"


def test_a_third_who_was_faster_again_is_told_again(
    registered: Callable[..., Case], first: Any, second: Any
) -> None:
    case = registered()
    address, form = f"/cases/{case.uuid}/edit/", {**EDIT, "version": case.version}
    first.post(address, form)
    version = second.post(address, {**form, "summary": "乙说。"}).context["version"]
    first.post(address, {**EDIT, "summary": "甲又说。", "version": version})
    again = second.post(address, {**form, "summary": "乙说。", "version": version})
    assert again.status_code == 409
    assert shown(again)["summary"] == ("乙说。", "甲又说。")


def test_one_party_is_edited_by_two_and_another_party_by_nobody_disturbed(
    registered: Callable[..., Case], first: Any, second: Any
) -> None:
    case = registered()
    applicant, respondent = case.parties.all()
    address = f"/cases/{case.uuid}/parties/{{}}/"
    form = {**PARTY, "version": "1"}
    assert first.post(address.format(applicant.uuid), form).status_code == 302
    other = {"kind": "natural", "name": "示例·王某乙", "version": "1"}
    assert second.post(address.format(respondent.uuid), other).status_code == 302
    answer = second.post(address.format(applicant.uuid), {**form, "phone": "13900000002", "address": ""})
    assert answer.status_code == 409
    assert shown(answer) == {"phone": ("13900000002", "13900000001"), "address": ("没有填", "示范一村")}
    chosen = {**form, "phone": "13900000002", "address": "", "version": "2", "use_present": "address"}
    assert second.post(address.format(applicant.uuid), chosen).status_code == 302
    kept = Party.objects.get(pk=applicant.pk)
    assert (kept.phone, kept.address, kept.version) == ("13900000002", "示范一村", 3)


def test_a_step_that_is_still_possible_keeps_what_was_typed(
    mediating: Callable[..., Case], first: Any, second: Any
) -> None:
    case = mediating()
    address = f"/cases/{case.uuid}/steps/record_session/"
    said = {"place": "村委会", "record_text": "甲记的。", "version": case.version}
    assert first.post(address, said).status_code == 302
    answer = second.post(address, {**said, "record_text": "乙记的。"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "乙记的。</textarea>" in page
    assert "示例·村调解员甲 · 记录调解" in page
    assert case.sessions.count() == 1
    version = answer.context["version"]
    again = {**said, "record_text": "乙记的。", "version": version}
    assert second.post(address, again).status_code == 302
    assert case.sessions.count() == 2


def test_a_step_that_is_no_longer_possible_gives_the_words_back(
    mediating: Callable[..., Case], first: Any, second: Any
) -> None:
    case = mediating()
    version = case.version
    agreed = {"content": "和好。", "version": version}
    assert first.post(f"/cases/{case.uuid}/steps/agree_orally/", agreed).status_code == 302
    late = {"place": "村委会", "record_text": "谈了很久。", "version": version}
    answer = second.post(f"/cases/{case.uuid}/steps/record_session/", late)
    assert answer.status_code == 409
    assert "谈了很久。" in answer.content.decode()
    assert not case.sessions.exists()


def test_an_organization_edited_by_two_shows_both_and_loses_nothing(
    world: World, as_user: Callable[[str], Any]
) -> None:
    village = world.village
    address = f"/organizations/{village.uuid}/edit/"
    form = {"name": village.name, "short_name": village.short_name, "version": 1}
    assert as_user("officer").post(address, {**form, "phone": "0994-0000001"}).status_code == 302
    mine = {**form, "phone": "0994-0000002", "address": "示范一村村委会"}
    answer = as_user("manas_officer").post(address, mine)
    assert answer.status_code == 409
    assert shown(answer) == {
        "phone": ("0994-0000002", "0994-0000001"),
        "address": ("示范一村村委会", "没有填"),
    }
    assert "示例·业务科甲" in answer.content.decode()
    chosen = {**mine, "version": 2, "use_present": "phone"}
    assert as_user("manas_officer").post(address, chosen).status_code == 302
    village.refresh_from_db()
    assert (village.phone, village.address, village.version) == ("0994-0000001", "示范一村村委会", 3)
