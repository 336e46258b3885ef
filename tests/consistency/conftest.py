"""One world for all tests of a file: made once, in a transaction that is never committed."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.consistency.estate import Estate, furnish


@pytest.fixture(scope="module")
def estate(django_db_setup: None, django_db_blocker: Any) -> Iterator[Estate]:
    """Everything that not everybody may read (tests/consistency/estate.py). A test that changes it rolls back itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield furnish()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Thousands of refusals are wanted here; a line of the log for each of them is not."""
    caplog.set_level(logging.CRITICAL, "django.request")
