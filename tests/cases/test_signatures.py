"""A written agreement binds when every party and the mediator have signed and the seal is on it."""

from collections.abc import Callable

import pytest

from cases.enums import CaseStatus
from cases.forms import SIGNED
from cases.models import Case, Representative
from cases.services import PartyData, add_parties
from tests.cases.conftest import ago, day
from tests.doors import Api, Page

SENTENCES = {
    "all_signed": "各方当事人都签了名，协议才生效。",
    "mediator_signed": "调解员签了名，协议才生效。",
    "sealed": "加盖了调委会印章，协议才生效。",
}


@pytest.mark.parametrize("missing", SENTENCES)
def test_each_signature_and_the_seal_is_needed(
    door: Page | Api, agreed: Callable[..., Case], missing: str
) -> None:
    case = agreed()
    answer = door.step("village_mediator", case, "take_effect", **{**SIGNED, missing: False})
    assert answer.errors == {missing: [SENTENCES[missing]]}
    case.refresh_from_db()
    assert case.status == CaseStatus.AGREED


def test_who_signed_and_when_is_kept(door: Page | Api, agreed: Callable[..., Case]) -> None:
    case = agreed()
    assert door.step("village_mediator", case, "take_effect", **SIGNED, effective_on=ago(2)).done
    agreement = case.agreements.get()
    assert agreement.party_signatures == 2
    assert agreement.mediator_signed_on == agreement.sealed_on == agreement.effective_on == day(2)


def test_of_a_group_it_is_said_how_many_are_missing(door: Page | Api, agreed: Callable[..., Case]) -> None:
    case = agreed()
    add_parties(case, [PartyData("applicant", f"示例·申请人{n:03d}") for n in range(1, 120)])
    names = "示例·申请人003\n示例·申请人007\n示例·申请人111"
    answer = door.step("village_mediator", case, "take_effect", **SIGNED, not_signed=names)
    assert answer.errors == {"not_signed": ["还有 3 人没有签名，协议还不能生效。"]}
    stranger = door.step("village_mediator", case, "take_effect", **SIGNED, not_signed="示例·外人")
    assert stranger.errors == {"not_signed": ["当事人中没有“示例·外人”。"]}
    assert door.step("village_mediator", case, "take_effect", **SIGNED).done
    assert case.agreements.get().party_signatures == 121


def test_who_withdrew_from_a_group_does_not_sign(door: Page | Api, agreed: Callable[..., Case]) -> None:
    case = agreed()
    add_parties(case, [PartyData("applicant", "示例·已退出")])
    case.parties.filter(name="示例·已退出").update(left_on=day(3))
    assert door.step("village_mediator", case, "take_effect", **SIGNED).done
    assert case.agreements.get().party_signatures == 2


def test_somebody_may_sign_for_a_party(door: Page | Api, agreed: Callable[..., Case]) -> None:
    case = agreed()
    stranger = door.step(
        "village_mediator", case, "take_effect", **SIGNED, signed_for="示例·外人，示例·代理人"
    )
    assert stranger.errors == {"signed_for": ["第1行：当事人中没有“示例·外人”，或者这个人已经填过。"]}
    half = door.step("village_mediator", case, "take_effect", **SIGNED, signed_for="示例·马某甲")
    assert half.errors == {"signed_for": ["第1行：要有当事人和代签人两个姓名。"]}
    agent = {"signed_for": "示例·马某甲，示例·代理人"}
    unnamed = door.step("village_mediator", case, "take_effect", **SIGNED, **agent)
    assert unnamed.errors == {
        "signed_for": ["第1行：“示例·代理人”还不能替“示例·马某甲”签名，请先办理“登记代理人”，写明代理权限。"]
    }
    acting = Representative.objects.create(
        case=case,
        kind="agent",
        name="示例·代理人",
        authority="special",
        covers="代为签收、签署协议",
        valid_from=day(8),
    )
    acting.parties.add(case.parties.get(name="示例·马某甲"))
    assert door.step("village_mediator", case, "take_effect", **SIGNED, **agent).done
    [proxy] = case.agreements.get().proxy_signatures.all()
    assert (proxy.party.name, proxy.signed_by) == ("示例·马某甲", "示例·代理人")
