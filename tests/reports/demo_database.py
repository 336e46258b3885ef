"""Django's connection on the database of tests/running.py, with the whole demo in it."""

from collections.abc import Iterator

import pytest
from django.db import connections

from cases.services import _ancestor_ids
from tests.running import DemoDatabase


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker, demo_database: DemoDatabase) -> Iterator[None]:
    """The demo prefecture; each test of the file works in its own transaction upon it.

    Mark the file with `xdist_group("demo")`, so that the demo is loaded once.
    """
    usual = connections.settings["default"]["NAME"]
    with django_db_blocker.unblock():
        _use(demo_database.name)
        try:
            yield
        finally:
            _use(usual)


def _use(name: str) -> None:
    # Ids of divisions are kept for the process; they are others in another database.
    _ancestor_ids.cache_clear()
    connections["default"].close()
    connections.settings["default"]["NAME"] = name
