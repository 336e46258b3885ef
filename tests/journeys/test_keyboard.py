"""No mouse: every stop of the Tab key shows where it is, and leads to what the page is for."""

import pytest

from .people import PHONE, Person

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("demo")]

MOST_STOPS = 60
# A ring around the element, or around the tile that holds it.
HAS_VISIBLE_FOCUS = """element => [element, element.closest("label")].some(e => {
  const style = e && getComputedStyle(e);
  return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
})"""

# What each landing page is for, by role.
PRIMARY = [
    ("demo_village", 'a[href="/cases/register/"].big-button'),
    ("demo_industry", 'main a[href="/cases/register/"]'),
    ("demo_room_clerk", "main td.actions a"),
    ("demo_coordinator", 'main td.actions a[href^="/referrals/"]'),
    ("demo_liaison", 'a[href="/referrals/write/"]'),
    ("demo_analyst", ".stat-value a"),
]


def tab_to(somebody: Person, selector: str) -> None:
    """Press Tab until the element has the focus; each stop on the way must be seen."""
    for _stop in range(MOST_STOPS):
        somebody.page.keyboard.press("Tab")
        focused = somebody.page.evaluate_handle("document.activeElement").as_element()
        assert focused is not None
        assert focused.evaluate(HAS_VISIBLE_FOCUS), focused.evaluate("element => element.outerHTML")
        if focused.evaluate("(element, selector) => element.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is more than {MOST_STOPS} stops away")


def press(somebody: Person, selector: str) -> None:
    """Tab to a link or button and follow it with Enter."""
    tab_to(somebody, selector)
    with somebody.page.expect_navigation(wait_until="load"):
        somebody.page.keyboard.press("Enter")


def write(somebody: Person, name: str, text: str) -> None:
    """Tab to a field and type."""
    tab_to(somebody, f'[name="{name}"]')
    somebody.page.keyboard.insert_text(text)


def pick(somebody: Person, name: str, value: str) -> None:
    """Tab to a group of tiles and go down to the answer."""
    tab_to(somebody, f'[name="{name}"]')
    somebody.page.keyboard.press("Space")
    for _step in range(30):
        if somebody.page.locator(f'[name="{name}"]:checked').get_attribute("value") == value:
            return
        somebody.page.keyboard.press("ArrowDown")
    raise AssertionError(value)


def test_an_oral_agreement_is_logged_by_keyboard_alone(person):
    mediator = person("demo_village", screen=PHONE)
    press(mediator, 'a[href="/cases/register/"].big-button')
    write(mediator, "applicant_name", "示例甲")
    write(mediator, "respondent_name", "示例乙")
    pick(mediator, "dispute_type", "neighbours")
    write(mediator, "summary", "两家共用的院墙漏水，要求修好。")
    pick(mediator, "result", "oral_done")
    write(mediator, "terms", "示例乙三日内修好院墙。")
    press(mediator, ".register-form button.btn-primary")

    assert mediator.ask(f"/api/v1{mediator.path}")["status"] == "closed"


@pytest.mark.parametrize(("username", "selector"), PRIMARY, ids=[username for username, _ in PRIMARY])
def test_what_a_landing_page_is_for_is_reached_by_tab(person, username, selector):
    tab_to(person(username), selector)
