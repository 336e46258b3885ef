"""The difference list (差异清单) of a signed table: each cell that differs now, and each edit that moved it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from django.db import connection, transaction
from django.utils import timezone

from cases.models import Case
from mediation.kernel.rounding import Exact
from organizations.models import User
from reports.indicators import REGISTRY, Average, Change, Figure, Indicator, Ratio
from reports.models import SignedTable

from . import causes, replaced, wording
from .leaves import Counted
from .moved import Move, lists_of, moves
from .records import Record, Records
from .shapes import CellDifference, Differences, Effect, Entry, Part


def differences(signed: SignedTable) -> Differences:
    """Everything that has moved since a table was signed. A fixed number of queries, however much was edited."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost:
            _one_snapshot()
        lists = lists_of(signed)
        moved, totals = moves(signed, lists)
        instead = replaced.replace(signed, lists, totals)
        moved = [move for move in moved if move.number not in instead]
        records = Records(signed)
        found = causes.find(records, lists, moved)
        cells = _cells(signed, totals)
        entries, effects = _entries(signed, records, lists, moved, found)
        entries += replaced.entries(
            signed, records, lists, instead, _effects_of(signed, lists, instead, effects)
        )
        adds_up = all(
            effects.get((cell.address, number), Decimal(0)) == part.delta
            for cell in cells
            for number, part in enumerate(cell.parts)
        )
        return Differences(signed, timezone.now(), cells, entries, _reverted(signed, lists, records), adds_up)


def _effects_of(
    signed: SignedTable,
    lists: dict[int, Counted],
    deltas: dict[int, Decimal],
    sums: dict[tuple[str, int], Decimal],
) -> dict[replaced.Key, list[Effect]]:
    """What lists that no row moved do to the cells, by measure and scope; also added to the sums of all effects."""
    found: dict[replaced.Key, list[Effect]] = defaultdict(list)
    for line, heading, cell in _places(signed):
        for part, number in enumerate(cell["leaves"]):
            if delta := deltas.get(number):
                sums[cell["address"], part] += delta
                name = _part_label(signed.content, number) if len(cell["leaves"]) > 1 else ""
                found[replaced.key_of(lists[number])].append(
                    Effect(cell["address"], line, heading, name, delta)
                )
    return found


def for_reader(found: Differences, user: User) -> list[Entry]:
    """The entries as one reader may see them: of a case beyond his own, its number and what was counted; no link,
    nobody's name and no reason in somebody's words.
    """
    ids = [entry.pk for entry in found.entries if entry.table == "cases_case"]
    seen = set(Case.objects.filter(pk__in=ids).visible_to(user).values_list("pk", flat=True))
    return [
        entry if entry.table != "cases_case" or entry.pk in seen else _sealed(entry)
        for entry in found.entries
    ]


def _sealed(entry: Entry) -> Entry:
    changes = [replace(change, who="", reason="") for change in entry.changes]
    return replace(entry, case=None, changes=changes, is_sealed=True)


def _one_snapshot() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _cells(signed: SignedTable, totals: dict[int, Decimal]) -> tuple[CellDifference, ...]:
    content = signed.content
    found = []
    for line, heading, cell in _places(signed):
        code = cell["address"].split("|")[0]
        indicator = REGISTRY.get(code)
        was = [Decimal(operand) for operand in cell["operands"]]
        now = [totals.get(number) for number in cell["leaves"]]
        version = content["definitions"][code]["version"]
        redefined = indicator is None or indicator.version != version
        if was == now and not redefined:
            continue
        parts = tuple(
            Part(_part_label(content, number), before, after)
            for number, before, after in zip(cell["leaves"], was, now, strict=True)
            if after is not None
        )
        text = ""
        if indicator is not None and len(parts) == len(was):
            text = wording.printed(signed, cell, _figure(indicator, [part.now for part in parts]))
        found.append(
            CellDifference(cell["address"], line, heading, cell["text"], text, cell["unit"], parts, redefined)
        )
    return tuple(found)


