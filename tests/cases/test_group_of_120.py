"""A hundred and twenty claimants against one firm: one agreement, returned on the spot, within a week.

It is one case in every count of cases and a hundred and twenty persons in every count of people; three withdraw before
the agreement, and the sums still hold.
"""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from cases.enums import CaseStatus, Side
from cases.forms import SIGNED
from cases.models import Case, Party, Performance
from mediation.kernel.calendar import today
from reports import scopes
from reports.indicators import REGISTRY
from reports.periods import Days
from tests.cases.conftest import day
from tests.doors import Api, Page
from tests.referrals.letters import claimants, name_mediators, place, send
from tests.world import World

CLAIMANTS = 120
LEAVERS = ("示例·工人007", "示例·工人063", "示例·工人120")
# Half of what each asked for: 500.50 + 501 + … yuan.
AWARDS = {f"示例·工人{n:03d}": Decimal(1000 + n) / 2 for n in range(1, CLAIMANTS + 1)}


@pytest.fixture
def group(world: World) -> Case:
    """The procuratorate's letter, placed with the court's room, four mediators named; a week ago."""
    case = place(world, send(world, applicants=claimants(), respondents="示例建筑劳务有限公司"))
    name_mediators(world, case)
    return case


def pasted(awards: dict[str, Decimal]) -> str:
    return "\n".join(f"{name}\t{amount}" for name, amount in awards.items())


def refund(total: Decimal) -> dict[str, Any]:
    return {
        "kind": "pay",
        "text": "退还款项",
        "amount": str(total),
        "due_on": today().isoformat(),
        "manner": "当场转账到各人账户",
        "each_person": True,
    }


def agree(door: Page | Api, case: Case, awards: dict[str, Decimal]) -> Any:
    """One written agreement with each person's amount, signed by all who take part."""
    item = refund(sum(awards.values(), Decimal(0)))
    rows = (
        {"obligations": [item]}
        if door.name == "api"
        else {f"obligations-1-{name}": "on" if value is True else value for name, value in item.items()}
    )
    answer = door.step("room_mediator", case, "agree_in_writing", **rows, awards=pasted(awards))
    if answer.done:
        assert door.step("room_mediator", case, "take_effect", **SIGNED).done
        case.refresh_from_db()
    return answer


def test_the_whole_case_from_the_letter_to_the_money_in_every_hand(door: Page | Api, group: Case) -> None:
    assert door.step("room_mediator", group, "party_leaves", names="\n".join(LEAVERS)).done
    staying = {name: amount for name, amount in AWARDS.items() if name not in LEAVERS}
    total = sum(staying.values(), Decimal(0))
    assert total > 60_000

    wrong = agree(door, group, AWARDS)
    assert list(wrong.errors) == ["awards"]
    assert agree(door, group, staying).done
    agreement = group.agreements.get()
    assert agreement.amount == group.succeeded_amount == total
    assert agreement.party_signatures == len(staying) + 1
    people = group.parties.filter(side=Side.APPLICANT)
    assert sum(p.award_amount or 0 for p in people) == total
    assert people.filter(name__in=LEAVERS, award_amount__isnull=True).count() == 3

    assert door.step("room_mediator", group, "record_performance", whole=True).done
    group.refresh_from_db()
    assert group.performed_on == day(0)
    paid = Performance.objects.filter(obligation__agreement=agreement)
    assert paid.count() == paid.values("party").distinct().count() == CLAIMANTS - 3
    assert sum(act.amount or 0 for act in paid) == total
    assert door.step("room_mediator", group, "close").done
    group.refresh_from_db()
    assert group.status == CaseStatus.CLOSED
    assert group.closed_on - group.accepted_on <= timedelta(days=7)


def test_money_goes_out_person_by_person_and_nobody_gets_more_than_his_award(
    door: Page | Api, group: Case
) -> None:
    agree(door, group, AWARDS)
    first = dict(list(AWARDS.items())[:40])
    assert door.step("room_mediator", group, "record_performance", people=pasted(first)).done
    group.refresh_from_db()
    assert group.performed_on is None
    again = door.step("room_mediator", group, "record_performance", people="示例·工人001\t1")
    assert again.errors == {"people": ["第1行：申请人中没有“示例·工人001”，或者这个人已经填过。"]}
    too_much = door.step("room_mediator", group, "record_performance", people="示例·工人120\t561")
    assert too_much.errors == {"people": ["示例·工人120还应得 560.00 元，请核对。"]}
    assert door.step("room_mediator", group, "record_performance", people="示例·工人120\t60").done
    assert door.step("room_mediator", group, "record_performance", whole=True).done
    group.refresh_from_db()
    assert group.performed_on == day(0)
    paid = Performance.objects.filter(obligation__agreement__case=group)
    for party in group.parties.filter(side=Side.APPLICANT):
        assert sum(act.amount for act in paid if act.party_id == party.pk) == party.award_amount
    assert sum(act.amount or 0 for act in paid) == sum(AWARDS.values())


def test_it_is_one_case_and_its_amount_stands_once_in_the_figures(
    door: Page | Api, group: Case, world: World
) -> None:
    agree(door, group, AWARDS)
    week = Days(day(7), day(0))
    county = scopes.of_division(world.divisions["652324"])
    expected = {
        "cases_accepted": 1,
        "cases_succeeded": 1,
        "cases_group": 1,
        "group_applicants": CLAIMANTS,
        "agreement_amount": sum(AWARDS.values()),
    }
    assert {code: REGISTRY[code].figure(county, week).value for code in expected} == expected
    assert group.party_count == Party.objects.filter(case=group).count() == CLAIMANTS + 1
