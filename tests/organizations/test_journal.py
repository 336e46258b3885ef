"""The journal: by day, act and person, page by page, without names in addresses."""

from datetime import timedelta

import pytest

from mediation.kernel import journal
from mediation.kernel.calendar import today
from mediation.kernel.models import JournalEntry
from organizations import services
from organizations.roles import MEDIATOR


@pytest.fixture
def entries(world):
    services.appoint(
        by=world.fresh("officer"),
        organization=world.village,
        role=MEDIATOR,
        name="示例·新人",
        valid_from=today(),
    )
    journal.record_reading(
        "session.log_in",
        actor_id=world.analyst.pk,
        object_type="account",
        object_id=world.analyst.person.uuid,
    )


def test_the_newest_stands_first_with_who_and_what_in_words(as_user, entries):
    page = as_user("audit_admin").get("/journal/")
    lines = [(line.action, line.actor, line.organization) for line in page.context["lines"]]
    assert lines == [
        ("登录", "示例·统计员甲", ""),
        ("任职", "示例·业务科甲", "示范一村人民调解委员会"),
    ]
    detail = page.context["lines"][1].detail.split("；")
    assert {"示例·新人", "调解员"} <= set(detail)


def test_a_user_name_is_sent_by_post_and_becomes_an_id(as_user, world, entries):
    browser = as_user("audit_admin")
    address = browser.post("/journal/", {"username": "officer", "action": "post.appoint"}).url
    assert "officer" not in address
    assert str(world.officer.person.uuid) in address
    assert [line.action for line in browser.get(address).context["lines"]] == ["任职"]
    unknown = browser.post("/journal/", {"username": "nobody_of_this_name"})
    assert unknown.status_code == 422
    assert "没有这个用户名。" in unknown.content.decode()


def test_a_day_is_a_beijing_day(as_user, entries):
    browser = as_user("audit_admin")
    assert len(browser.get(f"/journal/?day={today()}").context["lines"]) == 2
    assert browser.get(f"/journal/?day={today() - timedelta(days=1)}").context["lines"] == []
    assert browser.get("/journal/?day=x&actor=x&action=x").status_code == 422


def test_pages_follow_each_other_without_gap(as_user, world, django_assert_num_queries):
    JournalEntry.objects.bulk_create(JournalEntry(action="session.log_in") for _n in range(120))
    browser = as_user("audit_admin")
    browser.get("/me/")
    seen, address = [], "/journal/"
    while address:
        with django_assert_num_queries(8):
            page = browser.get(address).context["page"]
        seen += [entry.pk for entry in page.items]
        address = f"/journal/?after={page.next_cursor}" if page.next_cursor else None
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == 120
