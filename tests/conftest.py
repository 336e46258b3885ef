"""What every test may use."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.databases import connect_as_site, django_db_setup, pytest_configure
from tests.running import demo_database, running_system
from tests.world import World, build

__all__ = ["connect_as_site", "demo_database", "django_db_setup", "pytest_configure", "running_system"]


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
