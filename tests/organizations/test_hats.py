"""A person with several posts chooses the one that the pages show."""

from datetime import timedelta

from django.urls import reverse

from mediation.kernel.calendar import today
from organizations.models import Post


def test_choosing_a_hat_changes_where_one_lands(as_user, world):
    Post.objects.create(
        person=world.officer.person, organization=world.bureau, role_code="analyst", valid_from=today()
    )
    browser = as_user("officer")
    assert browser.get("/").url == "/organizations/"
    assert browser.post("/me/hat/", {"hat": f"analyst:{world.bureau.pk}"}).url == "/"
    assert world.fresh("officer").hat.role.code == "analyst"
    assert browser.get("/").url == reverse("reports:dashboard")


def test_a_hat_that_one_does_not_hold_is_refused(as_user, world):
    browser = as_user("village_mediator")
    browser.post("/me/hat/", {"hat": f"clerk:{world.village.pk}"})
    assert world.fresh("village_mediator").hat.role.code == "mediator"
    assert "您现在没有这个身份。" in browser.get("/me/").content.decode()


def test_a_hat_is_gone_on_the_day_the_post_ends(as_user, world):
    world.officer.person.posts.update(valid_until=today())
    assert world.fresh("officer").hat is None
    page = as_user("officer").get("/").content.decode()
    assert "名册里没有您现在的任职" in page


def test_a_post_of_tomorrow_gives_no_hat_today(world):
    world.officer.person.posts.update(valid_from=today() + timedelta(days=1))
    assert world.fresh("officer").hats == ()


def test_my_account_lists_what_i_hold(as_user, world):
    page = as_user("village_clerk").get("/me/").content.decode()
    assert "主任/内勤" in page
    assert "调解员" in page


def test_everybody_who_is_logged_in_reads_what_the_roles_are(as_user, client, world):
    page = as_user("nobody").get("/roles/").content.decode()
    for words in ("看不到任何案件", "受理和分派来函", "各类调解组织"):
        assert words in page
    assert client.get("/roles/").status_code == 302
