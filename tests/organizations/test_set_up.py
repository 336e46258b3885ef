"""The first page of an empty installation."""

import threading

import pytest
from django.db import connection
from django.test import Client

from organizations.models import Division, Organization, Post, User
from organizations.roles import ADMINISTRATORS

FIELDS = {
    "prefecture_name": "示范州",
    "prefecture_code": "659900",
    "province_name": "示范省",
    "bureau_name": "示范州司法局",
    "system_admin_name": "示例·甲",
    "system_admin_username": "xitong",
    "security_admin_name": "示例·乙",
    "security_admin_username": "anquan",
    "audit_admin_name": "示例·丙",
    "audit_admin_username": "shenji",
}


def test_an_empty_installation_leads_to_the_first_page(client, db):
    assert client.get("/").url == "/setup/"
    assert client.get("/setup/").status_code == 200


def test_it_makes_the_bureau_its_division_and_three_administrators(client, db):
    page = client.post("/setup/", FIELDS)
    assert page.status_code == 200
    bureau = Organization.objects.get()
    assert (bureau.name, bureau.division.code, bureau.division.parent.code) == (
        "示范州司法局",
        "659900",
        "650000",
    )
    assert bureau.placements.count() == 1
    assert set(Post.objects.values_list("role_code", flat=True)) == {role.code for role in ADMINISTRATORS}
    accounts = page.context["accounts"]
    assert len({account.password for account in accounts}) == 3
    for account in accounts:
        assert account.password in page.content.decode()
        user = User.objects.get(username=account.username)
        assert user.check_password(account.password)
        assert user.must_change_password
    assert Division.objects.count() == 2


def test_each_of_the_three_logs_in_and_changes_the_password_first(client, db):
    for account in client.post("/setup/", FIELDS).context["accounts"]:
        browser = Client()
        answer = browser.post("/login/", {"username": account.username, "password": account.password})
        assert answer.status_code == 302
        assert browser.get("/").url == "/me/password/"


def test_afterwards_the_address_does_not_exist(client, world):
    assert client.get("/setup/").status_code == 404
    assert client.post("/setup/", FIELDS).status_code == 404


def test_in_a_demo_it_never_exists(client, db, settings):
    settings.DEMO = True
    assert client.get("/setup/").status_code == 404


@pytest.mark.parametrize(
    "changed, field",
    [
        ({"audit_admin_name": "示例·甲"}, "audit_admin_name"),
        ({"security_admin_username": "xitong"}, "security_admin_username"),
        ({"prefecture_code": "650000"}, "prefecture_code"),
        ({"prefecture_code": "6523"}, "prefecture_code"),
        ({"system_admin_username": "系统"}, "system_admin_username"),
        ({"bureau_name": ""}, "bureau_name"),
    ],
)
def test_what_is_filled_wrongly_is_told_at_its_field_and_makes_nothing(client, db, changed, field):
    answer = client.post("/setup/", FIELDS | changed)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not User.objects.exists()
    assert not Division.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_people_who_send_it_at_once_make_one_installation():
    statuses = []

    def send():
        try:
            statuses.append(Client().post("/setup/", FIELDS).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses.count(200) == 1
    assert User.objects.count() == 3
    assert Organization.objects.count() == 1
