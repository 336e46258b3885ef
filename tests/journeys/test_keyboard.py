"""No mouse: every stop of the Tab key shows where it is, and leads to what the page is for."""

import pytest

from .hands import Keys

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("demo")]

# Nobody presses Tab more often than this for what a page is for.
MOST_STOPS = 60

# What each landing page is for, by role.
PRIMARY = [
    ("demo_village", 'a[href="/cases/register/"].big-button'),
    ("demo_industry", 'main a[href="/cases/register/"]'),
    ("demo_room_clerk", "main td.actions a"),
    ("demo_coordinator", 'main td.actions a[href^="/referrals/"]'),
    ("demo_liaison", 'a[href="/referrals/write/"]'),
    ("demo_analyst", ".stat-value a"),
]


@pytest.mark.parametrize(("username", "selector"), PRIMARY, ids=[username for username, _ in PRIMARY])
def test_what_a_landing_page_is_for_is_reached_by_tab(person, username, selector):
    somebody = person(username)
    Keys(MOST_STOPS).reach(somebody.see(selector))
