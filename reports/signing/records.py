"""Records as signed and as they are now, with every change in between: many at once, a query or two a table."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey

from mediation.kernel.versions import MOMENT, TRANSACTION, kept_tables
from reports.models import SignedTable

State = dict[str, Any] | None

# From shared registers only what belongs to one person or organization is followed downward.
_REGISTER = "organizations_"
_OF_REGISTER = {
    ("organizations_person", "organizations_post"),
    ("organizations_person", "organizations_badge"),
    ("organizations_person", "organizations_employment"),
    ("organizations_organization", "organizations_placement"),
}


@dataclass
class Step:
    """One change of a record: the transaction, its moment, and what the record was before and after."""

    transaction: int
    at: datetime
    before: State
    after: State


@dataclass
class Record:
    """A row of a kept table: what it was when the table was signed, what it is now; None where there was none."""

    table: str
    pk: int
    signed: State
    now: State
    steps: list[Step] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, int]:
        return (self.table, self.pk)

    def changed(self, columns: Collection[str]) -> list[str]:
        """Which of the columns differ; "" alone when the record came or went."""
        if self.signed is None or self.now is None:
            return [] if self.signed is self.now else [""]
        signed, now = self.signed, self.now
        return [name for name in now if name in columns and signed.get(name) != now[name]]

    def last_step(self, column: str) -> Step | None:
        """The change that gave a column the value it has now; of a record that came or went, that one."""
        for step in reversed(self.steps):
            if column and step.before is not None and step.after is not None:
                if step.before.get(column) != step.after.get(column):
                    return step
            elif step.before is None or step.after is None:
                return step
        return None


class Records:
    """All records that are asked for, read once. Columns that are not kept are in none of them."""

    def __init__(self, signed: SignedTable) -> None:
        self.signed = signed
        self.known: dict[str, dict[int, Record]] = {}
        self._after = (
            "(known_until > %s OR NOT pg_visible_in_snapshot(ended_in::text::xid8, %s::pg_snapshot))"
            " AND known_until > %s::timestamptz - interval '1 day'"
        )
        self._values: list[Any] = [signed.signed_at, signed.snapshot, signed.signed_at]

    def read(self, table: str, ids: Iterable[int]) -> list[Record]:
        """The records of some ids of a table."""
        known = self.known.setdefault(table, {})
        ids = set(ids)
        missing = sorted(ids - known.keys())
        if missing:
            self._read(table, missing)
        return [known[pk] for pk in ids if pk in known]

    def _read(self, table: str, ids: list[int]) -> None:
        left_out = [*kept_tables()[table], MOMENT, TRANSACTION]
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id, to_jsonb(t) - %s::text[], {MOMENT}, {TRANSACTION}, {MOMENT} > %s OR NOT "
                f"pg_visible_in_snapshot({TRANSACTION}::text::xid8, %s::pg_snapshot) "
                f'FROM "{table}" t WHERE id = ANY(%s)',
                [left_out, *self._values[:2], ids],
            )
            now = {row[0]: [_read(row[1]), *row[2:]] for row in cursor}
            cursor.execute(
                'SELECT row_id, "row", known_from, began_in, known_until, ended_in, known_from > %s OR NOT '
                "pg_visible_in_snapshot(began_in::text::xid8, %s::pg_snapshot) FROM kernel_rowversion "
                f'WHERE "table" = %s AND row_id = ANY(%s) AND {self._after} ORDER BY row_id, id',
                [*self._values[:2], table, ids, *self._values],
            )
            chains: dict[int, list[Any]] = {}
            for pk, *version in cursor:
                chains.setdefault(pk, []).append([_read(version[0]), *version[1:]])
        for pk in ids:
            if pk in now or pk in chains:
                self.known[table][pk] = _record(table, pk, chains.get(pk, []), now.get(pk))

    def since(self, table: str) -> list[Record]:
        """All records of a small table that were changed, made or removed since the signature."""
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT id FROM "{table}" WHERE {MOMENT} > %s OR NOT '
                f"pg_visible_in_snapshot({TRANSACTION}::text::xid8, %s::pg_snapshot) UNION "
                f'SELECT row_id FROM kernel_rowversion WHERE "table" = %s AND {self._after}',
                [*self._values[:2], table, *self._values],
            )
            return self.read(table, [row[0] for row in cursor])

    def below(self, table: str, column: str, parents: Iterable[int]) -> set[int]:
        """The ids of rows of a table whose column names one of the parents, now or as signed."""
        parents = list(parents)
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT id FROM "{table}" WHERE "{column}" = ANY(%s)', [parents])
            found = {row[0] for row in cursor}
            cursor.execute(
                f'SELECT row_id FROM kernel_rowversion WHERE "table" = %s AND {self._after} '
                'AND ("row"->>%s)::bigint = ANY(%s)',
                [table, *self._values, column, parents],
            )
            return found | {row[0] for row in cursor}


def _read(row: str) -> dict[str, Any]:
    """A row as the database writes it; amounts stay exact."""
    return json.loads(row, parse_float=Decimal)


def _record(table: str, pk: int, chain: list[Any], now: Any) -> Record:
    """`chain` are the versions that ended after the signature, oldest first."""
    present: State = now[0] if now else None
    states: list[State] = [version[0] for version in chain] + [present]
    steps = []
    first_is_new = chain[0][5] if chain else now[3]
    if first_is_new:
        began, at = (chain[0][2], chain[0][1]) if chain else (now[2], now[1])
        steps.append(Step(began, at, None, states[0]))
    steps += [
        Step(version[4], version[3], states[number], states[number + 1])
        for number, version in enumerate(chain)
    ]
    return Record(table, pk, None if first_is_new else states[0], present, steps)


def links(tables: Collection[str]) -> list[tuple[str, str, str]]:
    """(table, column, table that it names) of every reference between some tables."""
    return [
        (table, field.column, field.related_model._meta.db_table)
        for table, model in models().items()
        if table in tables
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model._meta.db_table in tables
    ]


def models() -> dict[str, Any]:
    """The models of kept tables."""
    return {m._meta.db_table: m for m in apps.get_models() if m._meta.db_table in kept_tables()}


class Surroundings:
    """The records on which the counting of each row of one table depends, over the tables that the counting reads."""

    def __init__(self, records: Records, table: str, ids: Iterable[int], tables: Collection[str]) -> None:
        self.records, self.table = records, table
        self.links = links({*tables, table})
        self.below: dict[tuple[str, str, int], set[int]] = {}
        self._read_all({table: set(ids)})

    def _down(self, child: str, parent: str, *, siblings: bool) -> bool:
        if child == self.table and not siblings:
            return False
        return not parent.startswith(_REGISTER) or (parent, child) in _OF_REGISTER

    def _read_all(self, found: dict[str, set[int]]) -> None:
        """Read wave by wave all that can be reached, siblings too, a few queries a table."""
        fresh = {table: set(ids) for table, ids in found.items()}
        while any(fresh.values()):
            wave: dict[str, set[int]] = {}
            for table, ids in fresh.items():
                self.records.read(table, ids)
            for child, column, parent in self.links:
                for pk in fresh.get(child, ()):
                    wave.setdefault(parent, set()).update(self._names(child, pk, column))
                parents = fresh.get(parent, set())
                if parents and self._down(child, parent, siblings=True):
                    children = self.records.below(child, column, parents)
                    wave.setdefault(child, set()).update(children)
                    for record in self.records.read(child, children):
                        for one in self._names(child, record.pk, column):
                            self.below.setdefault((child, column, one), set()).add(record.pk)
            fresh = {table: ids - found.get(table, set()) for table, ids in wave.items()}
            for table, ids in fresh.items():
                found.setdefault(table, set()).update(ids)

    def _names(self, table: str, pk: int, column: str) -> set[int]:
        record = self.records.known[table].get(pk)
        states = (record.signed, record.now) if record else ()
        return {state[column] for state in states if state is not None and state.get(column) is not None}

    def of(self, pk: int, *, siblings: bool = False) -> list[Record]:
        """The records around one row, the row itself first."""
        found, fresh = {(self.table, pk)}, [(self.table, pk)]
        while fresh:
            table, one = fresh.pop()
            near: set[tuple[str, int]] = set()
            for child, column, parent in self.links:
                if child == table and (parent != self.table or siblings):
                    near |= {(parent, pk) for pk in self._names(child, one, column)}
                if parent == table and self._down(child, parent, siblings=siblings):
                    near |= {(child, pk) for pk in self.below.get((child, column, one), ())}
            fresh += near - found
            found |= near
        known = self.records.known
        return [
            known[table][pk]
            for table, pk in sorted(found, key=lambda key: key != (self.table, pk))
            if pk in known[table]
        ]
