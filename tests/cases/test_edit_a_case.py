"""Completing and correcting what was registered."""

from collections.abc import Callable
from typing import Any

from cases.models import Case
from mediation.kernel.models import JournalEntry

FULL = {
    "dispute_type": "contract",
    "dispute_subtype": "finance",
    "summary": "借款到期没有还。",
    "applicant_phone": "13900000001",
    "respondent_address": "示范一村二组",
    "is_protected": "on",
}


def test_phones_type_and_privacy_are_changed_and_journalled_without_their_content(
    registered: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    case = registered()
    form = {**FULL, "version": case.version}
    assert as_user("village_mediator").post(f"/cases/{case.uuid}/edit/", form).status_code == 302
    case.refresh_from_db()
    assert (case.dispute_type, case.dispute_subtype, case.is_protected) == ("contract", "finance", True)
    assert case.version == 2
    assert case.parties.first().phone == "13900000001"
    assert case.text.summary == "借款到期没有还。"
    assert "借款" in "".join(case.text.tokens)
    detail = JournalEntry.objects.get(action="case.edited").detail
    assert "13900000001" not in str(detail)


def test_a_subtype_belongs_to_its_type(
    registered: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    case = registered()
    answer = as_user("village_mediator").post(
        f"/cases/{case.uuid}/edit/", {**FULL, "dispute_type": "neighbours"}
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"dispute_subtype": ["这个细分类型不属于所选的纠纷类型。"]}


def test_of_two_people_who_edit_at_once_the_second_is_told(
    registered: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    case = registered()
    form = {**FULL, "version": case.version}
    assert as_user("village_mediator").post(f"/cases/{case.uuid}/edit/", form).status_code == 302
    answer = as_user("village_clerk").post(f"/cases/{case.uuid}/edit/", {**form, "summary": "另一种说法。"})
    assert answer.status_code == 409
    assert "这条记录刚刚被别人改过" in answer.content.decode()
    assert Case.objects.get().text.summary == "借款到期没有还。"


def test_a_finished_file_stays_as_it_is(
    registered: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    case = registered(result="oral_done", terms="和好。")
    assert as_user("village_mediator").post(f"/cases/{case.uuid}/edit/", FULL).status_code == 409
