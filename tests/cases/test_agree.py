"""Oral and written agreements: when they bind, and what each person gets."""

from collections.abc import Callable
from decimal import Decimal

from cases import parties
from cases.enums import CaseStatus, Outcome
from cases.forms import SIGNED, PartiesForm
from cases.models import Case
from tests.cases.conftest import ago, day
from tests.doors import Api, Page
from tests.world import World

TERMS = {"content": "乙方三日内修好排水沟。", "amount": "1,200.50"}


def test_an_oral_agreement_binds_on_its_day_and_is_a_success(
    door: Page | Api, mediating: Callable[..., Case]
) -> None:
    case = mediating()
    assert door.step("village_mediator", case, "agree_orally", **TERMS, agreed_on=ago(2)).done
    case.refresh_from_db()
    assert (case.status, case.outcome) == (CaseStatus.EFFECTIVE, Outcome.ORAL_AGREEMENT)
    assert case.agreed_on == case.effective_on == case.succeeded_on == case.concluded_on == day(2)
    assert case.succeeded_amount == Decimal("1200.50")


def test_a_written_agreement_binds_when_signed_and_sealed(
    door: Page | Api, mediating: Callable[..., Case]
) -> None:
    case = mediating()
    assert door.step("village_mediator", case, "agree_in_writing", **TERMS, agreed_on=ago(3)).done
    case.refresh_from_db()
    assert (case.status, case.succeeded_on) == (CaseStatus.AGREED, None)
    unsigned = door.step("village_mediator", case, "take_effect", effective_on=ago(1))
    assert unsigned.errors == {
        "all_signed": ["各方当事人都签了名，协议才生效。"],
        "mediator_signed": ["调解员签了名，协议才生效。"],
        "sealed": ["加盖了调委会印章，协议才生效。"],
    }
    early = door.step("village_mediator", case, "take_effect", **SIGNED, effective_on=ago(4))
    assert list(early.errors) == ["effective_on"]
    assert door.step("village_mediator", case, "take_effect", **SIGNED, effective_on=ago(1)).done
    case.refresh_from_db()
    assert (case.status, case.succeeded_on) == (CaseStatus.EFFECTIVE, day(1))


def test_an_agreement_does_not_precede_the_last_session(
    door: Page | Api, mediating: Callable[..., Case], take: Callable[..., Case]
) -> None:
    case = take(
        mediating(), "record_session", by="village_mediator", place="村委会", record_text="谈", held_on=ago(3)
    )
    answer = door.step("village_mediator", case, "agree_orally", **TERMS, agreed_on=ago(4))
    assert answer.errors == {"agreed_on": [f"这个日期不能早于最近一次调解 {ago(3)}。"]}


def test_an_amount_that_is_none_is_refused_at_its_field(
    door: Page | Api, mediating: Callable[..., Case]
) -> None:
    answer = door.step("village_mediator", mediating(), "agree_orally", content="赔钱。", amount="很多")
    assert answer.errors == {"amount": ["请用数字填写金额，例如 60000、1,234.50 或 6万。"]}


def test_each_persons_amount_adds_up_to_the_agreement(
    door: Page | Api, mediating: Callable[..., Case], world: World
) -> None:
    case = mediating("room_mediator")
    people = "\n".join(f"示例·申请人{n:03d}\t{n}00" for n in range(1, 120))
    form = PartiesForm({"side": "applicant", "people": people, "consent": True}, case=case)
    assert parties.join(case, form, by=world.fresh("room_clerk")) == 119
    awards = "\n".join(f"示例·申请人{n:03d}，{n}0" for n in range(1, 120))
    wrong = door.step(
        "room_mediator", case, "agree_in_writing", content="分别赔偿。", amount="71401", awards=awards
    )
    assert wrong.errors == {"awards": ["每人金额合计 71400.00 元，和涉及金额 71401.00 元不相等。"]}
    assert door.step(
        "room_mediator", case, "agree_in_writing", content="分别赔偿。", amount="71400", awards=awards
    ).done
    case.refresh_from_db()
    assert case.party_count == 121
    assert sum(p.award_amount or 0 for p in case.parties.all()) == case.agreements.get().amount == 71400


def test_on_the_page_the_answers_of_a_written_agreement_are_read_once_more(
    as_user, mediating: Callable[..., Case]
) -> None:
    case = mediating()
    address = f"/cases/{case.uuid}/steps/agree_in_writing/"
    shown = as_user("village_mediator").post(address, TERMS)
    assert "请核对" in shown.content.decode()
    assert "1,200.50 元" in shown.content.decode()
    assert not case.agreements.exists()
    back = as_user("village_mediator").post(address, {**TERMS, "back": "1"})
    assert back.status_code == 200
    assert 'value="1,200.50"' in back.content.decode()
