"""Where committees stood on the days of many cases."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from organizations.models import Division, Organization, Placement

from ..services import ancestor_columns


class Standing:
    """Where the committees of a batch stood when, and what lies above."""

    def __init__(self, committees: Iterable[Organization]) -> None:
        self._placements: defaultdict[int, list[Placement]] = defaultdict(list)
        placements = Placement.objects.filter(organization__in={committee.pk for committee in committees})
        for placement in placements.select_related("division"):
            self._placements[placement.organization_id].append(placement)
        self._above: dict[tuple[str, int], tuple[int | None, ...]] = {}

    def division(self, organization: Organization, day: date) -> Division:
        """Its division on the day, as acceptance freezes it."""
        for placement in self._placements[organization.pk]:
            ended = placement.valid_until is not None and placement.valid_until <= day
            if placement.valid_from <= day and not ended:
                return placement.division
        return organization.division

    def above(self, prefix: str, division: Division) -> tuple[int | None, ...]:
        """The ids of town, county, prefecture and province."""
        key = (prefix, division.pk)
        if key not in self._above:
            self._above[key] = tuple(ancestor_columns(prefix, division).values())
        return self._above[key]
