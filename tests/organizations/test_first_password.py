"""With a first password one can only change it."""

from tests.world import PASSWORD

NEW = "Another-2022?"


def fresh_start(world):
    world.officer.must_change_password = True
    world.officer.save()


def change(browser, old=PASSWORD, new=NEW, again=NEW):
    return browser.post("/me/password/", {"old_password": old, "new_password1": new, "new_password2": again})


def test_every_page_leads_to_the_change(as_user, world):
    fresh_start(world)
    browser = as_user("officer")
    for address in ("/", "/organizations/", "/me/", "/me/tokens/", "/api/v1/organizations/"):
        answer = browser.get(address)
        assert answer.status_code == 302, address
        assert answer.url == "/me/password/"
    page = browser.get("/me/password/").content.decode()
    assert "第一次登录，请先换成只有您自己知道的密码" in page
    assert browser.post("/logout/").url == "/login/"


def test_after_the_change_the_account_works_and_the_session_goes_on(as_user, world):
    fresh_start(world)
    browser = as_user("officer")
    key = browser.session.session_key
    assert change(browser).url == "/"
    assert browser.get("/organizations/").status_code == 200
    assert browser.session.session_key != key
    assert not world.fresh("officer").must_change_password


def test_other_sessions_of_the_account_end(as_user, world):
    desk, phone = as_user("officer"), as_user("officer")
    change(desk)
    assert phone.get("/me/").url.startswith("/login/")


def test_a_weak_wrong_or_unchanged_password_is_refused_at_its_field(as_user, world):
    browser = as_user("officer")
    for fields, field in (
        ({"old": "wrong"}, "old_password"),
        ({"new": "Short-1", "again": "Short-1"}, "new_password2"),
        ({"new": "alllowercaseletters", "again": "alllowercaseletters"}, "new_password2"),
        ({"again": "Another-2022!"}, "new_password2"),
        ({"new": PASSWORD, "again": PASSWORD}, "new_password1"),
    ):
        answer = change(browser, **fields)
        assert answer.status_code == 422
        assert field in answer.context["form"].errors
    assert world.fresh("officer").check_password(PASSWORD)
