"""One database a worker, cloned from the template that `make test` has migrated.

Needs what mediation/embedded/testing.py exports. No test migrates: a clone takes a fraction of a second.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any

import psycopg2
import pytest
from django.conf import settings
from django.db import connections

TEMPLATE = os.environ.get("TEST_TEMPLATE_DATABASE", "")


def pytest_configure() -> None:
    if not TEMPLATE:
        raise pytest.UsageError(
            '请用 make test 运行（单个文件：make test ARGS="tests/..."），它自带数据库。 '
            'Run the tests with make test, which brings the databases: make test ARGS="tests/..."'
        )


@pytest.fixture(scope="session")
def django_db_setup(worker_id: str) -> Iterator[None]:
    """Give this worker its clone; every connection of the process, in any thread, then uses it."""
    name = f"{settings.DATABASES['default']['NAME']}_{worker_id}"
    _as_owner(f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}"')
    connections["default"].close()
    connections.settings["default"]["NAME"] = name
    # For programs that a test starts.
    for variable in ("DATABASE_URL", "DATABASE_OWNER_URL", "SITE_DATABASE_URL"):
        os.environ[variable] = os.environ[variable].rpartition("/")[0] + f"/{name}"
    yield
    connections["default"].close()


@pytest.fixture
def connect_as_site(django_db_setup: None) -> Iterator[Callable[[], Any]]:
    """Opens connections of the site's database role, beside Django's.

    They see committed rows only, so the test needs `django_db(transaction=True)`. Inside a plain `django_db`
    test `SET LOCAL ROLE mediation_site` does it: the owner is a member of that role.
    """
    opened: list[Any] = []

    def connect() -> Any:
        opened.append(psycopg2.connect(os.environ["SITE_DATABASE_URL"]))
        return opened[-1]

    yield connect
    for connection in opened:
        connection.close()


def _as_owner(statement: str) -> None:
    """Run one statement outside any transaction, from a database that nobody clones."""
    maintenance = os.environ["DATABASE_OWNER_URL"].rpartition("/")[0] + "/postgres"
    connection = psycopg2.connect(maintenance)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
    finally:
        connection.close()
