"""Five wrong tries for one name from one place pause it for a quarter of an hour."""

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.utils import timezone

from tests.world import PASSWORD


def try_in(client, username, password="wrong"):
    return client.post("/login/", {"username": username, "password": password})


@pytest.mark.parametrize("username", ["officer", "nobody_of_this_name"])
def test_the_fifth_wrong_try_pauses_known_and_unknown_names_alike(client, world, username):
    for _try in range(4):
        assert try_in(client, username).status_code == 422
    answer = try_in(client, username)
    assert answer.status_code == 429
    assert "用户名或密码连续输错 5 次，请过 15 分钟再登录。" in answer.content.decode()


def test_while_paused_the_right_password_does_not_help(client, world):
    for _try in range(5):
        try_in(client, "officer")
    assert try_in(client, "officer", PASSWORD).status_code == 429
    assert try_in(client, "analyst", PASSWORD).status_code == 302


def test_after_a_quarter_of_an_hour_it_works_again(client, world):
    for _try in range(5):
        try_in(client, "officer")
    AccessAttempt.objects.update(attempt_time=timezone.now() - settings.AXES_COOLOFF_TIME)
    assert try_in(client, "officer", PASSWORD).status_code == 302


def test_a_reset_by_the_system_administrator_ends_the_pause(client, as_user, world):
    for _try in range(5):
        try_in(client, "officer")
    answer = as_user("system_admin").post(f"/accounts/{world.officer.person.uuid}/reset/")
    assert try_in(client, "officer", answer.context["password"]).status_code == 302
