"""Overdue cases and reminding: two clicks from where people arrive, no field, and no name beyond what one may see."""

from collections.abc import Callable

import pytest
from django.test import Client

from cases.models import Case, OverdueReminder
from tests.cases.conftest import day
from tests.world import World


@pytest.fixture
def overdue(mediating: Callable[..., Case]) -> Callable[..., Case]:
    """A village case whose term ended two days ago."""

    def make(who: str = "village_mediator") -> Case:
        case = mediating(who)
        Case.objects.filter(pk=case.pk).update(due_on=day(2))
        case.refresh_from_db()
        return case

    return make


def test_a_clerk_sees_his_own_organizations_cases(
    overdue: Callable[..., Case], as_user: Callable[[str], Client]
) -> None:
    case = overdue()
    overdue("second_village_mediator")
    page = as_user("village_clerk").get("/cases/overdue/")
    assert [(row.case, row.sides) for row in page.context["rows"]] == [(case, "示例·马某甲 与 示例·王某乙")]


def test_a_coordinator_sees_the_county_as_rows_without_names(
    overdue: Callable[..., Case], as_user: Callable[[str], Client], world: World
) -> None:
    masked, placed = overdue(), overdue("second_village_mediator")
    Case.objects.filter(pk=placed.pk).update(placed_by=world.guidance)
    overdue("other_village_mediator")
    page = as_user("coordinator").get("/cases/overdue/")
    assert {row.case.pk: bool(row.sides) for row in page.context["rows"]} == {
        masked.pk: False,
        placed.pk: True,
    }
    text = page.content.decode()
    assert masked.number in text
    assert f'/cases/{masked.uuid}/"' not in text
    assert f'/cases/{placed.uuid}/"' in text


def test_a_case_in_its_term_is_not_there(
    mediating: Callable[..., Case], as_user: Callable[[str], Client]
) -> None:
    mediating()
    assert as_user("village_clerk").get("/cases/overdue/").context["rows"] == []


@pytest.mark.parametrize("landing", ["/referrals/desk/", "/cases/home/"])
def test_two_clicks_from_arrival_and_no_field(
    overdue: Callable[..., Case], as_user: Callable[[str], Client], landing: str
) -> None:
    case = overdue()
    client = as_user("coordinator" if "referrals" in landing else "village_clerk")
    assert 'href="/cases/overdue/"' in client.get(landing).content.decode()
    answer = client.post("/cases/overdue/remind/", {"one": str(case.uuid)}, follow=True)
    assert "已提醒 1 件。" in answer.content.decode()
    assert OverdueReminder.objects.get().case == case


def test_ticked_cases_are_reminded_together_and_a_second_time_changes_nothing(
    overdue: Callable[..., Case], as_user: Callable[[str], Client]
) -> None:
    cases = [overdue(), overdue("second_village_mediator")]
    client = as_user("coordinator")
    asked = {"cases": [str(case.uuid) for case in cases]}
    assert "已提醒 2 件。" in client.post("/cases/overdue/remind/", asked, follow=True).content.decode()
    assert "已经提醒过" in client.post("/cases/overdue/remind/", asked, follow=True).content.decode()
    assert OverdueReminder.objects.count() == 2


def test_a_reminder_stands_until_the_holder_opens_the_case(
    overdue: Callable[..., Case], as_user: Callable[[str], Client]
) -> None:
    case = overdue()
    as_user("coordinator").post("/cases/overdue/remind/", {"one": str(case.uuid)})
    mediator = as_user("village_mediator")
    [entry] = mediator.get("/cases/home/").context["today"].entries
    assert entry.action == "看提醒"
    mediator.get(f"/cases/{case.uuid}/")
    assert OverdueReminder.objects.get().opened_on == day(0)
    [entry] = mediator.get("/cases/home/").context["today"].entries
    assert entry.action == "去调解"


def test_who_reminds_does_not_open_his_own_reminder(
    overdue: Callable[..., Case], as_user: Callable[[str], Client]
) -> None:
    case = overdue()
    clerk = as_user("village_clerk")
    clerk.post("/cases/overdue/remind/", {"one": str(case.uuid)})
    clerk.get(f"/cases/{case.uuid}/")
    assert OverdueReminder.objects.get().opened_on is None


def test_nobody_is_reminded_of_what_is_not_ones_own(
    overdue: Callable[..., Case], as_user: Callable[[str], Client]
) -> None:
    case = overdue("other_village_mediator")
    for who in ("coordinator", "village_clerk"):
        as_user(who).post("/cases/overdue/remind/", {"one": str(case.uuid)})
    as_user("village_clerk").post("/cases/overdue/remind/", {"one": "nonsense"})
    assert not OverdueReminder.objects.exists()


def test_a_mediator_has_no_such_page(as_user: Callable[[str], Client]) -> None:
    assert as_user("village_mediator").get("/cases/overdue/").status_code == 403


def test_the_page_costs_the_same_for_many_cases(
    overdue: Callable[..., Case],
    as_user: Callable[[str], Client],
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    for _ in range(4):
        overdue()
    client = as_user("coordinator")
    with django_assert_max_num_queries(16):
        client.get("/cases/overdue/")


def test_a_suspected_sham_is_reported_to_the_county_and_told_where_it_placed_the_case(
    mediating: Callable[..., Case], take: Callable[..., Case], as_user: Callable[[str], Client], world: World
) -> None:
    own, placed = mediating(), mediating()
    Case.objects.filter(pk=placed.pk).update(placed_by=world.guidance)
    take(own, "suspend", by="village_mediator", reason="sham", note="说法前后矛盾甲")
    take(placed, "suspend", by="village_mediator", reason="sham", note="说法前后矛盾乙")
    text = as_user("coordinator").get("/cases/overdue/").content.decode()
    assert own.number in text
    assert "说法前后矛盾甲" not in text
    assert "说法前后矛盾乙" in text
