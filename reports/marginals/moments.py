"""One moment of a database for several queries."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

_snapshots: ContextVar[frozenset[str]] = ContextVar("snapshots", default=frozenset())


@contextmanager
def one_snapshot(using: str = "default") -> Iterator[None]:
    """All queries inside see one moment; inside a transaction that has begun already, its own isolation holds."""
    if is_one_moment(using):
        yield
        return
    connection = transaction.get_connection(using)
    if connection.in_atomic_block and not _is_of_a_test(using):
        yield
        return
    token = _snapshots.set(_snapshots.get() | {using})
    try:
        if connection.in_atomic_block:
            yield
            return
        with transaction.atomic(using), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
    finally:
        _snapshots.reset(token)


def is_one_moment(using: str = "default") -> bool:
    """Whether queries here see one moment together.

    They do not in a transaction that writes: each of its statements sees what others have committed by then.
    """
    return using in _snapshots.get()


def _is_of_a_test(using: str) -> bool:
    """Whether the transaction is only the one that a test undoes in the end: nobody else writes meanwhile."""
    return all(block._from_testcase for block in transaction.get_connection(using).atomic_blocks)
