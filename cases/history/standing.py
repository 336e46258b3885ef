"""Where committees stood on the days of many cases."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from organizations.models import Division, Organization, Placement
from organizations.models.division import ANCESTOR_LEVELS


class Standing:
    """Where some committees stood when, and what lies above. Keep one for many batches of the same committees."""

    def __init__(self, committees: Iterable[Organization]) -> None:
        self._placements: defaultdict[int, list[Placement]] = defaultdict(list)
        there = {committee.pk: committee.division for committee in committees}
        placements = Placement.objects.filter(organization__in=there)
        for placement in placements.select_related("division"):
            self._placements[placement.organization_id].append(placement)
        placed = (placement.division for rows in self._placements.values() for placement in rows)
        self._above = _columns({division.pk: division for division in (*there.values(), *placed)})

    def division(self, organization: Organization, day: date) -> Division:
        """Its division on the day, as acceptance freezes it."""
        for placement in self._placements[organization.pk]:
            ended = placement.valid_until is not None and placement.valid_until <= day
            if placement.valid_from <= day and not ended:
                return placement.division
        return organization.division

    def above(self, division: Division) -> tuple[int | None, ...]:
        """The ids of town, county, prefecture and province."""
        return self._above[division.pk]


def _columns(divisions: dict[int, Division]) -> dict[int, tuple[int | None, ...]]:
    """For each of them the ids of the levels of ancestor columns: its own and those above it. A query a level."""
    known = {pk: (division.level, division.parent_id) for pk, division in divisions.items()}
    while missing := {parent for _level, parent in known.values() if parent and parent not in known}:
        rows = Division.objects.filter(pk__in=missing).values_list("pk", "level", "parent")
        known |= {pk: (level, parent) for pk, level, parent in rows}
    columns: dict[int, tuple[int | None, ...]] = {}
    for pk in divisions:
        ids: dict[str, int] = {}
        at: int | None = pk
        while at is not None:
            ids[known[at][0]] = at
            at = known[at][1]
        columns[pk] = tuple(ids.get(level) for level in ANCESTOR_LEVELS)
    return columns
