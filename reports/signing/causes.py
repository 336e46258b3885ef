"""Which changed columns moved a row of a signed list: those that its query reads, and whose change alone decides.

Where several changed at once, each is tried by itself, in tables that hold what might be: the present with this one
column as signed, and the state as signed with this one column as now. It matters when either makes a difference.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.db import connection

from mediation.kernel.shadows import shadow, stand_in, undone
from mediation.kernel.versions import kept_tables

from .leaves import Counted, without_compiling
from .moved import Move, rows_among
from .records import Record, Records, State, Surroundings

# A record's table and id, and the column; "" where the record came or went.
Field = tuple[str, int, str]

_TABLE = re.compile(
    r'(?:FROM|JOIN)\s+"(\w+)"(?:\s+(?!ON\b|INNER\b|LEFT\b|WHERE\b|ORDER\b|GROUP\b)([A-Z]\w*))?'
)
_COLUMN = re.compile(r'(?:"(\w+)"|\b([A-Z]\w*))\."(\w+)"')


def columns_read(leaf: Counted) -> dict[str, set[str]]:
    """The columns that a list's query reads, by kept table."""
    sql, _values = leaf.sql()
    names = {alias or table: table for table, alias in _TABLE.findall(sql)}
    names |= {table: table for table, _alias in _TABLE.findall(sql)}
    read: dict[str, set[str]] = {table: set() for table in names.values() if table in kept_tables()}
    for quoted, alias, column in _COLUMN.findall(sql):
        table = names.get(quoted or alias)
        if table in read:
            read[table].add(column)
    return read


def find(
    records: Records, lists: dict[int, Counted], moves: Sequence[Move]
) -> dict[tuple[str, int], set[Field]]:
    """What moved each counted row (its table and id) in any list."""
    by_list: dict[int, list[Move]] = defaultdict(list)
    for move in moves:
        by_list[move.number].append(move)
    reads = {number: columns_read(lists[number]) for number in by_list}
    around = _surroundings(records, lists, by_list, reads)
    found: dict[tuple[str, int], set[Field]] = defaultdict(set)
    open_questions: dict[int, dict[int, set[Field]]] = {}
    widest = _widest(lists, by_list)
    wide_moves = {number: {move.row for move in by_list[number]} for number in set(widest.values())}
    for number, some in by_list.items():
        wide = widest[number]
        for move in some:
            key = (lists[number].table, move.row)
            fields = _changed(around[number], move.row, reads[number])
            if number != wide:
                # What this list reads and the wider one does not tells the lines apart.
                own = {f for f in fields if f[2] not in reads[wide].get(f[0], ())}
                if move.row in wide_moves[wide]:
                    fields = own
                else:
                    fields = own or fields
            if len(fields) > 1:
                open_questions.setdefault(number, {})[move.row] = fields
            else:
                found[key] |= fields
    for number, row, fields in _tried(records, lists, by_list, open_questions):
        found[lists[number].table, row] |= fields
    for move in moves:
        found[lists[move.number].table, move.row] |= set()
    return found


def _widest(lists: dict[int, Counted], by_list: dict[int, list[Move]]) -> dict[int, int]:
    """For each list that of the same measure and period which stands first: the total, before its lines."""
    first: dict[tuple[str, str], int] = {}
    for number in sorted(by_list):
        leaf = lists[number]
        first.setdefault((leaf.measure.code, leaf.period.code), number)
    return {number: first[lists[number].measure.code, lists[number].period.code] for number in by_list}


def _surroundings(
    records: Records,
    lists: dict[int, Counted],
    by_list: dict[int, list[Move]],
    reads: dict[int, dict[str, set[str]]],
) -> dict[int, Surroundings]:
    """Shared by the lists that count rows of one table and read the same tables."""
    groups: dict[tuple[str, frozenset[str]], list[int]] = defaultdict(list)
    for number in by_list:
        groups[lists[number].table, frozenset(reads[number])].append(number)
    found: dict[int, Surroundings] = {}
    for (table, tables), numbers in groups.items():
        rows = {move.row for number in numbers for move in by_list[number]}
        found |= dict.fromkeys(numbers, Surroundings(records, table, rows, tables))
    return found


def _changed(around: Surroundings, row: int, read: dict[str, set[str]]) -> set[Field]:
    """The columns read by a list that changed around a row; among its siblings only where nothing else did."""
    for siblings in (False, True):
        near = around.of(row, siblings=siblings)
        own = near[0] if near and near[0].key == (around.table, row) else None
        if own is not None and own.changed(()) == [""]:
            return {(*own.key, "")}
        fields = {
            (*record.key, column) for record in near for column in record.changed(read.get(record.table, ()))
        }
        if fields:
            return fields
    return set()


def _tried(
    records: Records,
    lists: dict[int, Counted],
    by_list: dict[int, list[Move]],
    questions: dict[int, dict[int, set[Field]]],
) -> Iterable[tuple[int, int, set[Field]]]:
    """The columns that matter to each row of which several changed; all of them where none decides alone."""
    kinds: dict[tuple[str, str], set[int]] = defaultdict(set)
    changed: dict[str, dict[int, Record]] = defaultdict(dict)
    for number, rows in questions.items():
        for fields in rows.values():
            for table, pk, column in fields:
                kinds[table, column].add(number)
                changed[table][pk] = records.known[table][pk]
    values = {(move.number, move.row): move for some in by_list.values() for move in some}
    decides: dict[tuple[int, int], set[tuple[str, str]]] = defaultdict(set)
    with undone():
        without_compiling()
        for table, edited in changed.items():
            shadow(table, "id <> ALL(%s)", [list(edited)])
        for mode in ("now", "signed"):
            for table in changed:
                _fill(table, changed[table].values(), mode, "-")
            for (table, column), numbers in kinds.items():
                _fill(table, changed[table].values(), mode, column)
                asked = {number: list(questions[number]) for number in numbers}
                counted = rows_among({number: lists[number] for number in numbers}, asked)
                for number in numbers:
                    for row, fields in questions[number].items():
                        if not any((t, c) == (table, column) for t, _pk, c in fields):
                            continue
                        move = values[number, row]
                        if counted.get((number, row)) != (move.now if mode == "now" else move.was):
                            decides[number, row].add((table, column))
                _fill(table, changed[table].values(), mode, "-")
    for number, rows in questions.items():
        for row, fields in rows.items():
            deciding = decides[number, row]
            yield number, row, {f for f in fields if (f[0], f[2]) in deciding} or fields


def _fill(table: str, rows: Iterable[Record], mode: str, column: str) -> None:
    """Put the changed records of a table into its shadow: all as `mode` says, but for one column the other way."""
    states = [_state(record, mode, column) for record in rows]
    instead = stand_in(table)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {instead}")
        cursor.execute(
            f"INSERT INTO {instead} SELECT one.* FROM jsonb_array_elements(%s::jsonb) AS given, "
            f'jsonb_populate_record(NULL::public."{table}", given) AS one',
            [json.dumps([state for state in states if state is not None], default=_number)],
        )


def _state(record: Record, mode: str, column: str) -> State:
    base, other = (record.now, record.signed) if mode == "now" else (record.signed, record.now)
    if column == "":
        return other if base is None or other is None else base
    if base is not None and other is not None and column in base:
        return base | {column: other.get(column)}
    return base


def _number(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value))
