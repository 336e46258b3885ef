"""Many records changed as one act: their rows wait and are written together.

Code that may run in a batch writes through `insert`, `save` and `change` and reads a record's own rows by `rows_of`.
Outside a batch each of them acts at once. Inside one, a statement of anybody that names a table with waiting rows makes
them be written first: whoever reads, locks or counts finds what he would find without the batch.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models, transaction

from .bulk import reserve, reserve_ids

T = TypeVar("T")

_current: ContextVar["_Batch | None"] = ContextVar("batch", default=None)


@contextmanager
def batch(expected: int) -> Iterator[None]:
    """Let rows wait until the end of the block, for about `expected` records; an error drops those that still wait.

    Constraints speak when rows are written, so perhaps a few steps late; take the whole block back then. Instances that
    were given away belong to the batch until its end. Call it inside a transaction, never inside another batch.
    """
    if not transaction.get_connection().in_atomic_block or _current.get() is not None:
        raise RuntimeError("a batch is a part of one transaction")
    running = _Batch(expected)
    token = _current.set(running)
    try:
        with connection.execute_wrapper(running.look_ahead):
            yield
            running.write()
    finally:
        _current.reset(token)


def insert(rows: Iterable[models.Model]) -> None:
    """Write new rows of one model. Like `bulk_create` it sends no signal."""
    new = list(rows)
    if not new:
        return
    running = _current.get()
    if running is None:
        type(new[0])._base_manager.bulk_create(new)
    else:
        running.insert(new)


def save(record: models.Model) -> None:
    """Write all columns of a record."""
    running = _current.get()
    if running is None:
        record.save()
    else:
        running.save(record)


def change(rows: Iterable[models.Model], **values: Any) -> None:
    """Set the same values in some rows of one model."""
    running = _current.get()
    written = []
    for row in rows:
        for name, value in values.items():
            setattr(row, name, value)
        if running is not None:
            running.keep(row, *values)
        if not row._state.adding:
            written.append(row)
    if written:
        found = type(written[0])._base_manager.filter(pk__in=[row.pk for row in written])
        with running.own_statement() if running else nullcontext():
            found.update(**values)


def rows_of(record: models.Model, name: str) -> list[Any]:
    """The rows that refer to a record by a foreign key, by the name of the relation; inside a batch as they were made."""
    running = _current.get()
    known = running.known_rows(record, name) if running else None
    return list(getattr(record, name).all()) if known is None else list(known)


def remembered(key: Hashable, find: Callable[[], T]) -> T:
    """What `find` gives, found once a batch: for what no step of the batch changes."""
    running = _current.get()
    if running is None:
        return find()
    if key not in running.memory:
        running.memory[key] = find()
    found: T = running.memory[key]
    return found


def next_value(sequence: str) -> int:
    """The next value of a sequence, with gaps."""
    running = _current.get()
    return reserve(sequence, 1)[0] if running is None else running.next_value(sequence)


class _Batch:
    def __init__(self, expected: int) -> None:
        self.expected = expected
        self.reserved: defaultdict[Hashable, list[int]] = defaultdict(list)
        self.writing = False
        # The tables of all rows that came by, and what finds their names in a statement.
        self.tables: set[str] = set()
        self.names = re.compile(r"(?!)")
        self.forget()

    def forget(self) -> None:
        """Know nothing: what waited is gone, what was written may be."""
        self.new: dict[type[models.Model], list[models.Model]] = {}
        self.changed: dict[int, models.Model] = {}
        # What waiting rows said when they were given here; meanwhile a step may be half done with them.
        self.kept: dict[int, dict[str, Any]] = {}
        self.memory: dict[Hashable, Any] = {}
        # Rows of this batch by their keys. Nobody else can refer to them: they were never committed.
        self.own: defaultdict[type[models.Model], set[Any]] = defaultdict(set)
        self.children: defaultdict[tuple[Any, Any, str], list[models.Model]] = defaultdict(list)
        # Tables that somebody wrote to by a statement of his own: what we know of their rows no longer holds.
        self.lost: set[str] = set()

    def insert(self, rows: list[models.Model]) -> None:
        model = type(rows[0])
        self.watch(model)
        parents = _parents(model)
        for row in rows:
            if row.pk is None:
                row.pk = self.next_id(model)
            self.own[model].add(row.pk)
            for column, parent, name in parents:
                key = getattr(row, column)
                if parent in self.own and key in self.own[parent]:
                    self.children[parent, key, name].append(row)
            self.kept[id(row)] = _values(row)
        self.new.setdefault(model, []).extend(rows)

    def save(self, record: models.Model) -> None:
        if not record._state.adding:
            self.watch(type(record))
            self.changed[id(record)] = record
        elif id(record) not in self.kept:
            self.insert([record])
        self.kept[id(record)] = _values(record)

    def keep(self, row: models.Model, *names: str) -> None:
        """Some values of a row that may be waiting."""
        if id(row) in self.kept:
            columns = [row._meta.get_field(name).attname for name in names]  # type: ignore[union-attr]
            self.kept[id(row)] |= {column: getattr(row, column) for column in columns}

    def known_rows(self, record: models.Model, name: str) -> list[models.Model] | None:
        """None when only the database knows."""
        model = type(record)
        relation: Any = getattr(model, name).rel
        if relation.related_model._meta.db_table in self.lost or record.pk not in self.own.get(model, ()):
            return None
        # From now on a write to that table by anybody else has to be noticed.
        self.watch(relation.related_model)
        return self.children[model, record.pk, name]

    def write(self) -> None:
        new, changed, kept = self.new, self.changed, self.kept
        self.new, self.changed, self.kept = {}, {}, {}
        with self.own_statement():
            for model, rows in new.items():
                with _as_kept(rows, kept):
                    model._base_manager.bulk_create(rows)
            for record in changed.values():
                with _as_kept([record], kept):
                    record.save()

    @contextmanager
    def own_statement(self) -> Iterator[None]:
        before, self.writing = self.writing, True
        try:
            yield
        finally:
            self.writing = before

    def look_ahead(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        """Before each statement on the connection."""
        if not self.writing:
            self._prepare_for(str(sql))
        return execute(sql, params, many, context)

    def _prepare_for(self, sql: str) -> None:
        verb = sql.split(None, 1)[0].upper()
        if verb == "SAVEPOINT":
            # What waits until now is not taken back with what follows.
            self.write()
        elif verb == "ROLLBACK":
            self.forget()
        elif verb != "RELEASE":
            named = set(self.names.findall(sql))
            if any(model._meta.db_table in named for model in self._waiting()):
                self.write()
            if verb != "SELECT":
                self.lost |= named

    def _waiting(self) -> set[type[models.Model]]:
        return {*self.new, *(type(record) for record in self.changed.values())}

    def watch(self, model: type[models.Model]) -> None:
        table = model._meta.db_table
        if table not in self.tables:
            self.tables.add(table)
            self.names = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(self.tables)))})\b")

    def next_id(self, model: type[models.Model]) -> int:
        return self._next(model, lambda: reserve_ids(model, self.expected))

    def next_value(self, sequence: str) -> int:
        return self._next(sequence, lambda: reserve(sequence, self.expected))

    def _next(self, key: Hashable, more: Callable[[], list[int]]) -> int:
        if not self.reserved[key]:
            self.reserved[key] = more()[::-1]
        return self.reserved[key].pop()


def _values(row: models.Model) -> dict[str, Any]:
    return {field.attname: row.__dict__.get(field.attname) for field in row._meta.concrete_fields}


@contextmanager
def _as_kept(rows: list[models.Model], kept: dict[int, dict[str, Any]]) -> Iterator[None]:
    """Rows as they were when they were given; afterwards again what they are now."""
    now = [(row, _values(row)) for row in rows]
    for row in rows:
        row.__dict__.update(kept[id(row)])
    try:
        yield
    finally:
        for row, values in now:
            said = kept[id(row)]
            row.__dict__.update({name: value for name, value in values.items() if value != said[name]})


@cache
def _parents(model: type[models.Model]) -> list[tuple[str, Any, str]]:
    """The foreign keys of a model that can be followed back: column, model referred to, name of the relation."""
    return [
        (field.attname, field.related_model, field.remote_field.get_accessor_name() or "")
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and not field.remote_field.hidden
    ]
