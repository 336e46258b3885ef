"""To which scope a row belongs: by the columns frozen at acceptance, or by where an organization stood."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db.models import F, Q

from reports.scopes import BELOW, Scope


class Place(Protocol):
    """`case` is the path from the row to its case, None when the row is about no case; `belongs_to` leads to the
    organization to which the row belongs: of a case the one that accepted it.
    """

    @property
    def case(self) -> str | None: ...

    @property
    def belongs_to(self) -> str: ...

    def rows_of(self, scope: Scope, day: date) -> Q: ...

    def child_key(self, scope: Scope) -> str:
        """The column that tells the children of a scope apart: a division's code, "" or None for the own row, or an
        organization's id.
        """


@dataclass(frozen=True)
class ByAcceptance:
    """By the case's accepted_* columns, which never move; below the town by `organization`."""

    case: str = ""
    organization: str = "accepted_by"

    @property
    def belongs_to(self) -> str:
        return f"{self.case}accepted_by__"

    def rows_of(self, scope: Scope, day: date) -> Q:
        condition = Q()
        if scope.organization:
            condition &= Q(**{f"{self.case}{self.organization}": scope.organization.pk})
        if scope.level:
            condition &= Q(**{f"{self.case}accepted_{scope.level}__in": scope.division_ids})
            if scope.is_own and scope.level in BELOW:
                condition &= Q(**{f"{self.case}accepted_{BELOW[scope.level]}__isnull": True})
        return condition

    def child_key(self, scope: Scope) -> str:
        if scope.child_level:
            return f"{self.case}accepted_{scope.child_level}__code"
        return f"{self.case}{self.organization}_id"


@dataclass(frozen=True)
class ByPlacement:
    """By where the organization at `organization` stood on the period's last day, or on the row's own day `on`."""

    organization: str = "organization__"
    on: str = ""
    case: str | None = None

    @property
    def belongs_to(self) -> str:
        return self.organization

    def rows_of(self, scope: Scope, day: date) -> Q:
        condition = Q()
        if scope.organization:
            condition &= Q(**{f"{self.organization}id": scope.organization.pk})
        if scope.division:
            placement = f"{self.organization}placements__"
            moment: Any = F(self.on) if self.on else day
            # One call of filter(): all of it speaks of the same placement.
            condition &= Q(
                **{
                    f"{placement}division__{scope.level}_code": scope.division.code,
                    f"{placement}valid_from__lte": moment,
                }
            )
            condition &= Q(**{f"{placement}valid_until__isnull": True}) | Q(
                **{f"{placement}valid_until__gt": moment}
            )
            if scope.is_own and scope.level in BELOW:
                condition &= Q(**{f"{placement}division__{BELOW[scope.level]}_code": ""})
        return condition

    def child_key(self, scope: Scope) -> str:
        if scope.child_level:
            return f"{self.organization}placements__division__{scope.child_level}_code"
        return f"{self.organization}id"
