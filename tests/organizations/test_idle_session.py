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
