"""What every test may use."""

import math
from collections.abc import Callable
from dataclasses import replace

import pytest
import pytest_django
from django.test import Client

from mediation.kernel import calendar
from tests.databases import connect_as_site, django_db_setup, pytest_configure
from tests.running import demo_database, running_database, running_system
from tests.world import World, build

__all__ = [
    "connect_as_site",
    "demo_database",
    "django_db_setup",
    "pytest_configure",
    "running_database",
    "running_system",
]


@pytest.fixture(scope="session", autouse=True)
def legal_calendar(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> None:
    """The calendar is in memory before the first test, as in a server that runs: no page's queries count its reading."""
    calendar.CHECK_EVERY = math.inf
    with django_db_blocker.unblock():
        calendar.tables()


@pytest.fixture
def world(db: None) -> World:
    """The standing cast (tests/world.py)."""
    return build()


@pytest.fixture
def as_user(world: World) -> Callable[[str], Client]:
    """`as_user("village_mediator")` is that person's browser, without JavaScript."""

    def log_in(name: str) -> Client:
        client = Client()
        client.force_login(world.users[name], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return log_in


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let xdist see its groups: it writes them behind `_nodeid`, which pytest 9.2 no longer reads."""
    for item in items:
        named = vars(item).get("_nodeid", "")
        if "@" in named:
            # The group must stand behind the last bracket, so all of it is one name.
            item._id = replace(item.id, names=(named.partition("::")[2],), params=None)  # type: ignore[attr-defined]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what the journeys measured (record_property), so that a number is seen before it is too high."""
    for report in terminalreporter.getreports("passed"):
        if report.when == "call" and report.user_properties:
            measured = ", ".join(f"{name} {value}" for name, value in report.user_properties)
            terminalreporter.write_line(f"{report.nodeid.rpartition('/')[2]}: {measured}")
