"""From marks to the places and days whose cells no longer hold.

For each case with a mark: every place where it stands or stood, times every day that its rows of a stream have or had.
That is more than what changed and never less, whatever other transactions did to the same case meanwhile.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, ForeignKey, Q

from cases.models import Case
from organizations.models import Division, Organization, Placement
from reports.models import DirtyMark

from . import placing
from .catalogue import Catalogue, Input, Stream
from .marking import CASE, ORGANIZATION, PLACEMENT
from .placing import Path
from .tables import owner_of


@dataclass
class Dirt:
    """What of a stream no longer holds."""

    everything: bool = False
    places: set[tuple[Path, date]] = field(default_factory=set)

    def __bool__(self) -> bool:
        return self.everything or bool(self.places)


def of_marks(marks: Sequence[DirtyMark], of: Catalogue, streams: Iterable[Stream]) -> dict[Stream, Dirt]:
    """What no longer holds of each stream; streams that nothing has touched are left out."""
    if not marks:
        return {}
    by_table = defaultdict(list)
    for mark in marks:
        by_table[mark.table].append(mark)
    known = _Divisions()
    found = {}
    for stream in streams:
        touching = [mark for table in of.tables(stream) for mark in by_table.get(table, ())]
        if touching and (dirt := _of_stream(stream, touching, known)):
            found[stream] = dirt
    return found


def _of_stream(stream: Stream, marks: list[DirtyMark], known: "_Divisions") -> Dirt:
    if any(mark.is_of_whole_table for mark in marks):
        return Dirt(everything=True)
    by_placement = isinstance(stream.place, placing.ByPlacement)
    cases = {mark.case_id for mark in marks if mark.case_id}
    placed = {o for mark in marks if mark.table == PLACEMENT for o in mark.organizations if o}
    changed = {o for mark in marks if mark.table == ORGANIZATION for o in mark.organizations}
    days: dict[int, set[date]] = defaultdict(set)
    # Where a case stood: paths of acceptance, or organizations whose placements tell.
    stood: dict[int, set[Any]] = defaultdict(set)
    pairs: set[tuple[int, date]] = set()
    moved: dict[int, set[Path]] = defaultdict(set)
    known.learn(division for mark in marks for division in mark.divisions or ())
    for mark in marks:
        was = {day for day in mark.days or () if day}
        if mark.case_id:
            days[mark.case_id] |= was
            if by_placement:
                stood[mark.case_id] |= {o for o in mark.organizations or () if o}
            elif mark.table == CASE and any(mark.divisions or ()):
                stood[mark.case_id].add(known.path_of_case(mark.divisions))
        elif mark.table == PLACEMENT:
            for organization in mark.organizations:
                moved[organization].add(known.path(mark.divisions[0]))
        elif mark.table == stream.model._meta.db_table:
            pairs |= {(o, day) for o in mark.organizations if o for day in was}
    standing = list(_cases_now(stream, cases))
    if not by_placement:
        known.learn(division for _case, where in standing for division in where)
    for case, where in standing:
        stood[case].add(where[0] if by_placement else known.path_of_case(where))
    now = list(_rows_now(stream, cases, placed, changed))
    if not by_placement:
        known.learn(division for _case, where, _day in now for division in where)
    for case, where, day in now:
        if case is None or (by_placement and case not in cases):
            pairs.add((where, day))
        else:
            days[case].add(day)
            stood[case].add(where if by_placement else known.path_of_case(where))
    found = {(where, day) for case, these in days.items() for where in stood[case] for day in these}
    if by_placement:
        pairs |= found
        paths = _paths_of({organization for organization, _day in pairs}, known)
        for organization, former in moved.items():
            paths[organization] |= former
        found = {(path, day) for organization, day in pairs for path in paths[organization]}
    return Dirt(places=found)


def _cases_now(stream: Stream, cases: set[int]) -> Iterable[tuple[int, tuple[int | None, ...]]]:
    """Where the cases stand, also those that have no row of the stream any more."""
    if stream.place.case is None or not cases:
        return
    if isinstance(stream.place, placing.ByAcceptance):
        columns = [f"accepted_{level}_id" for level in placing.STORED_LEVELS]
    else:
        table, column = owner_of(stream.model, stream.place.organization)
        if table != CASE:
            # The row itself names the organization, and its mark keeps it.
            return
        columns = [column.attname]
    for case, *where in Case.objects.filter(pk__in=cases).values_list("pk", *columns):
        yield case, tuple(where)


def _rows_now(
    stream: Stream, cases: set[int], placed: set[int], changed: set[int]
) -> Iterable[tuple[int | None, Any, date]]:
    """Case, place and day of the rows that stand now: of these cases, of organizations that moved or were changed."""
    for one in stream.inputs or ():
        condition = Q(pk__in=[])
        if one.case is not None and cases:
            condition |= Q(**{f"{one.case}pk__in": cases})
        if changed:
            condition |= _concerning(one, changed)
        if isinstance(stream.place, placing.ByPlacement):
            organization = f"{stream.place.organization}id"
            if placed:
                condition |= Q(**{f"{organization}__in": placed})
            columns = {"at_where": F(organization)}
        else:
            columns = {f"at_{level}": F(f"{one.case}accepted_{level}_id") for level in placing.STORED_LEVELS}
        case = {"at_case": F(f"{one.case}pk")} if one.case is not None else {}
        rows = (
            one.model._default_manager.filter(condition, **{f"{one.column}__isnull": False})
            .order_by()
            .annotate(**case, **columns, at_day=F(one.column))
            .values_list(*case, *columns, "at_day")
            .distinct()
        )
        for row in rows:
            where = row[len(case) : -1]
            yield row[0] if case else None, where[0] if len(where) == 1 else where, row[-1]


def _concerning(one: Input, organizations: set[int]) -> Q:
    """Rows whose case, or which themselves, name one of the organizations, or one that is hosted or sealed by it."""
    nearby = Organization.objects.filter(Q(host__in=organizations) | Q(sealed_by__in=organizations))
    concerned = organizations | set(nearby.values_list("pk", flat=True))
    condition = Q(pk__in=[])
    paths = [(one.model, "")]
    if one.case:
        paths.append((Case, one.case))
    for model, prefix in paths:
        for key in model._meta.concrete_fields:
            if isinstance(key, ForeignKey) and key.related_model is Organization:
                condition |= Q(**{f"{prefix}{key.name}__in": concerned})
    return condition


def _paths_of(organizations: set[int], known: "_Divisions") -> dict[int, set[Path]]:
    """Everywhere an organization stands or stood."""
    found: dict[int, set[Path]] = defaultdict(set)
    rows = Placement.objects.filter(organization__in=organizations).values_list("organization", "division")
    rows = list(rows)
    known.learn(division for _organization, division in rows)
    for organization, division in rows:
        found[organization].add(known.path(division))
    return found


class _Divisions:
    """Codes of divisions, read as they are needed and kept."""

    def __init__(self) -> None:
        self._codes: dict[int, tuple[str, ...]] = {}

    def learn(self, ids: Iterable[int | None]) -> None:
        """Read those that are not known yet."""
        missing = {one for one in ids if one} - self._codes.keys()
        if missing:
            columns = ("code", *(f"{level}_code" for level in placing.STORED_LEVELS))
            for pk, *codes in Division.objects.filter(pk__in=missing).values_list("pk", *columns):
                self._codes[pk] = tuple(codes)
            for one in missing:
                self._codes.setdefault(one, ("", "", "", ""))

    def path(self, division: int) -> Path:
        """Of a placement: by the columns of its division."""
        return Path(*self._codes[division][1:])

    def path_of_case(self, ids: Sequence[int | None]) -> Path:
        """Of a case: by the codes of the divisions where it was accepted."""
        return Path(*(self._codes[one][0] if one else "" for one in ids))
