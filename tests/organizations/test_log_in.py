"""Logging in and out."""

import pytest
from django.test import Client

from mediation.kernel.models import JournalEntry
from tests.world import PASSWORD


def log_in(client: Client, username: str = "officer", password: str = PASSWORD, **more):
    return client.post("/login/", {"username": username, "password": password, **more})


def test_the_login_page_shows_no_role_cards_outside_a_demo(client, world):
    page = client.get("/login/").content.decode()
    assert "用户名" in page
    assert "公用电脑" in page
    assert "demo_village" not in page


def test_a_person_logs_in_and_arrives_at_the_role_s_landing_page(client, world):
    answer = log_in(client)
    assert answer.status_code == 302
    assert answer.url == "/"
    assert client.get("/").url == "/organizations/"


def test_the_session_key_is_a_new_one_after_logging_in(client, world):
    client.get("/login/")
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    log_in(client)
    assert client.session.session_key != before


@pytest.mark.parametrize("username", ["officer", "nobody_of_this_name"])
def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(client, world, username):
    answer = log_in(client, username, "wrong")
    assert answer.status_code == 422
    assert "用户名或密码不对。连续输错 5 次，要等 15 分钟才能再登录。" in answer.content.decode()


def test_a_disabled_account_gets_that_answer_too(client, world):
    world.officer.is_active = False
    world.officer.save()
    assert "用户名或密码不对。" in log_in(client).content.decode()


@pytest.mark.parametrize(
    "address, arrives",
    [
        ("/roles/", "/roles/"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_next_leads_to_addresses_of_this_site_only(client, world, address, arrives):
    assert log_in(client, next=address).url == arrives


def test_logging_in_and_a_refused_try_are_journalled_without_what_was_typed(client, world):
    log_in(client, "officer", "wrong")
    log_in(client)
    rows = list(JournalEntry.objects.order_by("id").values_list("action", "actor_id", "object_id"))
    uuid = str(world.officer.person.uuid)
    assert rows == [("session.refused", None, uuid), ("session.log_in", world.officer.pk, uuid)]


def test_logging_out_needs_a_post_and_ends_the_session(as_user):
    browser = as_user("officer")
    assert browser.get("/logout/").status_code == 405
    answer = browser.post("/logout/", secure=True)
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert "no-store" in answer["Cache-Control"]
    assert browser.get("/me/").url.startswith("/login/")


def test_without_https_the_browser_is_not_told_to_clear(as_user):
    assert "Clear-Site-Data" not in as_user("officer").post("/logout/")


def test_the_text_size_is_kept_with_the_account_and_in_a_cookie(as_user, world):
    browser = as_user("officer")
    answer = browser.post("/text-size/", {"size": "xlarge", "next": "/roles/"})
    assert answer.url == "/roles/"
    assert answer.cookies["text_size"].value == "xlarge"
    assert world.fresh("officer").text_size == "xlarge"
    assert browser.post("/text-size/", {"size": "huge", "next": "//x.example/"}).url == "/"
    assert world.fresh("officer").text_size == "xlarge"
