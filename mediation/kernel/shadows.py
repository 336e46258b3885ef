"""Reading tables as they were or as they might be, by the same queries: inside a transaction that is always undone.

A temporary view of a table's name comes before the table itself (pg_temp is first in PostgreSQL's search path): rows of
the table that still hold, and beside them rows that are put in their place. The rollback at the end removes both, after
an error too, so that no later query of the connection can meet them.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

# What stands in for the rows of a table.
PREFIX = "instead_"


@contextmanager
def undone() -> Iterator[None]:
    """A transaction, or a part of one, that leaves nothing; all queries inside see one snapshot.

    Inside a transaction that has begun already, its own isolation holds.
    """
    is_outermost = not connection.in_atomic_block
    features = connection.features
    usual = features.allows_group_by_selected_pks
    with transaction.atomic():
        try:
            if is_outermost:
                _execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            # Grouping by an id alone is allowed of tables, which know it for a key; a view knows none.
            features.allows_group_by_selected_pks = False
            yield
        finally:
            features.allows_group_by_selected_pks = usual
            transaction.set_rollback(True)


def shadow(table: str, condition: str, values: Sequence[Any] = ()) -> None:
    """Let the name of a table mean its rows that fit an SQL `condition`, and those of `stand_in(table)`."""
    name, instead = connection.ops.quote_name(table), stand_in(table)
    # Without the constraints of the table: of a row that is gone, the columns that are not kept stay empty.
    _execute(f"CREATE TEMP TABLE {instead} AS SELECT * FROM public.{name} WITH NO DATA")
    _execute(
        f"CREATE TEMP VIEW {name} AS SELECT * FROM public.{name} WHERE {condition} "
        f"UNION ALL SELECT * FROM {instead}",
        values,
    )


def stand_in(table: str) -> str:
    """The quoted name of the table whose rows are put beside those that still hold."""
    return f"pg_temp.{connection.ops.quote_name(PREFIX + table)}"


def read_only() -> None:
    """Refuse all writing from here to the end of the transaction or of this part of it."""
    _execute("SET LOCAL transaction_read_only = on")


def _execute(sql: str, values: Sequence[Any] = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
