"""What a figure is about: a division, its own level, or an organization. Never who reads it.

| scope | code |
|---|---|
| all in and below a division | d652324 |
| what stands directly at a division, its "own row" | d652324-own |
| an organization, wherever it stood | o9b2f… |
| an organization while it stood in a division, a row of that division's table | o9b2f…@d652324100 |
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from cases.models import Case
from mediation.kernel.errors import InvalidInput
from organizations.enums import Level
from organizations.models import Division, Organization, Placement

# Cases keep their ancestors from the town upward, so figures go by division to the town and by organization below.
BELOW = {Level.PROVINCE: Level.PREFECTURE, Level.PREFECTURE: Level.COUNTY, Level.COUNTY: Level.TOWN}
LEVELS = (*BELOW, Level.TOWN)

_CODE = re.compile(r"(?:o(?P<uuid>[0-9a-f-]{36}))?@?(?:d(?P<division>[0-9]{2,12})(?P<own>-own)?)?")


class UnknownScope(InvalidInput, ValueError):
    """The code names no division or organization that figures are kept for."""

    def __init__(self) -> None:
        super().__init__({"scope": [_("没有这个统计范围，请重新选择。")]})


@dataclass(frozen=True)
class Scope:
    """At least one of `division` and `organization`; with both, the organization as far as it stood there."""

    division: Division | None = None
    organization: Organization | None = None
    # Only what stands at the division itself, not in its child divisions.
    is_own: bool = False
    # Every dated row of the division's code: a division that was renamed is a new row of the same code.
    division_ids: tuple[int, ...] = field(default=(), repr=False)
    # False for a child that has ended: its row is shown only while it still has figures.
    stands: bool = field(default=True, compare=False)

    @property
    def code(self) -> str:
        place = f"d{self.division.code}{'-own' if self.is_own else ''}" if self.division else ""
        if self.organization is None:
            return place
        return f"o{self.organization.uuid}" + (f"@{place}" if place else "")

    @property
    def label(self) -> str:
        """The name, for tables and headings."""
        if self.organization:
            return self.organization.name
        if self.is_own:
            return _("%(division)s本级") % {"division": self.division}
        return str(self.division)

    @property
    def level(self) -> Level | None:
        return Level(self.division.level) if self.division else None

    @property
    def child_level(self) -> Level | None:
        """The level of the divisions it splits into; None where it splits into organizations, or not at all."""
        return None if self.is_own or self.organization or not self.level else BELOW.get(self.level)

    def own(self) -> "Scope":
        """The part that stands directly at the division."""
        return Scope(division=self.division, is_own=True, division_ids=self.division_ids)

    def children(self, day: date) -> list["Scope"]:
        """The rows of its table on a day: child divisions and the own row, or organizations, or none.

        Those that ended earlier are there too (`stands` is False), so that additive figures always add up.
        """
        if self.organization:
            return []
        if self.child_level:
            return [*self._child_divisions(day), self.own()]
        return self._organizations(day)

    def _child_divisions(self, day: date) -> list["Scope"]:
        latest: dict[str, Division] = {}
        ids: dict[str, list[int]] = {}
        rows = Division.objects.filter(
            level=self.child_level, parent__in=self.division_ids, valid_from__lte=day
        ).order_by("code", "valid_from")
        for division in rows:
            latest[division.code] = division
            ids.setdefault(division.code, []).append(division.pk)
        return [
            Scope(division=division, division_ids=tuple(ids[code]), stands=_stands(division, day))
            for code, division in latest.items()
        ]

    def _organizations(self, day: date) -> list["Scope"]:
        placed = Placement.objects.filter(self._placements(), valid_from__lte=day)
        cases = Case.objects.filter(self._cases())
        found = Organization.objects.filter(
            Q(pk__in=placed.values("organization"))
            | Q(pk__in=cases.values("accepted_by"))
            | Q(pk__in=cases.values("handled_at"))
        ).order_by("kind", "name", "pk")
        still = set(placed.valid_on(day).values_list("organization", flat=True))
        return [
            Scope(
                division=self.division,
                organization=organization,
                is_own=self.is_own,
                division_ids=self.division_ids,
                stands=organization.pk in still and _stands(organization, day),
            )
            for organization in found
        ]

    def _placements(self) -> Q:
        assert self.division is not None  # noqa: S101
        condition = Q(**{f"division__{self.level}_code": self.division.code})
        if self.is_own and self.level in BELOW:
            condition &= Q(**{f"division__{BELOW[self.level]}_code": ""})
        return condition

    def _cases(self) -> Q:
        condition = Q(**{f"accepted_{self.level}__in": self.division_ids})
        if self.is_own and self.level in BELOW:
            condition &= Q(**{f"accepted_{BELOW[self.level]}__isnull": True})
        return condition


def of_division(division: Division) -> Scope:
    """All in and below a division. Raises UnknownScope for villages: below the town figures go by organization."""
    if division.level not in LEVELS:
        raise UnknownScope
    ids = Division.objects.filter(code=division.code).order_by("pk").values_list("pk", flat=True)
    return Scope(division=division, division_ids=tuple(ids))


def of_codes(codes: Iterable[str]) -> dict[str, Scope]:
    """The divisions of some codes, in one query; a code of none, or of a village, is left out."""
    rows: dict[str, list[Division]] = {}
    for row in Division.objects.filter(code__in=set(codes), level__in=LEVELS).order_by("valid_from"):
        rows.setdefault(row.code, []).append(row)
    return {
        code: Scope(division=these[-1], division_ids=tuple(row.pk for row in these))
        for code, these in rows.items()
    }


def of_organization(organization: Organization) -> Scope:
    """An organization, wherever it stood."""
    return Scope(organization=organization)


def parse(code: str) -> Scope:
    """The scope that a code names; raises UnknownScope."""
    match = _CODE.fullmatch(code)
    if not code or match is None or ("@" in code) != bool(match["uuid"] and match["division"]):
        raise UnknownScope
    scope = _parse_division(match["division"], bool(match["own"])) if match["division"] else Scope()
    if not match["uuid"]:
        return scope
    try:
        organization = Organization.objects.select_related("division").get(uuid=UUID(match["uuid"]))
    except (ValueError, Organization.DoesNotExist):
        raise UnknownScope from None
    return Scope(
        division=scope.division,
        organization=organization,
        is_own=scope.is_own,
        division_ids=scope.division_ids,
    )


def _parse_division(code: str, is_own: bool) -> Scope:
    rows = list(Division.objects.filter(code=code).order_by("valid_from"))
    if not rows or rows[-1].level not in LEVELS or (is_own and rows[-1].level not in BELOW):
        raise UnknownScope
    return Scope(division=rows[-1], is_own=is_own, division_ids=tuple(row.pk for row in rows))


def _stands(dated: Division | Organization, day: date) -> bool:
    return dated.valid_from <= day and (dated.valid_until is None or day < dated.valid_until)
