"""A session without a request ends; sooner on a shared computer."""

import pytest
from django.test import Client

from tests.world import PASSWORD


@pytest.mark.parametrize("shared, minutes", [(False, 15), (True, 5)])
def test_the_idle_session_ends_after_its_minutes(world, monkeypatch, shared, minutes):
    browser = Client()
    fields = {"username": "officer", "password": PASSWORD}
    browser.post("/login/", fields | ({"shared_computer": "on"} if shared else {}))
    assert browser.get("/me/").status_code == 200

    def wait(idle):
        session = browser.session
        session["seen_at"] -= idle * 60
        session.save()

    wait(minutes - 1)
    assert browser.get("/me/").status_code == 200
    wait(minutes + 1)
    assert browser.get("/me/").url == "/login/?next=/me/"
    assert browser.get("/me/").url.startswith("/login/")


def test_no_page_of_a_person_is_stored_by_the_browser(as_user):
    assert "no-store" in as_user("officer").get("/me/")["Cache-Control"]


def test_a_fragment_s_request_after_the_idle_time_leads_the_whole_page_to_log_in(as_user):
    browser = as_user("officer")
    browser.get("/me/")
    session = browser.session
    session["seen_at"] -= 3600
    session.save()
    answer = browser.get("/me/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == "/login/?next=/me/"


def test_the_api_answers_a_session_that_was_idle_as_it_answers_nobody(as_user):
    browser = as_user("officer")
    browser.get("/me/")
    session = browser.session
    session["seen_at"] -= 3600
    session.save()
    assert browser.get("/api/v1/organizations/").status_code == 401
