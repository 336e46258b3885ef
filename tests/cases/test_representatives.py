"""Who acts for the parties, how far, and who may sign in the end."""

from collections.abc import Callable
from typing import Any

import pytest

from cases.enums import Side
from cases.forms import SIGNED
from cases.models import Case, Party, Representative
from cases.signing import signatures_of, who_signs, without_guardian
from tests.cases.conftest import ago, day
from tests.doors import Api, Page

AGENT = {"kind": "agent", "name": "示例·律师甲", "authority": "general", "document_seen": True}
SPECIAL = {**AGENT, "authority": "special", "covers": "代为和解，签订协议"}
GUARDIAN = {"kind": "guardian", "name": "示例·马父", "phone": "13900000009"}


@pytest.fixture
def name(door: Page | Api) -> Callable[..., Any]:
    """By page and by API: `name(case, [party, …], **said)`."""

    def step(case: Case, parties: list[Party], **said: Any) -> Any:
        uuids = [str(party.uuid) for party in parties]
        return door.step("village_mediator", case, "name_representative", parties=uuids, **said)

    return step


def of(case: Case, side: str) -> Party:
    return case.parties.filter(side=side).first()


def signers(party: Party) -> list[str]:
    return [signer.name for signer in who_signs(party)]


def test_only_special_authority_lets_an_agent_sign(
    name: Callable[..., Any], mediating: Callable[..., Case]
) -> None:
    case = mediating()
    applicant, respondent = of(case, Side.APPLICANT), of(case, Side.RESPONDENT)
    assert name(case, [applicant], **AGENT).done
    assert name(case, [respondent], **SPECIAL).done
    assert signers(applicant) == ["示例·马某甲"]
    assert signers(respondent) == ["示例·王某乙", "示例·律师甲"]
    assert [[s.name for s in theirs] for _party, theirs in signatures_of(case)] == [
        ["示例·马某甲"],
        ["示例·王某乙", "示例·律师甲"],
    ]
    assert set(case.events.filter(transition="name_representative").values_list("note", flat=True)) == {
        "委托代理人"
    }


@pytest.mark.parametrize(
    "said, field, sentence",
    [
        ({**AGENT, "authority": ""}, "authority", "请选择是一般授权还是特别授权。"),
        ({**SPECIAL, "covers": ""}, "covers", "特别授权要写明授权的事项（民事诉讼法第六十二条）。"),
        ({**AGENT, "document_seen": False}, "document_seen", "没有授权委托书或者推选书，不能登记代理人。"),
        ({**GUARDIAN, "kind": "head"}, "parties", "只有单位才有法定代表人。"),
        (
            {**SPECIAL, "kind": "elected"},
            "name",
            "代表人要从这一方的当事人中推选，名单里没有这个人（民事诉讼法第五十六条）。",
        ),
        ({**GUARDIAN, "name": ""}, "name", "请填写姓名。"),
    ],
)
def test_a_wrong_field_is_named_and_nobody_is_recorded(
    name: Callable[..., Any], registered: Callable[..., Case], said: dict[str, Any], field: str, sentence: str
) -> None:
    case = registered()
    answer = name(case, [of(case, Side.APPLICANT)], **said)
    assert answer.errors == {field: [sentence]}
    assert not Representative.objects.exists()


def test_nobody_acts_for_both_sides_or_for_a_party_of_another_case(
    name: Callable[..., Any], registered: Callable[..., Case]
) -> None:
    case, other = registered(), registered()
    assert name(case, [], **AGENT).errors == {"parties": ["请至少选一名当事人。"]}
    both = name(case, list(case.parties.all()), **AGENT)
    assert both.errors == {"parties": ["一名代理人不能同时代理两方。"]}
    assert list(name(case, [of(other, Side.APPLICANT)], **AGENT).errors) == ["parties"]


