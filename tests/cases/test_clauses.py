"""The clause library: a committee keeps its own wordings and puts them into agreements."""

from collections.abc import Callable
from typing import Any

from cases.models import Case, Clause
from tests.world import World

WORDING = {"title": "分期付款", "text": "分______期支付货款，每期______元"}


def test_a_clause_is_kept_for_the_sealing_committee(as_user: Any, world: World) -> None:
    assert as_user("room_mediator").post("/cases/clauses/", WORDING).status_code == 302
    clause = Clause.objects.get()
    assert (clause.organization, clause.text) == (world.industry, WORDING["text"])
    for who, sees in (("industry_mediator", True), ("village_mediator", False)):
        assert (WORDING["title"] in as_user(who).get("/cases/clauses/").content.decode()) is sees
    assert as_user("officer").get("/cases/clauses/").status_code == 403


def test_a_title_stands_once_and_every_field_is_asked_for(as_user: Any) -> None:
    client = as_user("village_mediator")
    client.post("/cases/clauses/", WORDING)
    twice = client.post("/cases/clauses/", WORDING)
    assert (twice.status_code, list(twice.context["form"].errors)) == (422, ["title"])
    empty = client.post("/cases/clauses/", {})
    assert sorted(empty.context["form"].errors) == ["text", "title"]
    assert Clause.objects.count() == 1


def test_only_the_own_committee_removes_it(as_user: Any) -> None:
    as_user("village_mediator").post("/cases/clauses/", WORDING)
    address = f"/cases/clauses/{Clause.objects.get().uuid}/remove/"
    assert as_user("township_mediator").post(address).status_code == 404
    assert as_user("village_clerk").post(address).status_code == 302
    assert not Clause.objects.exists()


def test_a_clause_is_put_into_an_agreement_without_losing_what_was_typed(
    as_user: Any, mediating: Callable[..., Case], world: World
) -> None:
    case = mediating()
    address = f"/cases/{case.uuid}/steps/agree_in_writing/"
    client = as_user("village_mediator")
    assert 'value="clause"' not in client.get(address).content.decode()
    own = Clause.objects.create(organization=world.village, **WORDING)
    other = Clause.objects.create(organization=world.village, dispute_type="traffic", title="别", text="别的")
    first = client.get(address).content.decode()
    assert str(own.uuid) in first
    assert str(other.uuid) not in first
    typed = {"obligations-1-text": "修好排水沟", "obligations-1-kind": "do"}
    page = client.post(address, {**typed, "help": "clause", "clause": str(own.uuid)})
    shown = page.content.decode()
    assert page.status_code == 200
    assert 'name="obligations-1-text" value="修好排水沟"' in shown
    assert f'name="obligations-2-text" value="{own.text}"' in shown
    assert not case.agreements.exists()
