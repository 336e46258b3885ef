"""Giving and ending posts."""

from datetime import timedelta
from uuid import uuid4

import pytest

from mediation.kernel.calendar import today
from mediation.kernel.errors import InvalidInput, Refused
from mediation.kernel.models import JournalEntry
from organizations import services
from organizations.models import Person, Post
from organizations.policies import appointable_roles, can_end_post
from organizations.roles import CLERK, COORDINATOR, MEDIATOR


def fields(**changed):
    return {"person": "示例·新人", "role": "mediator", "valid_from": today().isoformat()} | changed


@pytest.mark.parametrize(
    "who, where, roles",
    [
        ("officer", "village", ["mediator", "clerk"]),
        ("manas_officer", "village", ["mediator", "clerk"]),
        ("manas_officer", "other_village", []),
        ("officer", "guidance", ["coordinator"]),
        ("officer", "court", ["liaison"]),
        ("officer", "experts", ["expert"]),
        ("officer", "bureau", ["officer", "analyst"]),
        ("village_clerk", "village", ["mediator"]),
        ("village_clerk", "township", []),
        ("township_clerk", "village", []),
        ("analyst", "village", []),
        ("coordinator", "village", []),
        ("security_admin", "bureau", ["officer", "analyst", "system_admin", "security_admin", "audit_admin"]),
        ("security_admin", "manas_bureau", []),
        ("system_admin", "bureau", []),
    ],
)
def test_who_may_give_which_role_where(world, who, where, roles):
    assert [r.code for r in appointable_roles(world.fresh(who), world.organizations[where])] == roles


def test_a_clerk_engages_a_new_mediator(as_user, world):
    address = f"/organizations/{world.village.uuid}/appoint/"
    answer = as_user("village_clerk").post(address, fields(phone="13800000000", title="委员"))
    assert answer.url == f"/organizations/{world.village.uuid}/"
    post = Post.objects.get(person__name="示例·新人")
    assert (post.organization, post.role, post.title) == (world.village, MEDIATOR, "委员")
    entry = JournalEntry.objects.get(action="post.appoint")
    assert entry.actor_id == world.village_clerk.pk
    assert entry.object_id == str(world.village.uuid)
    assert "示例" not in str(entry.detail)


def test_a_name_that_is_known_is_asked_back(as_user, world):
    browser = as_user("officer")
    address = f"/organizations/{world.township.uuid}/appoint/"
    sent = fields(person="示例·村调解员甲")
    asked = browser.post(address, sent)
    assert asked.status_code == 422
    known = world.village_mediator.person
    choices = dict(asked.context["form"].fields["person_pick"].choices)
    assert choices[str(known.pk)] == "示例·村调解员甲（示范一村人民调解委员会）"
    assert not Post.objects.filter(organization=world.township, person__name="示例·村调解员甲").exists()
    assert browser.post(address, sent | {"person_pick": str(known.pk)}).status_code == 302
    assert known.posts.count() == 2
    assert browser.post(address, sent | {"person_pick": "new"}).status_code == 302
    assert Person.objects.filter(name="示例·村调解员甲").count() == 2


def test_sending_the_form_twice_appoints_once(as_user, world):
    browser = as_user("officer")
    address = f"/organizations/{world.village.uuid}/appoint/"
    sent = fields(form_token=str(uuid4()))
    assert browser.post(address, sent).url == browser.post(address, sent | {"person_pick": "new"}).url
    assert Person.objects.filter(name="示例·新人").count() == 1


def test_a_role_that_was_not_offered_is_refused_at_its_field(as_user, world):
    browser = as_user("village_clerk")
    answer = browser.post(f"/organizations/{world.village.uuid}/appoint/", fields(role="clerk"))
    assert answer.status_code == 422
    assert "role" in answer.context["form"].errors


def test_a_foreign_organization_is_shown_with_the_reason_and_changes_nothing(as_user, world):
    browser = as_user("village_clerk")
    address = f"/organizations/{world.township.uuid}/appoint/"
    assert (
        "只有本辖区的司法局业务人员、本组织的主任或内勤可以安排任职。"
        in browser.get(address).content.decode()
    )
    assert browser.post(address, fields()).status_code == 422
    assert not Post.objects.filter(person__name="示例·新人").exists()


def test_nobody_appoints_himself(world):
    with pytest.raises(Refused, match="不能给自己安排职务"):
        services.appoint(
            by=world.fresh("officer"),
            organization=world.village,
            role=CLERK,
            person=world.officer.person,
            valid_from=today(),
        )


def test_the_same_post_is_not_held_twice(world):
    with pytest.raises(InvalidInput) as refusal:
        services.appoint(
            by=world.fresh("officer"),
            organization=world.village,
            role=MEDIATOR,
            person=world.village_mediator.person,
            valid_from=today(),
        )
    assert "这个人在这段时间已经担任这个职责。" in str(refusal.value.errors)


def test_an_organization_gives_only_the_roles_of_its_kind(world):
    with pytest.raises(InvalidInput):
        services.appoint(
            by=world.fresh("officer"),
            organization=world.village,
            role=COORDINATOR,
            name="示例·新人",
            valid_from=today(),
        )


def test_ending_a_post_takes_its_role_away_the_same_day(as_user, world):
    post = world.village_mediator.person.posts.get()
    answer = as_user("village_clerk").post(
        f"/organizations/{world.village.uuid}/posts/{post.pk}/end/", {"ended_on": today().isoformat()}
    )
    assert answer.status_code == 302
    assert world.fresh("village_mediator").hats == ()


def test_a_post_that_has_not_begun_is_taken_back(world):
    officer = world.fresh("officer")
    post = services.appoint(
        by=officer,
        organization=world.village,
        role=MEDIATOR,
        name="示例·新人",
        valid_from=today() + timedelta(days=3),
    )
    services.end_post(by=officer, post=post, ended_on=today())
    assert not Post.objects.filter(pk=post.pk).exists()
    assert JournalEntry.objects.filter(action="post.cancel").exists()


@pytest.mark.parametrize("days", [1, -4000])
def test_a_post_ends_neither_tomorrow_nor_before_it_began(world, days):
    post = world.village_mediator.person.posts.get()
    with pytest.raises(InvalidInput):
        services.end_post(by=world.fresh("officer"), post=post, ended_on=today() + timedelta(days=days * 2))


@pytest.mark.parametrize(
    "who, allowed",
    [("officer", True), ("village_clerk", True), ("township_clerk", False), ("village_mediator", False)],
)
def test_who_may_end_a_mediator_s_post(world, who, allowed):
    post = world.village_mediator.person.posts.select_related("organization__division").get()
    decision = can_end_post(world.fresh(who), post)
    assert bool(decision) is allowed
    assert allowed or decision.reason


def test_a_post_of_another_organization_is_not_found_under_this_one(as_user, world):
    post = world.other_village_mediator.person.posts.get()
    answer = as_user("officer").get(f"/organizations/{world.village.uuid}/posts/{post.pk}/end/")
    assert answer.status_code == 404
