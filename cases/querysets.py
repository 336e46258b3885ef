"""Named conditions of cases, and the one rule that says whose eyes a case meets."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

from mediation.kernel.calendar import today
from organizations.enums import Level, Regime
from organizations.querysets import valid_on
from organizations.roles import CLERK, COORDINATOR, MEDIATOR

from .enums import CaseStatus, Consent

if TYPE_CHECKING:
    from organizations.models import Division, User

# In the official totals: people's mediation that was accepted and not voided.
COUNTED = Q(regime=Regime.PEOPLES, accepted_on__isnull=False) & ~Q(status=CaseStatus.VOIDED)
OPEN = Q(status__in=[CaseStatus.REGISTERED, CaseStatus.ACCEPTED, CaseStatus.MEDIATING, CaseStatus.AGREED])
UNASSIGNED = Q(status__in=[CaseStatus.REGISTERED, CaseStatus.ACCEPTED])


class CaseQuerySet(models.QuerySet):
    """Cases."""

    def counted(self):  # type: ignore[no-untyped-def]
        """Cases of people's mediation that official totals count, each once."""
        return self.filter(COUNTED)

    def open(self):  # type: ignore[no-untyped-def]
        """Cases that still wait for somebody to act."""
        return self.filter(OPEN)

    def accepted_within(self, division: "Division"):  # type: ignore[no-untyped-def]
        """Cases accepted by organizations that stood in or below the division when they accepted (frozen)."""
        return self.filter(**{f"accepted_{_column(division)}": division})

    def visible_to(self, user: "User", day: date | None = None):  # type: ignore[no-untyped-def]
        """The cases whose content this person may see today; every list, count, search, export and page starts here.

        Mediators: their own, and their organization's open intake. Clerks: their own organization's, never another
        committee's. Coordinators: those their committee placed. Anybody: one case shared with dates (guardian).
        Bureau, partners and administrators: none.
        """
        if not user.is_authenticated:
            return self.none()
        day = day or today()
        return self.filter(self._reach(user, day)).exclude(status=CaseStatus.VOIDED)

    def _reach(self, user: "User", day: date) -> Q:
        from .models import CaseGrant, CaseMediator

        granted = CaseGrant.objects.filter(valid_on(day), user=user, content_object=OuterRef("pk"))
        reach = Q(Exists(granted))
        clerk_at = [o.pk for o in user.organizations_as(CLERK)]
        if clerk_at:
            reach |= Q(holder__in=clerk_at) | Q(handled_at__in=clerk_at)
        mediator_at = [o.pk for o in user.organizations_as(MEDIATOR)]
        if mediator_at:
            own = CaseMediator.objects.filter(
                case=OuterRef("pk"), person=user.person_id, released_on__isnull=True
            )
            at_own = Q(holder__in=mediator_at) | Q(handled_at__in=mediator_at)
            # Released mediators keep nothing; posts, not memory, give access.
            reach |= (Q(Exists(own)) & at_own) | (at_own & (UNASSIGNED | Q(registered_by_id=user.pk)))
        placed_by = [o.pk for o in user.organizations_as(COORDINATOR)]
        if placed_by:
            reach |= Q(placed_by__in=placed_by)
        return reach

    def all_consented(self):  # type: ignore[no-untyped-def]
        """Cases in which every party of each side has consented."""
        from .models import Party

        waiting = Party.objects.filter(case=OuterRef("pk")).exclude(consent=Consent.GIVEN)
        return self.filter(~Exists(waiting))

    def for_list(self):  # type: ignore[no-untyped-def]
        """With what a list row shows."""
        return self.select_related("text", "holder", "handled_at")


def _column(division: "Division") -> str:
    if division.level == Level.VILLAGE:
        raise ValueError("cases are counted from the town upward, and by organization below")
    return str(division.level)
