"""Signed lists in whose place a total of years before the system (补录的往年总数) stood, or stands now."""

from collections import defaultdict
from dataclasses import replace as with_other
from decimal import Decimal

from django.utils.translation import gettext as _

from mediation.templatetags.figures import grouped
from organizations.models import Division
from reports.models import SignedTable
from reports.periods import Period

from . import wording
from .leaves import Counted, entered_totals
from .records import Record, Records
from .shapes import Effect, Entry, FieldChange

TABLE = "reports_enteredtotal"

# A measure's code and a scope's.
Key = tuple[str, str]


def key_of(counted: Counted) -> Key:
    """Totals are entered for a measure and a division."""
    return (counted.measure.code, counted.scope.code)


def replace(signed: SignedTable, lists: dict[int, Counted], totals: dict[int, Decimal]) -> dict[int, Decimal]:
    """Put entered totals in the place of counted ones in `totals`; gives by how much each such list differs.

    A list is among them when its figure was entered as signed or is now.
    """
    numbers = list(lists)
    now = entered_totals([lists[number] for number in numbers])
    totals |= {numbers[position]: Decimal(total) for position, total in now.items()}  # type: ignore[arg-type]
    leaves = signed.content["leaves"]
    found = {numbers[position] for position in now}
    found |= {number for number in numbers if leaves[number].get("entered")}
    return {number: totals[number] - Decimal(leaves[number]["total"]) for number in found}


def entries(
    signed: SignedTable,
    records: Records,
    lists: dict[int, Counted],
    deltas: dict[int, Decimal],
    effects: dict[Key, list[Effect]],
) -> tuple[Entry, ...]:
    """One entry for what was entered, corrected or removed of one measure in one division."""
    if not effects:
        return ()
    edited = records.since(TABLE)
    divisions = {
        one.pk: one
        for one in Division.objects.filter(pk__in={_state(record)["division_id"] for record in edited})
    }
    fields: dict[Key, list[tuple[str, int, str]]] = defaultdict(list)
    for record in sorted(edited, key=lambda one: (str(_state(one)["first_day"]), one.pk)):
        state = _state(record)
        key = (state["indicator"], f"d{divisions[state['division_id']].code}")
        fields[key] += [(*record.key, column) for column in record.changed({"value"})]
    worded = wording.changes(records, [one for some in fields.values() for one in some])
    found = []
    for key, some in effects.items():
        numbers = [number for number in deltas if deltas[number] and key_of(lists[number]) == key]
        counted = lists[numbers[0]]
        periods = [lists[number].period for number in numbers]
        changes = [
            _told(worded[one], records.known[TABLE][one[1]])
            for one in fields[key]
            if any(_within(records.known[TABLE][one[1]], period) for period in periods)
        ]
        label = _("%(scope)s：%(measure)s（补录的往年总数）") % {
            "scope": counted.scope.label,
            "measure": counted.measure.label,
        }
        found.append(
            Entry(TABLE, numbers[0], label, None, changes or _recounted(signed, deltas, numbers), some)
        )
    return tuple(found)


def _state(record: Record) -> dict:  # type: ignore[type-arg]
    return record.now or record.signed or {}


def _within(record: Record, period: Period) -> bool:
    state = _state(record)
    return state["first_day"] >= str(period.start) and state["end"] <= str(period.end)


def _told(change: FieldChange, record: Record) -> FieldChange:
    """The change under the name of its period; a total that came or went with its value."""
    state = _state(record)
    value = grouped(state["value"])
    return with_other(
        change,
        label=wording.period_label(state["period"]),
        before=value if change.went else change.before,
        after=value if change.came else change.after,
    )


def _recounted(signed: SignedTable, deltas: dict[int, Decimal], numbers: list[int]) -> list[FieldChange]:
    """No total was edited: the day of the first recorded case is another, so counting took a total's place or lost it."""
    found = []
    for number in numbers:
        leaf = signed.content["leaves"][number]
        was = Decimal(leaf["total"])
        act = (
            _("有了更早的案件登记，改为按登记的案件统计")
            if leaf.get("entered")
            else _("最早的案件登记变了，改为用补录的总数")
        )
        found.append(
            FieldChange(
                TABLE, number, "value", wording.period_label(leaf["key"][2]), grouped(was),
                grouped(was + deltas[number]), False, False, None, "", act, "",
            )
        )  # fmt: skip
    return found
