"""Letters by API: the pages' forms, sentences and rights."""

from typing import Any
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from cases.models import Case
from referrals.models import Referral
from tests.referrals.letters import CLAIMANTS, CLAIMS_TOTAL, agree, name_mediators, place, send, small_letter
from tests.world import World

LIST = "/api/v1/referrals/"


def api(world: World, who: str) -> APIClient:
    client = APIClient()
    client.force_authenticate(world.fresh(who))
    return client


def body(world: World, **changes: Any) -> dict[str, Any]:
    return small_letter(world) | {
        "applicants": [
            {"name": f"示例·工人{n:03d}", "claim_amount": f"{1000 + n}.00", "phone": f"1390000{n:04d}"}
            for n in range(1, CLAIMANTS + 1)
        ],
        "respondents": [{"name": "示例建筑劳务有限公司"}, {"name": "示例车队", "kind": "legal"}],
        "earlier_attempts": [{"body": "玛纳斯县信访局", "result": "接访一次，没有结果"}],
        "materials": [{"name": "欠条复印件", "copies": 120}, {"name": "考勤表"}],
        **changes,
    }


def test_a_letter_is_sent_with_its_lists_as_lists(world: World) -> None:
    answer = api(world, "procuratorate_liaison").post(LIST, body(world), format="json")
    assert answer.status_code == 201
    referral = Referral.objects.get()
    shown = answer.json()
    assert shown["uuid"] == str(referral.uuid)
    assert shown["party_count"] == CLAIMANTS + 2
    assert referral.claim_amount == CLAIMS_TOTAL
    assert {p["kind"] for p in shown["parties"] if p["side"] == "respondent"} == {"legal"}
    assert shown["earlier_attempts"] == [{"body": "玛纳斯县信访局", "result": "接访一次，没有结果"}]
    assert shown["materials"] == [{"name": "欠条复印件", "copies": 120}, {"name": "考勤表", "copies": 1}]
    assert shown["steps"] == ["withdraw"]


def test_errors_have_the_pages_field_names_and_sentences(world: World) -> None:
    wrong = body(
        world,
        applicants=[{"name": "示例·甲", "claim_amount": "五元"}],
        respondents="示例·乙",
        consent_evidence="",
    )
    answer = api(world, "procuratorate_liaison").post(LIST, wrong, format="json")
    assert (answer.status_code, answer.json()["errors"]) == (
        400,
        {"respondents": ["这里应当是一个列表，每一项是一个对象。"]},
    )
    answer = api(world, "procuratorate_liaison").post(LIST, wrong | {"respondents": []}, format="json")
    assert answer.json()["errors"] == {
        "applicants": ["第1行：请用数字填写金额，例如 60000、1,234.50 或 6万。"],
        "respondents": ["请至少填写一名被申请人。"],
        "consent_evidence": ["请填写当事人同意调解的依据。"],
    }
    assert not Referral.objects.exists()


def test_a_name_with_a_line_break_stays_one_party(world: World) -> None:
    api(world, "procuratorate_liaison").post(
        LIST, body(world, respondents=[{"name": "示例·乙\n示例·丙\t5"}]), format="json"
    )
    assert Referral.objects.get().parties.filter(side="respondent").get().name == "示例·乙 示例·丙 5"


def test_the_committee_places_and_the_case_is_made(world: World) -> None:
    referral = send(world)
    client = api(world, "coordinator")
    url = f"{LIST}{referral.uuid}/transitions/place/"
    refused = client.post(url, {}, format="json")
    assert (refused.status_code, refused.json()["errors"]) == (400, {"organization": ["请选一个调解组织。"]})
    answer = client.post(url, {"organization": str(world.room.uuid), "version": 1}, format="json")
    assert answer.status_code == 200
    assert answer.json()["case"] == str(Case.objects.get().uuid)
    assert answer.json()["placed_with"]["name"] == world.room.name
    second = api(world, "second_coordinator").post(
        url, {"organization": str(world.township.uuid), "version": 1}, format="json"
    )
    assert second.status_code == 409
    assert second.json()["detail"] == "这封来函已由示例·协调员甲分派给驻玛纳斯县人民法院人民调解工作室。"


def test_one_key_places_once_and_gives_the_same_answer_again(world: World) -> None:
    referral = send(world)
    client = api(world, "coordinator")
    url, key = f"{LIST}{referral.uuid}/transitions/place/", str(uuid4())
    answers = [
        client.post(
            url, {"organization": str(world.room.uuid)}, format="json", headers={"Idempotency-Key": key}
        )
        for _attempt in range(2)
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert Case.objects.count() == 1


def test_the_sender_reads_the_answer_and_nothing_of_the_case(world: World) -> None:
    referral = send(world)
    case = place(world, referral)
    name_mediators(world, case)
    agree(world, case, amount="3000")
    shown = api(world, "procuratorate_liaison").get(f"{LIST}{referral.uuid}/").json()
    assert shown["answer"] == {
        "result": "agreed",
        "answered_on": case.accepted_on.isoformat(),
        "agreement_no": case.official_no,
        "effective_on": case.accepted_on.isoformat(),
        "amount": "3000.00",
    }
    assert (shown["placed_with"], shown["case"], shown["steps"]) == (None, None, [])
    assert not Referral.objects.unread().exists()


def test_an_unknown_status_a_bad_key_and_a_bad_version_are_told(world: World) -> None:
    client = api(world, "coordinator")
    referral = send(world)
    assert client.get(LIST, {"status": "lost"}).json()["errors"] == {"status": ["没有这个状态。"]}
    url = f"{LIST}{referral.uuid}/transitions/decline/"
    bad_key = client.post(url, {}, format="json", headers={"Idempotency-Key": "one"})
    assert "Idempotency-Key" in bad_key.json()["errors"]
    assert client.post(url, {"version": "1"}, format="json").status_code == 400


@pytest.mark.parametrize("name", ["answer", "start", "read_answer", "nonsense"])
def test_steps_that_follow_by_themselves_have_no_address(world: World, name: str) -> None:
    referral = send(world)
    assert api(world, "coordinator").post(f"{LIST}{referral.uuid}/transitions/{name}/").status_code == 404


def test_the_list_is_paged_and_read_in_a_fixed_number_of_queries(
    world: World, django_assert_num_queries
) -> None:
    for n in range(12):
        send(world, letter_no=f"{n}号")
    client = api(world, "procuratorate_liaison")
    with django_assert_num_queries(4):
        page = client.get(LIST, {"size": 10}).json()
    assert (page["total"], len(page["results"])) == (12, 10)
    assert len(client.get(page["next"]).json()["results"]) == 2
