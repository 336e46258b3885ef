"""What is read where when there is a replica; without one nothing is different. The real one is in tests/faults."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver

from cases.models import Case
from mediation.kernel import replica
from mediation.kernel.models import JournalEntry
from mediation.kernel.replica import REPLICA, ReplicaRouter
from mediation.replica import PAGES
from organizations.models import Division, User

router = ReplicaRouter()


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """Every named address of the site, with its name space."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from names(one, f"{space}{one.namespace}:" if one.namespace else space)
        elif one.name:
            yield f"{space}{one.name}"


def test_every_page_that_may_read_from_a_replica_exists() -> None:
    assert set(names(get_resolver())) >= PAGES


@pytest.mark.django_db(transaction=True)
def test_only_rows_that_pages_show_are_read_there() -> None:
    assert router.db_for_read(Case) == "default"
    with replica.reading(True):
        assert router.db_for_read(Case) == REPLICA
        assert router.db_for_read(Division) == REPLICA
        assert router.db_for_read(User) == "default"
        assert router.db_for_read(JournalEntry) == "default"
        assert router.db_for_write(Case) == "default"
        with replica.reading(False):
            assert router.db_for_read(Case) == "default"


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_may_write_reads_what_it_writes_on() -> None:
    with replica.reading(True), transaction.atomic():
        assert router.db_for_read(Case) == "default"


def test_a_write_is_noted_and_a_session_is_nobodys_work(db: None) -> None:
    with replica.noting_writes() as wrote:
        router.db_for_write(Client().session.model)
        assert not wrote[0]
        router.db_for_write(Case)
    assert wrote[0]


def test_no_migration_runs_on_a_replica() -> None:
    assert not router.allow_migrate(REPLICA, "cases")
    assert router.allow_migrate("default", "cases")


def test_without_the_setting_there_is_no_replica() -> None:
    assert not replica.is_configured()
    assert not settings.DATABASE_ROUTERS