def _places(signed: SignedTable):  # type: ignore[no-untyped-def]
    """Every cell with the labels of its line and its column."""
    content = signed.content
    for line in content["lines"]:
        for headings, cell in zip(content["columns"], line["cells"], strict=True):
            yield line["label"], headings[-1], cell


def _part_label(content: dict, number: int) -> str:  # type: ignore[type-arg]
    code, _scope, period, *_cut = content["leaves"][number]["key"]
    label = content["definitions"].get(code, {}).get("label", code)
    return f"{label}（{wording.period_label(period)}）"


def _figure(indicator: Indicator, operands: Sequence[Decimal]) -> Figure:
    exact: list[Exact] = [
        int(operand) if operand == operand.to_integral_value() else operand for operand in operands
    ]
    if not isinstance(indicator, Ratio | Average | Change) and isinstance(
        getattr(indicator, "zero", 0), Decimal
    ):
        exact = list(operands)
    return Figure(indicator, tuple(exact))


def _entries(
    signed: SignedTable,
    records: Records,
    lists: dict[int, Counted],
    moved: Sequence[Move],
    found: dict[tuple[str, int], set[causes.Field]],
) -> tuple[tuple[Entry, ...], dict[tuple[str, int], Decimal]]:
    """The edits with what they moved, and the sums of all effects by cell and part."""
    owners = wording.owners(records, found)
    cells = defaultdict(list)
    for line, heading, cell in _places(signed):
        for part, number in enumerate(cell["leaves"]):
            name = _part_label(signed.content, number) if len(cell["leaves"]) > 1 else ""
            cells[number].append((cell["address"], line, heading, part, name))
    by_owner: dict[tuple[str, int], dict[tuple[str, int], Decimal]] = defaultdict(
        lambda: defaultdict(Decimal)
    )
    places = {}
    for move in moved:
        owner = owners[lists[move.number].table, move.row]
        for address, line, heading, part, name in cells[move.number]:
            by_owner[owner][address, part] += move.delta
            places[address, part] = (line, heading, name)
    fields: dict[tuple[str, int], set[causes.Field]] = defaultdict(set)
    for row, some in found.items():
        fields[owners[row]] |= some
    changes = wording.changes(records, {one for some in fields.values() for one in some})
    labels = wording.labels(by_owner)
    sums: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    entries = []
    for owner, effects in by_owner.items():
        label, case = labels[owner]
        entry = Entry(*owner, label, case, changes=[changes[one] for one in sorted(fields[owner])])
        for (address, part), delta in effects.items():
            sums[address, part] += delta
            if delta:
                line, heading, name = places[address, part]
                entry.effects.append(Effect(address, line, heading, name, delta))
        entries.append(entry)
    entries.sort(key=lambda entry: (entry.table != "cases_case", entry.table, entry.label, entry.pk))
    return tuple(entries), sums


def _reverted(signed: SignedTable, lists: dict[int, Counted], records: Records) -> int:
    """Records of signed lists that were edited since in columns that those lists read, and are as they were."""
    read: dict[str, set[str]] = defaultdict(set)
    for leaf in {(one.measure.code, one.scope.level): one for one in lists.values()}.values():
        read[leaf.table] |= causes.columns_read(leaf).get(leaf.table, set())
    count = 0
    for table, columns in read.items():
        with connection.cursor() as cursor:
            cursor.execute(
                'SELECT DISTINCT row_id FROM kernel_rowversion WHERE "table" = %s AND known_until > %s '
                "AND row_id IN (SELECT unnest(ids) FROM reports_signedleaf WHERE table_id = %s AND measure = ANY(%s))",
                [
                    table,
                    signed.signed_at,
                    signed.pk,
                    list({one.measure.code for one in lists.values() if one.table == table}),
                ],
            )
            ids = [row[0] for row in cursor]
        for record in records.read(table, ids):
            count += not record.changed(columns) and _moved_between(record, columns)
    return count


def _moved_between(record: Record, columns: set[str]) -> bool:
    return any(
        step.before is None
        or step.after is None
        or any(step.before.get(name) != step.after.get(name) for name in columns)
        for step in record.steps
    )
