"""One moment of a database for several queries."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def one_snapshot(using: str = "default") -> Iterator[None]:
    """All queries inside see one moment; inside a transaction that has begun already, its own isolation holds."""
    if transaction.get_connection(using).in_atomic_block:
        yield
        return
    with transaction.atomic(using), transaction.get_connection(using).cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
