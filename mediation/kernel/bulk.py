"""Writing many rows at once with PostgreSQL's COPY, for histories that are loaded and not lived."""

import csv
import gc
import io
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models
from django.utils import timezone


def reserve_ids(model: type[models.Model], count: int) -> list[int]:
    """Ids from the table's own sequence, so that rows can refer to each other before they are written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, model._meta.pk.column, count],
        )
        return [row[0] for row in cursor]


def reserve(sequence: str, count: int) -> list[int]:
    """The next values of a sequence."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s) FROM generate_series(1, %s)", [sequence, count])
        return [row[0] for row in cursor]


def copy_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows of `columns` (a foreign key by its `…_id`); all other columns get the model's defaults.

    Like `bulk_create` it calls no `save` and sends no signal. Constraints hold as ever.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields}
    given = [fields.pop(name) for name in columns]
    fields.pop(model._meta.pk.attname, None)
    # What the database fills itself is left to it.
    rest = [field for field in fields.values() if field.has_default() or not field.has_db_default()]
    # What stands for NULL cannot be anybody's text.
    null = f"null-{secrets.token_hex(6)}"
    arrays = [n for n, field in enumerate(given) if field.get_internal_type() == "ArrayField"]
    fill = _filler(rest)
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for row in rows:
        values = [*row, *fill()]
        for n in arrays:
            values[n] = _array(values[n])
        writer.writerow([null if value is None else value for value in values])
    buffer.seek(0)
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in (*given, *rest))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({names}) FROM STDIN (FORMAT csv, NULL '{null}')", buffer)


def _filler(rest: Sequence[Any]) -> Callable[[], list[Any]]:
    """Gives the values of the columns that nobody named; callable defaults (a random UUID) anew for each row."""
    now = timezone.now()
    fixed = [now if getattr(field, "auto_now_add", False) else field.get_default() for field in rest]
    moving = [(n, field) for n, field in enumerate(rest) if field.has_default() and callable(field.default)]

    def fill() -> list[Any]:
        values = fixed.copy()
        for n, field in moving:
            values[n] = field.get_default()
        return values

    return fill


def _array(items: Iterable[str]) -> str:
    """A text array as PostgreSQL reads it."""
    quoted = (item.replace("\\", "\\\\").replace('"', '\\"') for item in items)
    return '{"' + '","'.join(quoted) + '"}' if items else "{}"


@contextmanager
def without_collector() -> Iterator[None]:
    """A plan is a million small objects and none of them is garbage: looking for some takes a quarter of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


# Foreign keys and unique constraints, then the other indexes of some tables; what a primary key needs stays.
_CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = ANY(%s::regclass[]) AND contype IN ('f', 'u') ORDER BY contype DESC, conname
"""
_INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = ANY(%s::regclass[]) AND NOT indisprimary
AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid) ORDER BY 1
"""


@contextmanager
def without_indexes(models: Iterable[type[models.Model]], say: Callable[[str], Any]) -> Iterator[None]:
    """Inside, these tables have no foreign keys, indexes and triggers; afterwards they are as before.

    Loading first and indexing afterwards takes a fraction of the time where much is loaded into empty tables. Call it as
    the tables' owner inside a transaction: nobody else reads them until its end, and a rollback puts everything back.
    What was loaded is checked as a whole at the end: IntegrityError.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("indexes are dropped inside the transaction that makes them anew")
    tables = [connection.ops.quote_name(model._meta.db_table) for model in models]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(_CONSTRAINTS, [tables])
        constraints = cursor.fetchall()
        cursor.execute(_INDEXES, [tables])
        indexes = cursor.fetchall()
        for table, name, _definition in reversed(constraints):
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {connection.ops.quote_name(name)}")
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        say(f"{len(indexes)} indexes")
        for _name, definition in indexes:
            cursor.execute(definition)
        say(f"{len(constraints)} constraints")
        for table, name, definition in constraints:
            quoted = connection.ops.quote_name(name)
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {quoted} {definition}")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
