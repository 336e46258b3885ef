"""A real streaming replica follows, stands still, is stopped, is promoted: pages stay right and say how old they are."""

import json
import os
import re
import time
from collections.abc import Callable, Iterator

import pytest

from tests.cases.conftest import FIVE, ago
from tests.faults.replicas import Pair, replicated
from tests.faults.servers import Browser, Servers, wait_for
from tests.faults.test_broker_down import logged_in
from tests.world import World

FIGURES = "/reports/"
OLD = "名单和统计数字截至"
# Read on the replica alone: what nobody wrote on the primary.
MARK = "UPDATE cases_case SET registration_no = 'R' || registration_no"


@pytest.fixture
def pair(committed: World) -> Iterator[Pair]:
    with replicated(os.environ["DATABASE_OWNER_URL"]) as pair:
        yield pair


@pytest.fixture
def site(pair: Pair, servers: Servers, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Starts the site on both servers."""

    def start(**settings: str) -> str:
        for name, value in (pair.environment | settings).items():
            monkeypatch.setenv(name, value)
        return servers.web()

    return start


def health(site: str) -> str:
    return str(json.loads(Browser(site).get("/health/"))["replica"])


def register(browser: Browser, **other: str) -> str:
    """A case by page; its number."""
    _where, page = browser.fill("/cases/register/", **{**FIVE, "applied_on": ago(1), **other})
    found = re.search(r"D\d{10,}", page)
    assert found
    return found[0]


def test_one_sees_what_one_wrote_at_once_and_others_see_it_when_it_has_come(
    pair: Pair, site: Callable[..., str]
) -> None:
    address = site()
    wait_for(lambda: health(address) == "streaming", 20, or_say="the replica is not read")
    writer, other = logged_in(address, "village_mediator"), logged_in(address, "village_clerk")
    pair.stand_still()
    number = register(writer)
    assert number in writer.get("/cases/"), "what I wrote"
    page = other.get("/cases/")
    assert number not in page, "the list comes from the replica"
    time.sleep(3)
    page = other.get("/cases/")
    assert number not in page
    assert OLD in page, "and says how old it is"
    assert OLD not in writer.get("/cases/")
    assert health(address) == "lagging"

    pair.go_on()
    wait_for(lambda: number in other.get("/cases/"), 5, or_say="what others wrote never came")
    wait_for(lambda: OLD not in other.get("/cases/"), 5, or_say="the list is said to be old")
    assert health(address) == "streaming"


@pytest.mark.slow
def test_figures_say_how_old_they_are_and_none_is_mixed_of_two_moments(
    pair: Pair, site: Callable[..., str]
) -> None:
    address = site()
    analyst = logged_in(address, "analyst")
    pair.follow_up()
    before = analyst.get(FIGURES)
    assert OLD not in before
    pair.stand_still()
    pair.ask(
        pair.primary,
        "UPDATE organizations_organization SET name = name || '（改名）' WHERE name LIKE '%%消费%%'",
    )
    time.sleep(3)
    assert OLD in analyst.get(FIGURES)
    pair.go_on()
    wait_for(lambda: OLD not in analyst.get(FIGURES), 5, or_say="figures stay old")


@pytest.mark.slow
def test_a_replica_that_lags_too_far_is_not_read(pair: Pair, site: Callable[..., str]) -> None:
    address = site(REPLICA_TOLD_SECONDS="0.5", REPLICA_TOO_OLD_SECONDS="2")
    writer, other = logged_in(address, "village_mediator"), logged_in(address, "village_clerk")
    pair.stand_still()
    number = register(writer)
    wait_for(lambda: number in other.get("/cases/"), 10, or_say="the list stays old")
    assert OLD not in other.get("/cases/")
    assert health(address) == "too_old"


@pytest.mark.slow
def test_without_the_replica_pages_come_from_the_primary(pair: Pair, site: Callable[..., str]) -> None:
    address = site()
    writer, other = logged_in(address, "village_mediator"), logged_in(address, "village_clerk")
    pair.follow_up()
    other.get("/cases/")
    pair.standby.stop()
    number = register(writer)
    begun = time.monotonic()
    for _page in range(3):
        page = other.get("/cases/")
        assert number in page
        assert OLD not in page
        assert other.get("/cases/home/")
    assert time.monotonic() - begun < 10, "nobody waits for it"
    assert health(address) == "down"

    pair.start_standby_again()
    wait_for(lambda: health(address) == "streaming", 20, or_say="nobody reads the replica again")


@pytest.mark.slow
def test_a_promoted_replica_is_not_read_and_the_health_page_says_so(
    pair: Pair, site: Callable[..., str]
) -> None:
    address = site()
    writer, other = logged_in(address, "village_mediator"), logged_in(address, "village_clerk")
    number = register(writer)
    pair.follow_up()
    assert number in other.get("/cases/")
    assert pair.ask(pair.standby, "SELECT pg_promote()")
    pair.ask(pair.standby, MARK)
    wait_for(lambda: health(address) == "promoted", 5, or_say="nobody noticed")
    for browser in (writer, other):
        page = browser.get("/cases/")
        assert number in page
        assert f"R{number}" not in page, "two servers take writes: only one of them is believed"
    later = register(writer, respondent_name="示例·另一家", summary="卖出的化肥数量不足，要求补足。")
    assert later in other.get("/cases/")
