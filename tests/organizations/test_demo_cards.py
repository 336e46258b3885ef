"""One-click role cards: in a demo only."""

from pathlib import Path

import pytest
from django.contrib.auth.hashers import check_password, make_password

from mediation.kernel.models import Progress
from organizations.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from organizations.models import User


@pytest.fixture
def demo(world, settings):
    settings.DEMO = True
    User.objects.filter(pk=world.officer.pk).update(username="demo_officer")


def test_without_a_demo_the_address_does_not_exist(client, world):
    User.objects.filter(pk=world.officer.pk).update(username="demo_officer")
    assert client.post("/demo/", {"account": "demo_officer"}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_a_card_logs_in_by_one_click(client, demo):
    assert client.post("/demo/", {"account": "demo_officer"}).url == "/"
    assert client.get("/").url == "/organizations/"


def test_only_accounts_of_cards_are_opened_and_only_by_post(client, demo):
    assert client.post("/demo/", {"account": "analyst"}).status_code == 404
    assert client.get("/demo/?account=demo_officer").status_code == 405


def test_a_card_whose_account_is_still_to_be_made_says_so(client, demo):
    client.post("/demo/", {"account": "demo_village"})
    assert "演示数据还没有准备好" in client.get("/login/").content.decode()


@pytest.mark.parametrize("address", ["/", "/login/"])
def test_each_role_has_a_card_with_what_to_try_and_the_password_is_shown(client, demo, address):
    page = client.get(address).content.decode()
    for account in DEMO_ACCOUNTS:
        assert account.username in page
        assert str(account.sentence) in page
    assert DEMO_PASSWORD in page
    assert len({account.role.code for account in DEMO_ACCOUNTS}) == 10


def test_the_demo_password_keeps_the_rules(client, demo):
    from django.contrib.auth.password_validation import validate_password

    validate_password(DEMO_PASSWORD)
    assert check_password(DEMO_PASSWORD, make_password(DEMO_PASSWORD))


def test_while_the_demo_loads_the_first_page_shows_how_far_it_is_and_asks_again(client, demo):
    Progress.objects.create(name="demo", step=3, steps=10, label="正在写入案件")
    answer = client.get("/")
    assert "正在写入案件" in answer.content.decode()
    assert answer["Refresh"] == "2"


def test_production_is_never_a_demo():
    text = Path("mediation/settings/production.py").read_text()
    assert "DEMO = False" in text
