"""A duty lent for some days: on one screen, with its reason, gone on its day."""

from datetime import timedelta
from uuid import uuid4

import pytest

from mediation.kernel.calendar import today
from mediation.kernel.models import JournalEntry
from organizations import exceptions, services
from organizations.models import OrganizationGrant
from organizations.roles import CLERK


def fields(**changed):
    """The form; of a callable value, the day it gives now: the day may turn after the tests were collected."""
    return {
        "person": "示例·村调解员甲",
        "organization": "玛纳斯镇人民调解委员会",
        "role": "clerk",
        "valid_from": today().isoformat(),
        "last_day": (today() + timedelta(days=2)).isoformat(),
        "reason": "内勤休假",
        "form_token": str(uuid4()),
    } | {name: value().isoformat() if callable(value) else value for name, value in changed.items()}


def lend(world, first=0, last=2, who="village_mediator"):
    return services.lend_duty(
        by=world.fresh("security_admin"),
        user=world.fresh(who),
        organization=world.township,
        role=CLERK,
        valid_from=today() + timedelta(days=first),
        last_day=today() + timedelta(days=last),
        reason="内勤休假",
    )


def test_the_security_administrator_lends_a_duty_and_it_gives_the_role(as_user, world):
    assert as_user("security_admin").post("/grants/lend/", fields()).url == "/grants/"
    hat = world.fresh("village_mediator").organizations_as(CLERK)
    assert hat == [world.township]
    entry = JournalEntry.objects.get(action="duty.lend")
    assert (entry.reason, entry.detail["role"]) == ("内勤休假", "clerk")


def test_it_holds_through_its_last_day_and_not_the_day_after(world):
    lend(world)
    user = world.fresh("village_mediator")
    for days, held in ((0, True), (2, True), (3, False)):
        hats = user.hats_on(today() + timedelta(days=days))
        assert any(hat.lent for hat in hats) is held


def test_a_duty_of_tomorrow_gives_nothing_today(world):
    lend(world, first=1)
    assert world.fresh("village_mediator").organizations_as(CLERK) == []


def test_all_exceptions_stand_on_one_screen(as_user, world):
    lend(world)
    page = as_user("security_admin").get("/grants/").content.decode()
    for words in (
        "示例·村调解员甲",
        "在“玛纳斯镇人民调解委员会”代理主任/内勤",
        "内勤休假",
        "示例·安全管理员",
    ):
        assert words in page


def test_other_apps_add_their_exceptions_to_that_screen(as_user, world, monkeypatch):
    monkeypatch.setattr(exceptions, "_providers", list(exceptions._providers))

    @exceptions.register_exceptions
    def shared_cases(*, day, ended, limit):
        if not ended:
            yield exceptions.ExceptionRow("示例·专家甲", "看示第一号案件", day, None, "请教", "示例·协调员甲")

    browser = as_user("security_admin")
    assert "看示第一号案件" in browser.get("/grants/").content.decode()
    assert "看示第一号案件" not in browser.get("/grants/?ended=1").content.decode()


def test_revoking_ends_it_at_once(as_user, world):
    grant = lend(world)
    OrganizationGrant.objects.filter(pk=grant.pk).update(valid_from=today() - timedelta(days=2))
    browser = as_user("security_admin")
    assert browser.post(f"/grants/duties/{grant.pk}/revoke/").url == "/grants/"
    assert world.fresh("village_mediator").organizations_as(CLERK) == []
    assert "内勤休假" in browser.get("/grants/?ended=1").content.decode()
    assert "内勤休假" not in browser.get("/grants/").content.decode()
    browser.post(f"/grants/duties/{grant.pk}/revoke/")
    assert JournalEntry.objects.filter(action="duty.revoke").count() == 1


@pytest.mark.parametrize(
    "changed, field",
    [
        ({"person": "示例·查无此人"}, "person"),
        ({"person": "示例·安全管理员"}, "person"),
        ({"organization": "查无此组织"}, "organization"),
        ({"role": "coordinator"}, "role"),
        ({"role": "officer"}, "role"),
        ({"valid_from": lambda: today() - timedelta(days=1)}, "valid_from"),
        ({"last_day": lambda: today() - timedelta(days=1)}, "last_day"),
        ({"last_day": lambda: today() + timedelta(days=30)}, "last_day"),
        ({"reason": ""}, "reason"),
        ({"person": "示例·系统管理员"}, "role"),
    ],
)
def test_what_cannot_be_lent_is_told_at_its_field(as_user, world, changed, field):
    answer = as_user("security_admin").post("/grants/lend/", fields(**changed))
    assert answer.status_code == 422
    form = answer.context["form"]
    assert field in form.errors or f"{field}_pick" in form.errors
    assert not OrganizationGrant.objects.exists()


def test_sending_the_form_twice_lends_once(as_user, world):
    browser, sent = as_user("security_admin"), fields()
    browser.post("/grants/lend/", sent)
    browser.post("/grants/lend/", sent)
    assert OrganizationGrant.objects.count() == 1


def test_the_screen_s_number_of_queries_does_not_grow(as_user, world, django_assert_num_queries):
    browser = as_user("security_admin")
    browser.get("/me/")
    lend(world)
    with django_assert_num_queries(10):
        browser.get("/grants/")
    lend(world, first=5, last=6, who="second_village_mediator")
    with django_assert_num_queries(10):
        browser.get("/grants/")
