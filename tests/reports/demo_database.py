"""A database with the whole demo in it, loaded once for the tests of a file."""

import os
from collections.abc import Iterator

import pytest
from django.db import connections

from reports.demo_loading import load
from tests.databases import TEMPLATE, _as_owner


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker, worker_id: str) -> Iterator[None]:
    """The demo prefecture; each test of the file works in its own transaction upon it."""
    usual = connections.settings["default"]["NAME"]
    name = f"mediation_demo_{worker_id}_{os.getpid()}"
    _as_owner(f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}"')
    with django_db_blocker.unblock():
        _use(name)
        try:
            load(lambda line: None)
            yield
        finally:
            _use(usual)
            _as_owner(f'DROP DATABASE "{name}" WITH (FORCE)')


def _use(name: str) -> None:
    connections["default"].close()
    connections.settings["default"]["NAME"] = name
