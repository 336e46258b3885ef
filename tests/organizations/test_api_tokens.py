"""Personal tokens and what they open: the public register."""

from datetime import timedelta

import pytest
from django.test import Client

from mediation.kernel.calendar import today
from organizations import services
from organizations.models import ApiToken, Organization

LIST = "/api/v1/organizations/"


@pytest.fixture
def issue(world):
    def make(who="analyst", days=30):
        return services.issue_token(
            by=world.fresh(who), label="测试", expires_on=today() + timedelta(days=days)
        )

    return make


def call(secret, address=LIST, **query):
    return Client().get(address, query, headers={"Authorization": f"Token {secret}"})


def test_a_token_is_shown_once_and_stored_hashed(as_user, world):
    browser = as_user("analyst")
    sent = {"label": "对接", "expires_on": (today() + timedelta(days=365)).isoformat()}
    page = browser.post("/me/tokens/", sent)
    secret = page.context["secret"]
    assert secret in page.content.decode()
    assert secret not in browser.get("/me/tokens/").content.decode()
    row = ApiToken.objects.get()
    assert secret not in (row.digest, row.label)
    assert row.tail == secret[-4:]
    assert call(secret).status_code == 200


@pytest.mark.parametrize("days", [366, -1])
def test_a_token_lives_a_year_at_most(as_user, days):
    sent = {"label": "对接", "expires_on": (today() + timedelta(days=days)).isoformat()}
    answer = as_user("analyst").post("/me/tokens/", sent)
    assert answer.status_code == 422
    assert "expires_on" in answer.context["form"].errors
    assert not ApiToken.objects.exists()


def test_a_revoked_expired_wrong_or_disabled_one_opens_nothing(as_user, world, issue):
    token, secret = issue()
    as_user("analyst").post(f"/me/tokens/{token.pk}/revoke/")
    assert call(secret).status_code == 401
    token, secret = issue()
    ApiToken.objects.filter(pk=token.pk).update(expires_on=today() - timedelta(days=1))
    assert call(secret).status_code == 401
    _token, secret = issue()
    assert call(secret[:-1]).status_code == 401
    world.analyst.is_active = False
    world.analyst.save()
    answer = call(secret)
    assert answer.status_code == 401
    assert answer.json()["detail"] == "令牌无效、已过期或已停用。"
    assert Client().get(LIST).status_code == 401


def test_somebody_else_s_token_does_not_exist(as_user, issue):
    token, secret = issue("analyst")
    assert as_user("officer").post(f"/me/tokens/{token.pk}/revoke/").status_code == 404
    assert call(secret).status_code == 200


def test_the_day_of_the_last_use_is_kept(issue):
    token, secret = issue()
    call(secret)
    token.refresh_from_db()
    assert token.last_used_on == today()


@pytest.mark.parametrize("who", ["court_liaison", "expert", "village_mediator", "system_admin"])
def test_the_public_register_is_for_whoever_logs_in_and_tells_of_no_person(as_user, world, who):
    answer = as_user(who).get(LIST)
    assert answer.status_code == 200
    assert answer.json()["total"] == Organization.objects.count()
    assert "示例·村" not in answer.content.decode()


def test_kind_and_division_filter_and_a_wrong_one_is_a_400_with_the_page_s_sentence(issue, world):
    _token, secret = issue()
    rows = call(secret, kind="village", division="652324").json()["results"]
    assert [row["name"] for row in rows] == [world.village.name, world.second_village.name]
    wrong = call(secret, kind="castle", division="999999")
    assert wrong.status_code == 400
    assert wrong.json()["errors"]["division"] == ["没有这个区划代码。"]
    assert set(wrong.json()["errors"]) == {"kind", "division"}


def test_pages_follow_each_other_forwards_and_back(issue, world):
    _token, secret = issue()
    seen, address, pages = [], f"{LIST}?size=7", []
    while address:
        body = call(secret, address).json()
        pages.append(body)
        seen += [row["uuid"] for row in body["results"]]
        address = body["next"]
    assert len(seen) == len(set(seen)) == Organization.objects.count()
    assert pages[0]["previous"] is None
    assert call(secret, pages[1]["previous"]).json()["results"] == pages[0]["results"]


def test_one_organization_by_its_id(issue, world):
    _token, secret = issue()
    body = call(secret, f"{LIST}{world.room.uuid}/").json()
    assert body["sealed_by"]["name"] == world.industry.name
    assert body["division"]["code"] == "652324"
    assert call(secret, f"{LIST}{world.room.uuid.hex[::-1]}/").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_page(issue, django_assert_num_queries):
    _token, secret = issue()
    call(secret)
    for size in (2, 20):
        with django_assert_num_queries(3):
            call(secret, size=size)