def test_a_party_has_at_most_two_agents(name: Callable[..., Any], registered: Callable[..., Case]) -> None:
    case = registered()
    applicant = of(case, Side.APPLICANT)
    assert name(case, [applicant], **AGENT).done
    assert name(case, [applicant], **AGENT).done
    assert list(name(case, [applicant], **AGENT).errors) == ["kind"]
    assert name(case, [of(case, Side.RESPONDENT)], **AGENT).done


def test_a_group_elects_from_its_own_and_at_most_five(
    name: Callable[..., Any], registered: Callable[..., Case]
) -> None:
    case = registered()
    Party.objects.bulk_create(
        Party(case=case, side=Side.APPLICANT, name=f"示例·申请人{n}", position=n) for n in range(10, 30)
    )
    group = list(case.parties.filter(side=Side.APPLICANT))
    elected = {**SPECIAL, "kind": "elected"}
    for n in range(10, 15):
        # All of a side at once.
        assert name(case, [], **elected | {"name": f"示例·申请人{n}", "whole_side": "applicant"}).done
    assert name(case, group, **{**elected, "name": "示例·申请人16"}).errors == {
        "kind": ["一方最多推选五名代表人。"]
    }
    assert Representative.objects.first().own_party.name == "示例·申请人10"
    assert Representative.objects.first().parties.count() == 21
    # A member signs himself or by one of the elected.
    assert len(who_signs(group[7])) == 6


def test_a_minor_signs_by_the_guardian_alone_and_no_agreement_binds_without(
    name: Callable[..., Any], door: Page | Api, agreed: Callable[..., Case]
) -> None:
    case = agreed()
    minor = of(case, Side.APPLICANT)
    Party.objects.filter(pk=minor.pk).update(is_minor=True)
    minor.refresh_from_db()
    assert name(case, [minor], **SPECIAL).done
    assert signers(minor) == []
    refused = door.step("village_mediator", case, "take_effect", **SIGNED)
    assert refused.errors == {
        "all_signed": ["未成年人要由法定代理人签名，请先办理“登记代理人”，写明法定代理人：示例·马某甲。"]
    }
    assert name(case, [minor], **GUARDIAN, valid_from=ago(9)).done
    assert (signers(minor), without_guardian(case)) == (["示例·马父"], [])
    assert door.step("village_mediator", case, "take_effect", **SIGNED).done


def test_authority_ends_on_its_day(
    name: Callable[..., Any], door: Page | Api, registered: Callable[..., Case]
) -> None:
    case = registered()
    party = of(case, Side.APPLICANT)
    assert not door.step("village_mediator", case, "end_representative").done
    assert name(case, [party], **SPECIAL, valid_from=ago(5)).done
    agent = str(Representative.objects.get().uuid)
    early = door.step("village_mediator", case, "end_representative", representative=agent, ended_on=ago(6))
    assert early.errors == {"ended_on": [f"这个日期不能早于开始代理的日期 {ago(5)}。"]}
    assert door.step(
        "village_mediator", case, "end_representative", representative=agent, ended_on=ago(2)
    ).done
    assert [s.name for s in who_signs(party, day(3))] == ["示例·马某甲", "示例·律师甲"]
    assert [s.name for s in who_signs(party, day(2))] == ["示例·马某甲"]


def test_the_page_shows_who_acts_and_the_missing_guardian(
    mediating: Callable[..., Case], take: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    case = mediating()
    minor = of(case, Side.APPLICANT)
    Party.objects.filter(pk=minor.pk).update(is_minor=True)
    address = f"/cases/{case.uuid}/"
    assert "未成年人的法定代理人" in as_user("village_mediator").get(address).content.decode()
    asked = as_user("village_mediator").get(f"{address}steps/name_representative/")
    assert asked.context["form"]["parties"].initial == [minor.uuid]
    take(case, "name_representative", by="village_mediator", parties=[str(minor.uuid)], **GUARDIAN)
    shown = as_user("village_mediator").get(address).content.decode()
    assert "法定代理人（监护人）：示例·马父 13900000009" in shown
    assert "未成年人的法定代理人" not in shown
