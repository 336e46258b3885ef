"""What waits for one person: returns to close and submit, and which part of the matrix opens first."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from organizations.enums import Level, OrganizationKind
from organizations.models import User
from organizations.permissions import Permission
from organizations.roles import CLERK, Reach

from ..enums import NodeKind
from ..models import Submission
from . import policies
from .matrix import OWN

_CODE_LENGTH = 12


def kept_by(user: User) -> Q:
    """The returns that this person hands in: of own committees, of a town, of a bureau's division."""
    clerk_of = user.organizations_as(CLERK)
    condition = Q(organization__in=[o.pk for o in clerk_of])
    towns = [
        o.division.town_code for o in clerk_of if o.kind == OrganizationKind.TOWNSHIP and o.division.town_code
    ]
    if towns:
        condition |= Q(kind=NodeKind.TOWN, town_code__in=towns)
    bureaux = [bureau.division.code for bureau in policies.bureaux_of(user)]
    if bureaux:
        condition |= Q(organization=None, division__code__in=bureaux)
    return condition


def waiting_for(user: User) -> QuerySet[Submission]:
    """What this person still has to hand in or sign, the earliest due first."""
    found = Submission.objects.filter(kept_by(user)).not_in()
    return found.select_related("round__division", "division", "organization").order_by(
        "round__due_on", "organization", "pk"
    )


def has_matrix(user: User) -> bool:
    """Whether this person watches others: bureaux, guidance committees, and clerks of a township's committee."""
    return _watches_area(user) or any(
        o.kind == OrganizationKind.TOWNSHIP for o in user.organizations_as(CLERK)
    )


def reminds(user: User) -> bool:
    """Whether there are returns that this person waits for."""
    return bool(policies.bureaux_of(user)) or any(
        o.kind == OrganizationKind.TOWNSHIP for o in user.organizations_as(CLERK)
    )


def unfolded(user: User, query: Mapping[str, str]) -> tuple[str, str]:
    """The county and the town that the matrix shows in full: as the address says, else the reader's own."""
    county, town = query.get("county", "")[:_CODE_LENGTH], query.get("town", "")[:_CODE_LENGTH]
    if county == OWN or county or town:
        return county, town
    for hat in user.hats:
        division = hat.organization.division
        if hat.role == CLERK and hat.organization.kind == OrganizationKind.TOWNSHIP:
            return "", division.town_code
        if hat.role.reach == Reach.AREA and division.level == Level.COUNTY:
            return division.code, ""
    return "", ""


def _watches_area(user: User) -> bool:
    return any(
        hat.role.reach == Reach.AREA and Permission.VIEW_FIGURES in hat.role.permissions for hat in user.hats
    )


def last_returns(user: User, limit: int = 12) -> list[Any]:
    """Own returns of the latest rounds, in whatever state."""
    found = Submission.objects.filter(kept_by(user)).select_related(
        "round__division", "division", "organization"
    )
    return list(found.order_by("-round__last_day", "-round__first_day", "organization", "pk")[:limit])
