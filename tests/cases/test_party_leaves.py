"""Some of a group withdraw: names, counts, sums and the unsigned agreement follow; the rest goes on."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from cases import parties
from cases.enums import CaseStatus, Consent, Side
from cases.forms import SIGNED, PartiesForm
from cases.models import Case, Representative
from reports import scopes
from reports.figures import compute
from reports.indicators.groups import CASES_GROUP, GROUP_APPLICANTS
from reports.periods import Days
from tests.cases.conftest import ago, day
from tests.doors import Api, Page
from tests.world import World

WHO = "village_mediator"
ONE_WAY = "这一方没有别人了。整方都不愿调解的，请办理“一方不愿调解”。"


def name_of(n: int) -> str:
    return f"示例·申请人{n:03d}"


@pytest.fixture
def group(mediating: Callable[..., Case], world: World) -> Callable[..., Case]:
    """A case with `many` applicants, the first of whom claims nothing."""

    def make(many: int = 120) -> Case:
        case = mediating()
        people = "\n".join(f"{name_of(n)}\t{n}00" for n in range(2, many + 1))
        form = PartiesForm({"side": "applicant", "people": people, "consent": True}, case=case)
        parties.join(case, form, by=world.fresh(WHO))
        return Case.objects.get(pk=case.pk)

    return make


@pytest.fixture
def leave(door: Page | Api) -> Callable[..., Any]:
    def step(case: Case, *names: str, **said: Any) -> Any:
        return door.step(WHO, case, "party_leaves", names="\n".join(names), **said)

    return step


def test_three_of_120_leave_and_everything_that_counts_follows(
    leave: Callable[..., Any], group: Callable[..., Case], as_user: Callable[[str], Any], world: World
) -> None:
    case = group()
    # The one after whom the group is called is among them.
    assert leave(case, "示例·马某甲", name_of(2), name_of(3), left_on=ago(1)).done
    case.refresh_from_db()
    text = case.text
    assert (case.status, case.party_count, text.applicants) == (
        CaseStatus.MEDIATING,
        118,
        f"{name_of(4)}等117人",
    )
    left = case.parties.filter(left_on__isnull=False)
    assert {(p.left_on, p.consent, p.consented_on) for p in left} == {(day(1), Consent.WITHDRAWN, day(1))}
    visible = Case.objects.visible_to(world.fresh(WHO))
    assert not visible.matching("马某甲").exists()
    assert visible.matching(name_of(77)).exists()
    page = as_user(WHO).get(f"/cases/{case.uuid}/")
    assert page.context["panels"][1].content["groups"][0].claims == sum(range(4, 121)) * 100
    assert "已经退出 3 人" in page.content.decode()
    assert case.events.get(transition="party_leaves").note == "3 人退出"


def test_figures_count_those_who_stay(leave: Callable[..., Any], group: Callable[..., Case]) -> None:
    case = group(11)
    scope, period = scopes.of_organization(case.accepted_by), Days(day(30), day(0))

    def counted() -> list[Any]:
        found = compute([CASES_GROUP, GROUP_APPLICANTS], scope, period)
        return [found[CASES_GROUP.code].value, found[GROUP_APPLICANTS.code].value]

    assert counted() == [1, 11]
    assert leave(case, name_of(5)).done
    assert counted() == [1, 10]
    assert leave(case, name_of(6)).done
    assert counted() == [0, 0]


def test_ticked_people_leave_too(leave: Callable[..., Any], group: Callable[..., Case]) -> None:
    case = group(4)
    ticked = [str(party.uuid) for party in case.parties.filter(name__in=[name_of(2), name_of(3)])]
    assert leave(case, leaving=ticked).done
    assert case.parties.filter(left_on__isnull=True).count() == 3


@pytest.mark.parametrize(
    "names, field, sentence",
    [
        ([], "leaving", "请勾选或者粘贴退出的人。"),
        (["示例·查无此人"], "names", "第1行：当事人中没有“示例·查无此人”，或者这个人已经填过。"),
        (["示例·王某乙"], "leaving", ONE_WAY),
        (["示例·马某甲", name_of(2), name_of(3)], "leaving", ONE_WAY),
    ],
)
def test_nobody_unknown_and_no_whole_side_leaves(
    leave: Callable[..., Any], group: Callable[..., Case], names: list[str], field: str, sentence: str
) -> None:
    case = group(3)
    assert leave(case, *names).errors == {field: [sentence]}
    assert not case.parties.filter(left_on__isnull=False).exists()


def test_of_one_against_one_nobody_leaves(leave: Callable[..., Any], mediating: Callable[..., Case]) -> None:
    answer = leave(mediating(), "示例·马某甲")
    assert (answer.done, answer.reason) == (
        False,
        "一方有几名当事人，才有部分人退出；只有一名的，请办理“一方不愿调解”。",
    )


def test_an_unsigned_agreement_is_for_those_who_stay_and_its_sums_hold(
    leave: Callable[..., Any], door: Page | Api, group: Callable[..., Case]
) -> None:
    case = group(5)
    awards = "\n".join(f"{p.name}，{n}00" for n, p in enumerate(case.parties.filter(side="applicant"), 1))
    agreement = {"content": "分别赔偿，合计1500元。", "amount": "1500", "awards": awards, "agreed_on": ago(3)}
    assert door.step(WHO, case, "agree_in_writing", **agreement).done
    wrong = leave(case, name_of(2), name_of(3), amount="1500")
    assert wrong.errors == {"amount": ["各条付款合计 1000.00 元，和涉及金额 1500.00 元不相等。"]}
    assert leave(case, name_of(2), name_of(3), content="分别赔偿，合计1000元。").done
    restated = case.agreements.get()
    assert (restated.amount, restated.content) == (Decimal(1000), "分别赔偿，合计1000元。")
    assert restated.obligations.get().amount == 1000
    staying = case.parties.filter(side=Side.APPLICANT, left_on__isnull=True)
    assert sum(party.award_amount for party in staying) == 1000
    assert not case.parties.filter(left_on__isnull=False, award_amount__isnull=False).exists()
    # Those who stay may share differently.
    other = f"示例·马某甲，900\n{name_of(4)}，100"
    assert leave(case, name_of(5), awards=other).done
    assert case.agreements.get().amount == 1000
    assert door.step(WHO, case, "take_effect", **SIGNED).done
    case.refresh_from_db()
    assert case.succeeded_amount == 1000
    assert not leave(case, name_of(4)).done, "what binds stays as it was agreed"


def test_an_agreement_of_one_sum_names_the_new_one(
    leave: Callable[..., Any], door: Page | Api, group: Callable[..., Case]
) -> None:
    case = group(3)
    agreement = {"content": "赔偿三人共900元。", "amount": "900", "agreed_on": ago(3)}
    assert door.step(WHO, case, "agree_in_writing", **agreement).done
    assert leave(case, name_of(2)).errors == {"amount": ["请写明退出以后的涉及金额。"]}
    assert leave(case, name_of(2), amount="600", content="赔偿两人共600元。").done
    assert (case.agreements.get().amount, case.agreements.get().content) == (600, "赔偿两人共600元。")


def test_who_left_speaks_for_the_group_no_more(
    leave: Callable[..., Any], door: Page | Api, group: Callable[..., Case]
) -> None:
    case = group(4)
    members = [str(p.uuid) for p in case.parties.filter(side=Side.APPLICANT)]
    elected = {"kind": "elected", "name": name_of(2), "authority": "general", "document_seen": True}
    assert door.step(WHO, case, "name_representative", parties=members, valid_from=ago(4), **elected).done
    assert leave(case, name_of(2), left_on=ago(1)).done
    assert Representative.objects.get().valid_until == day(1)


def test_who_left_before_acceptance_keeps_nobody_from_being_taken_in(
    leave: Callable[..., Any], door: Page | Api, registered: Callable[..., Case], world: World
) -> None:
    case = registered()
    form = PartiesForm({"side": "applicant", "people": name_of(2)}, case=case)
    parties.join(case, form, by=world.fresh(WHO))
    assert leave(case, name_of(2)).done
    assert door.step(WHO, case, "accept", applicants_consent=True, respondents_consent=True).done
    assert case.parties.get(name=name_of(2)).consent == Consent.WITHDRAWN
    assert set(case.parties.filter(left_on__isnull=True).values_list("consent", flat=True)) == {Consent.GIVEN}
