"""Accounts: opened with a password that is shown once, disabled, enabled, reset."""

import pytest

from mediation.kernel.models import JournalEntry
from organizations import services
from organizations.models import Person, Post, User
from organizations.services.accounts import one_time_password
from tests.world import PASSWORD


@pytest.fixture
def newcomer(world):
    person = Person.objects.create(name="示例·新人", sort_key="shi4")
    Post.objects.create(
        person=person, organization=world.village, role_code="mediator", valid_from=world.village.valid_from
    )
    return person


def test_an_account_is_opened_and_its_password_shown_once(as_user, client, newcomer):
    browser = as_user("system_admin")
    page = browser.post("/accounts/new/", {"person": newcomer.name, "username": "xinren"})
    password = page.context["password"]
    assert password in page.content.decode()
    assert password not in browser.get("/accounts/").content.decode()
    assert client.post("/login/", {"username": "xinren", "password": password}).status_code == 302
    assert client.get("/").url == "/me/password/"
    assert password not in str(list(JournalEntry.objects.values()))


@pytest.mark.parametrize(
    "changed, field",
    [
        ({"username": "officer"}, "username"),
        ({"username": "大写"}, "username"),
        ({"person": "示例·业务科甲"}, "person"),
        ({"person": "示例·查无此人"}, "person"),
    ],
)
def test_what_is_filled_wrongly_is_told_at_its_field(as_user, newcomer, changed, field):
    sent = {"person": newcomer.name, "username": "xinren"} | changed
    answer = as_user("system_admin").post("/accounts/new/", sent)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not User.objects.filter(person=newcomer).exists()


def test_of_two_persons_of_one_name_the_right_one_is_chosen(as_user, world, newcomer):
    other = Person.objects.create(name=newcomer.name)
    Post.objects.create(
        person=other, organization=world.township, role_code="clerk", valid_from=world.township.valid_from
    )
    browser = as_user("system_admin")
    sent = {"person": newcomer.name, "username": "xinren"}
    assert "person_pick" in browser.post("/accounts/new/", sent).context["form"].errors
    browser.post("/accounts/new/", sent | {"person_pick": str(other.pk)})
    assert User.objects.get(username="xinren").person == other


def test_a_disabled_account_is_out_at_once_and_comes_back(as_user, world):
    officer, admin = as_user("officer"), as_user("system_admin")
    address = f"/accounts/{world.officer.person.uuid}/switch/"
    admin.post(address, {"to": "disabled"})
    assert officer.get("/organizations/").url.startswith("/login/")
    admin.post(address, {"to": "enabled"})
    assert as_user("officer").get("/organizations/").status_code == 200


def test_a_reset_ends_sessions_and_tokens_and_the_old_password(as_user, client, world):
    officer = as_user("officer")
    token, _secret = services.issue_token(
        by=world.fresh("officer"), label="测试", expires_on=services.tokens.today()
    )
    admin = as_user("system_admin")
    address = f"/accounts/{world.officer.person.uuid}/reset/"
    assert "重置密码？" in admin.get(address).content.decode()
    password = admin.post(address).context["password"]
    assert officer.get("/me/").url.startswith("/login/")
    token.refresh_from_db()
    assert token.revoked_at
    assert client.post("/login/", {"username": "officer", "password": PASSWORD}).status_code == 422
    assert client.post("/login/", {"username": "officer", "password": password}).status_code == 302


def test_an_administrator_changes_not_the_own_account_this_way(as_user, world):
    browser = as_user("system_admin")
    own = f"/accounts/{world.system_admin.person.uuid}"
    assert "不能停用自己的账号" in browser.get(f"{own}/reset/").content.decode()
    browser.post(f"{own}/switch/", {"to": "disabled"})
    browser.post(f"{own}/reset/")
    assert world.fresh("system_admin").is_active
    assert world.fresh("system_admin").check_password(PASSWORD)


def test_a_search_by_name_travels_by_post_and_its_pages_too(as_user, world):
    browser = as_user("system_admin")
    page = browser.post("/accounts/", {"q": "协调员"})
    assert {account.username for account in page.context["page"].items} == {
        "coordinator",
        "second_coordinator",
        "other_coordinator",
    }
    assert browser.get("/accounts/?state=disabled").context["page"].items == []


def test_one_time_passwords_keep_the_rules_and_differ():
    from django.contrib.auth.password_validation import validate_password

    made = {one_time_password() for _n in range(50)}
    assert len(made) == 50
    for password in made:
        validate_password(password)


def test_the_list_s_number_of_queries_does_not_grow(as_user, world, django_assert_num_queries):
    browser = as_user("system_admin")
    browser.get("/me/")
    with django_assert_num_queries(8):
        browser.get("/accounts/")
    User.objects.exclude(pk=world.system_admin.pk).filter(username__contains="clerk").update(is_active=False)
    with django_assert_num_queries(8):
        browser.get("/accounts/?state=active")
