"""The register: who reads it, what it counts, how it is walked."""

import pytest

from mediation.kernel.calendar import today
from organizations.models import Organization

READERS = ["officer", "manas_officer", "analyst", "coordinator", "village_clerk", "room_clerk"]
OTHERS = [
    "village_mediator",
    "court_liaison",
    "expert",
    "system_admin",
    "security_admin",
    "audit_admin",
    "nobody",
]


@pytest.mark.parametrize("who", READERS)
def test_bureau_guidance_committee_and_clerks_read_the_register(as_user, world, who):
    browser = as_user(who)
    assert browser.get("/organizations/").status_code == 200
    assert browser.get(f"/organizations/{world.village.uuid}/").status_code == 200


@pytest.mark.parametrize("who", OTHERS)
def test_for_everybody_else_it_does_not_exist(as_user, world, who):
    browser = as_user(who)
    assert browser.get("/organizations/").status_code == 404
    assert browser.get(f"/organizations/{world.village.uuid}/").status_code == 404


def test_a_security_administrator_opens_the_own_bureau_only(as_user, world):
    browser = as_user("security_admin")
    assert browser.get(f"/organizations/{world.bureau.uuid}/").status_code == 200
    assert browser.get(f"/organizations/{world.manas_bureau.uuid}/").status_code == 404


def test_the_tree_counts_what_its_lists_hold(as_user, world):
    browser = as_user("officer")
    page = browser.get("/organizations/")
    assert page.context["division"].code == "652300"
    assert page.context["page"].total.rows == Organization.objects.count()
    for entry in page.context["below"] + page.context["kinds"]:
        opened = browser.get(f"/organizations/{entry.url}")
        assert opened.context["page"].total.rows == entry.rows


def test_a_county_s_people_arrive_at_their_county(as_user):
    assert as_user("manas_officer").get("/organizations/").context["division"].code == "652324"
    assert as_user("village_clerk").get("/organizations/").context["division"].code == "652324"


def test_kind_and_division_narrow_the_list_together(as_user, world):
    page = as_user("officer").get("/organizations/?division=652324&kind=village")
    assert {o.name for o in page.context["page"].items} == {world.village.name, world.second_village.name}


def test_a_closed_organization_is_shown_only_when_asked_for(as_user, world):
    Organization.objects.filter(pk=world.village.pk).update(valid_until=today())
    browser = as_user("officer")
    assert world.village.name not in browser.get("/organizations/?division=652324").content.decode()
    assert world.village.name in browser.get("/organizations/?division=652324&closed=on").content.decode()


def test_a_filter_that_is_none_is_told_at_its_field(as_user):
    page = as_user("officer").get("/organizations/?division=999999&kind=castle")
    assert page.status_code == 422
    assert "division" in page.context["form"].errors
    assert "kind" in page.context["form"].errors


def test_phones_are_for_the_committee_s_clerk_and_officers_of_the_area(as_user, world):
    person = world.village_mediator.person
    person.phone = "13800000000"
    person.save()
    address = f"/organizations/{world.village.uuid}/"
    for who in ("village_clerk", "officer", "manas_officer"):
        assert person.phone in as_user(who).get(address).content.decode(), who
    for who in ("township_clerk", "analyst", "coordinator", "other_coordinator"):
        assert person.phone not in as_user(who).get(address).content.decode(), who


def test_the_number_of_queries_does_not_grow_with_the_list(as_user, world, django_assert_num_queries):
    browser = as_user("officer")
    browser.get("/me/")
    with django_assert_num_queries(11):
        browser.get("/organizations/")
    with django_assert_num_queries(11):
        browser.get(f"/organizations/{world.village.uuid}/")
