"""Writing many rows at once with PostgreSQL's COPY, for histories that are loaded and not lived."""

import csv
import io
import secrets
from collections.abc import Callable, Iterable, Sequence
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
