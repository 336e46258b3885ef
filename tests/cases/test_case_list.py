"""The list: filters in the address, pages by key, a constant number of queries."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.enums import CaseStatus
from cases.forms import QuickResult
from cases.models import Case
from tests.cases.conftest import ago
from tests.world import World

# Session (read, and its last use written in a savepoint), account, person, posts and lent duties; count, keys and page.
QUERIES_OF_A_LIST = 11


def rows(response: Any) -> list[Case]:
    return [row.case for row in response.context["rows"]]


def test_the_number_of_queries_does_not_grow_with_the_rows(
    registered: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    counts = []
    for more in (2, 20):
        for _n in range(more):
            registered()
        browser = as_user("village_mediator")
        with CaptureQueriesContext(connection) as captured:
            assert len(rows(browser.get("/cases/"))) in (2, 22)
        counts.append(len(captured))
    assert counts == [QUERIES_OF_A_LIST] * 2


@pytest.mark.parametrize(
    "query, expected",
    [
        ("status=registered", {"ongoing", "old"}),
        ("status=open", {"ongoing", "old", "oral"}),
        ("status=done", {"closed"}),
        ("type=marriage_family", {"closed"}),
        ("source=entrusted", set()),
        (f"since={ago(15)}", {"ongoing", "oral", "closed"}),
        (f"until={ago(15)}", {"old"}),
        ("mark=major", {"oral"}),
        ("mark=protected", set()),
    ],
)
@pytest.mark.parametrize("api", [False, True], ids=["page", "api"])
def test_each_filter_narrows_the_list(
    registered: Callable[..., Case], as_user: Callable[[str], Any], query: str, expected: set[str], api: bool
) -> None:
    made = {
        "ongoing": registered(),
        "old": registered(applied_on=ago(20)),
        "oral": registered(result=QuickResult.ORAL, terms="修沟。"),
        "closed": registered(result=QuickResult.ORAL_DONE, terms="和好。", dispute_type="marriage_family"),
    }
    Case.objects.filter(pk=made["oral"].pk).update(is_major=True)
    if api:
        found = {
            row["uuid"]
            for row in as_user("village_mediator").get(f"/api/v1/cases/?{query}").json()["results"]
        }
    else:
        found = {str(case.uuid) for case in rows(as_user("village_mediator").get(f"/cases/?{query}"))}
    assert found == {str(made[name].uuid) for name in expected}


def test_the_newest_come_first_and_pages_follow_without_gaps(
    registered: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    for n in range(7):
        registered(applied_on=ago(n % 3))
    expected = [str(c.uuid) for c in Case.objects.order_by("-applied_on", "-id")]
    browser, address, seen = as_user("village_mediator"), "/api/v1/cases/?size=3", []
    while address:
        page = browser.get(address).json()
        seen += [row["uuid"] for row in page["results"]]
        address = page["next"]
    assert seen == expected


def test_a_wrong_filter_is_told_at_its_field(as_user: Callable[[str], Any]) -> None:
    for address in ("/cases/?since=2026-03-01&until=2026-02-01", "/cases/?status=nonsense"):
        assert as_user("village_mediator").get(address).status_code == 422
    answer = as_user("village_mediator").get("/api/v1/cases/?since=2026-03-01&until=2026-02-01")
    assert (answer.status_code, answer.json()["errors"]) == (400, {"until": ["结束日期不能早于开始日期。"]})


def test_an_empty_list_says_what_to_do(as_user: Callable[[str], Any]) -> None:
    page = as_user("village_mediator").get("/cases/")
    assert "还没有案件。有纠纷来了，先记下来。" in page.content.decode()


def test_there_is_no_filter_by_person(registered: Callable[..., Case], as_user: Callable[[str], Any]) -> None:
    registered()
    registered(applicant_name="示例·李某丙")
    for address in (
        "/api/v1/cases/?q=李某丙",
        "/api/v1/cases/?applicants=李某丙",
        "/api/v1/cases/?search=李某丙",
    ):
        assert as_user("village_mediator").get(address).json()["total"] == 2
    assert len(rows(as_user("village_mediator").get("/cases/?q=李某丙"))) == 2


def test_a_home_page_groups_what_is_to_do(
    registered: Callable[..., Case], mediating: Callable[..., Case], as_user: Callable[[str], Any]
) -> None:
    registered()
    case = mediating()
    page = as_user("village_mediator").get("/cases/home/")
    assert page.context["today"].count == 1
    assert page.context["other"].count == 1
    Case.objects.filter(pk=case.pk).update(due_on=ago(1))
    assert as_user("village_mediator").get("/cases/home/").context["today"].count == 2
    assert case.status == CaseStatus.MEDIATING


def test_the_parts_of_the_list_are_what_a_person_may_see(
    registered: Callable[..., Case], mediating: Callable[..., Case], world: World
) -> None:
    registered()
    mediating()
    Case.objects.filter(pk=registered().pk).update(status=CaseStatus.VOIDED)
    seen = set()
    for name in world.users:
        user = world.fresh(name)
        whole = set(Case.objects.visible_to(user))
        assert {case for part in Case.objects.visible_parts(user) for case in part} == whole, name
        seen.add(len(whole))
    assert {0, 2} <= seen


def test_a_page_of_the_list_reads_no_case_that_it_does_not_show(
    registered: Callable[..., Case], world: World
) -> None:
    """However many cases others have: each part is the beginning of an index."""
    registered()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for name in ("village_mediator", "village_clerk", "coordinator"):
            for part in Case.objects.visible_parts(world.fresh(name))[1:]:
                plan = part.order_by("-applied_on", "-id")[:51].explain()
                assert "case_newest" not in plan, (name, plan)
