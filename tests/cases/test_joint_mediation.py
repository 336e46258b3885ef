"""With the parties' consent people of the next tier mediate along, until a day, in this one case."""

from collections.abc import Callable
from typing import Any

import pytest

from cases.models import Case
from tests.cases.conftest import ago
from tests.world import World

Take = Callable[..., Case]
Login = Callable[[str], Any]


def ask(case: Case, take: Take, by: str = "village_mediator") -> str:
    take(case, "ask_support", by=by, kind="joint", question="请来人一起调解。", parties_agree=True)
    return f"/cases/support/{case.support_requests.get(result='').uuid}/"


@pytest.fixture
def joined(mediating: Take, take: Take, as_user: Login, world: World) -> Case:
    case = mediating()
    url = ask(case, take)
    people = [str(world.township_mediator.person.uuid)]
    answer = as_user("township_clerk").post(url, {"result": "joined", "mediators": people, "days": "7"})
    assert answer.status_code == 302, answer.context["form"].errors
    case.refresh_from_db()
    return case


def test_the_township_mediator_works_along_and_the_village_keeps_the_case(
    joined: Case, as_user: Login, world: World, take: Take
) -> None:
    assert joined.holder == world.village
    assert {m.person for m in joined.mediators.all()} == {
        world.village_mediator.person,
        world.township_mediator.person,
    }
    assert as_user("township_mediator").get(f"/cases/{joined.uuid}/").status_code == 200
    take(
        joined,
        "record_session",
        by="township_mediator",
        place="村委会",
        record_text="一起谈。",
        declaration=True,
        held_on=ago(0),
    )
    take(joined, "agree_orally", by="village_mediator", content="修一条排水沟。")
    assert joined.accepted_by == world.village


def test_the_clerk_who_sent_somebody_still_sees_no_file(joined: Case, as_user: Login) -> None:
    assert as_user("township_clerk").get(f"/cases/{joined.uuid}/").status_code == 404
    event = joined.events.get(transition="answer_support")
    assert event.note == "联合调解：玛纳斯镇人民调解委员会 示例·镇调解员甲"


def test_the_help_ends_by_itself(joined: Case, world: World) -> None:
    grant = joined.grants.get()
    assert (grant.valid_until - grant.valid_from).days == 7
    assert not Case.objects.visible_to(world.fresh("township_mediator"), grant.valid_until).exists()


def test_somebody_has_to_be_named(mediating: Take, take: Take, as_user: Login) -> None:
    answer = as_user("township_clerk").post(ask(mediating(), take), {"result": "joined"})
    assert answer.context["form"].errors == {"mediators": ["请至少选一名调解员。"]}


def test_people_of_another_organization_cannot_be_sent(
    mediating: Take, take: Take, as_user: Login, world: World
) -> None:
    people = [str(world.other_village_mediator.person.uuid)]
    answer = as_user("township_clerk").post(ask(mediating(), take), {"result": "joined", "mediators": people})
    assert answer.status_code == 422


def test_the_county_chooses_an_organization_first_and_sees_the_joint_case(
    mediating: Take, take: Take, as_user: Login, world: World
) -> None:
    case = mediating("township_mediator")
    url, coordinator = ask(case, take, by="township_mediator"), as_user("coordinator")
    first = coordinator.get(url)
    assert [value for value, _label in first.context["form"].fields["result"].choices] == [
        "advised",
        "declined",
    ]
    assert coordinator.post(url, {"result": "joined"}).context["form"].errors == {
        "result": ["先选由哪个组织支援。"]
    }
    industry = str(world.industry.uuid)
    page = coordinator.get(f"{url}?organization={industry}")
    assert list(page.context["form"].fields["mediators"].queryset) == [world.industry_mediator.person]
    people = [str(world.industry_mediator.person.uuid)]
    form = {"result": "joined", "organization": industry, "mediators": people, "days": "15"}
    answer = coordinator.post(url, form)
    assert (answer.status_code, answer.url) == (302, f"/cases/{case.uuid}/")
    case.refresh_from_db()
    assert (case.holder, case.placed_by) == (world.township, None)
    page = coordinator.get(f"/cases/{case.uuid}/")
    assert page.status_code == 200
    assert "派人联合调解这件案件的指导委员会" in page.content.decode()
    assert as_user("other_coordinator").get(f"/cases/{case.uuid}/").status_code == 404
    assert coordinator.get(f"/cases/{case.uuid}/move/").status_code == 409
