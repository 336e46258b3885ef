"""Named conditions of cases, and the one rule that says whose eyes a case meets."""

from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from django.db import models
from django.db.models import Exists, OuterRef, Q

from mediation.kernel import search
from mediation.kernel.calendar import today
from organizations.enums import Regime
from organizations.permissions import Permission
from organizations.querysets import valid_on
from organizations.roles import CLERK, COORDINATOR, MEDIATOR, OFFICER

from .enums import UNSETTLED, CaseStatus, InvitationState, LeadState, SupportResult

if TYPE_CHECKING:
    from organizations.models import Organization, User

    from .models import Case

# What an exception lets one person do in one case: give an opinion, or mediate along.
ADVISE = "advise_case"
HELP = "help_case"

# In the official totals: people's mediation that was accepted and not voided, each dispute once.
COUNTED = Q(regime=Regime.PEOPLES, accepted_on__isnull=False, is_continuation=False) & ~Q(
    status=CaseStatus.VOIDED
)
OPEN = Q(status__in=[*UNSETTLED, CaseStatus.AGREED])
UNASSIGNED = Q(status__in=[CaseStatus.REGISTERED, CaseStatus.ACCEPTED])
DONE = Q(status__in=[CaseStatus.DECLINED, CaseStatus.CLOSED])
# Not done yet: somebody still has a step to take, or the parties still have to perform.
RUNNING = ~DONE & ~Q(status=CaseStatus.VOIDED)


class CaseQuerySet(models.QuerySet):
    """Cases."""

    def counted(self):  # type: ignore[no-untyped-def]
        """Cases of people's mediation that official totals count, each once."""
        return self.filter(COUNTED)

    def open(self):  # type: ignore[no-untyped-def]
        """Cases that still wait for somebody to act."""
        return self.filter(OPEN)

    def running(self):  # type: ignore[no-untyped-def]
        """Cases that are not done."""
        return self.filter(RUNNING)

    def done(self):  # type: ignore[no-untyped-def]
        """Cases that are closed, or were not taken in."""
        return self.filter(DONE)

    def at(self, organization: "Organization"):  # type: ignore[no-untyped-def]
        """Cases that an organization holds, or that its people handle."""
        return self.filter(Q(holder=organization) | Q(handled_at=organization))

    def visible_to(self, user: "User", day: date | None = None):  # type: ignore[no-untyped-def]
        """The cases whose content this person may see today; every list, count, search, export and page starts here.

        Mediators: their own, and their organization's open intake. Clerks: their own organization's, never another
        committee's. Coordinators: those their committee placed, or joined in. Anybody: one case shared with dates (guardian).
        Bureau, partners and administrators: none.
        """
        if not user.is_authenticated:
            return self.none()
        reach = _any(self._reach(user, day or today()))
        return self.filter(reach).exclude(status=CaseStatus.VOIDED)

    def visible_parts(self, user: "User", day: date | None = None):  # type: ignore[no-untyped-def]
        """`visible_to` cut into querysets that an index each gives newest first; a case may be in several.

        For pages of a list: the condition as a whole makes the database walk through all cases there are.
        """
        if not user.is_authenticated:
            return [self.none()]
        reach = self._reach(user, day or today())
        return [
            self.filter(way & part.condition).exclude(status=CaseStatus.VOIDED)
            for part in reach
            for way in part.ways
        ]

    def waiting_for(self, user: "User", day: date | None = None):  # type: ignore[no-untyped-def]
        """The running cases on this person's desk: a clerk's whole organization, a mediator's own and the open intake."""
        return self.running().filter(_any(self._desk(user, day or today())))

    def overdue(self, day: date):  # type: ignore[no-untyped-def]
        """Cases whose term has ended while mediation runs."""
        return self.filter(due_on__lt=day)

    def watched_by(self, user: "User"):  # type: ignore[no-untyped-def]
        """Cases whose terms this person watches; of those that he may not see only number, organization and day.

        A clerk's own organization's; a guidance committee's county and what it placed.
        """
        own = _at([o.pk for o in user.organizations_as(CLERK)])
        return self.filter(own | self._county(user)).exclude(status=CaseStatus.VOIDED)

    def supervised_by(self, user: "User"):  # type: ignore[no-untyped-def]
        """Of these the part that a guidance committee supervises."""
        return self.filter(self._county(user)).exclude(status=CaseStatus.VOIDED)

    def _county(self, user: "User") -> Q:
        committees = self.committees_of(user)
        return Q(placed_by__in=committees) | Q(holder_county__in=[o.division_id for o in committees])

    def committees_of(self, user: "User") -> "list[Organization]":
        """The guidance committees for which this person coordinates."""
        return list(user.organizations_as(COORDINATOR))

    def _reach(self, user: "User", day: date) -> "list[_Part]":
        from .models import CaseGrant, SupportRequest

        granted = CaseGrant.objects.filter(valid_on(day), user=user).values("content_object")
        parts = [_Part([Q(pk__in=granted)]), *self._desk(user, day, Q(registered_by_id=user.pk))]
        placed_by = [o.pk for o in user.organizations_as(COORDINATOR)]
        if placed_by:
            joined = SupportRequest.objects.filter(asked__in=placed_by, result=SupportResult.JOINED)
            placed = [Q(placed_by=committee) for committee in placed_by]
            parts.append(_Part([*placed, Q(pk__in=joined.values("case"))]))
        return parts

    def _desk(self, user: "User", day: date, also: Q | None = None) -> "list[_Part]":
        """What somebody works on; of a mediator's organization `also` what meets this condition."""
        parts = []
        clerk_at = {o.pk for o in user.organizations_as(CLERK)}
        if clerk_at:
            parts.append(_Part(_ways_to(clerk_at)))
        mediator_at = {o.pk for o in user.organizations_as(MEDIATOR)} - clerk_at
        if mediator_at:
            # Released mediators keep nothing; posts, not memory, give access. A case whose mediators have all left is
            # open intake again.
            intake = (UNASSIGNED | (RUNNING & ~Exists(serving_mediators(day)))) & ~Exists(stood_aside(user))
            desk = Q(Exists(own_mediations(user))) | intake
            parts.append(_Part(_ways_to(mediator_at), desk if also is None else desk | also))
        return parts

    def for_list(self, user: "User"):  # type: ignore[no-untyped-def]
        """With what a list row shows, and whether this person mediates the case (`is_own`)."""
        return self.select_related("text", "holder", "handled_at").annotate(
            is_own=Exists(own_mediations(user))
        )

    def matching(self, typed: str):  # type: ignore[no-untyped-def]
        """Cases whose number, story, one party's name or its pinyin initials contain what was typed; only ever after `visible_to`.

        Raises search.QueryTooShort below two characters.
        """
        from .models import Party

        named = Party.objects.filter(
            search.phrase_in("name", typed), case=OuterRef("pk"), left_on__isnull=True
        )
        numbered = search.phrase_in("official_no", typed) | search.phrase_in("registration_no", typed)
        told = (
            search.phrase_in("text__summary", typed)
            | search.phrase_in("text__initials", typed)
            | Exists(named)
        )
        return self.filter(numbered | (search.having_pairs("text__tokens", typed) & told))


class _Part(NamedTuple):
    """Cases that stand in one of several places and meet a condition."""

    ways: list[Q]
    condition: Q = Q()


def _any(parts: list[_Part]) -> Q:
    return reduce(or_, (reduce(or_, part.ways) & part.condition for part in parts), Q(pk__in=[]))


def _ways_to(organizations: set[int]) -> list[Q]:
    """The cases that organizations hold or handle, by one organization and one index each."""
    return [Q(**{name: one}) for one in sorted(organizations) for name in ("holder", "handled_at")]


def own_mediations(user: "User"):  # type: ignore[no-untyped-def]
    """Of an outer case: that this person mediates it and was not released."""
    from .models import CaseMediator

    return CaseMediator.objects.filter(case=OuterRef("pk"), person=user.person_id, released_on__isnull=True)


def stood_aside(user: "User"):  # type: ignore[no-untyped-def]
    """Of an outer case: that this person left it for a conflict, or because a party asked for another mediator."""
    from .models import CaseMediator

    return CaseMediator.objects.filter(
        case=OuterRef("pk"), person=user.person_id, released_on__isnull=False
    ).exclude(release_reason="")


def serving_mediators(day: date, case: "Case | None" = None):  # type: ignore[no-untyped-def]
    """Mediators of a case (of the outer query's case without one) who still serve where it is held, or help in it."""
    from organizations.models import Post

    from .models import CaseGrant, CaseMediator

    held_there = Q(organization=OuterRef("case__holder")) | Q(organization=OuterRef("case__handled_at"))
    serving = Post.objects.filter(
        held_there, valid_on(day), person=OuterRef("person"), role_code=MEDIATOR.code
    )
    helping = CaseGrant.objects.filter(
        valid_on(day),
        user__person=OuterRef("person"),
        content_object=OuterRef("case"),
        permission__codename=HELP,
    )
    return CaseMediator.objects.filter(
        Exists(serving) | Exists(helping), case=case or OuterRef("pk"), released_on__isnull=True
    )


def _at(organizations: list[int]) -> Q:
    return Q(holder__in=organizations) | Q(handled_at__in=organizations)


class ImportBatchQuerySet(models.QuerySet):
    """Files of cases."""

    def visible_to(self, user: "User"):  # type: ignore[no-untyped-def]
        """Those brought for an organization of which the person is a clerk."""
        return self.filter(organization__in=user.organizations_permitting(Permission.IMPORT_CASES))


class ScreeningQuerySet(models.QuerySet):
    """Rounds of screening."""

    def visible_to(self, user: "User"):  # type: ignore[no-untyped-def]
        """Those of the organizations in which the person mediates or is a clerk."""
        return self.filter(organization__in=_screening(user))


class LeadQuerySet(models.QuerySet):
    """Leads of screening."""

    def visible_to(self, user: "User"):  # type: ignore[no-untyped-def]
        """Those of the organizations in which the person mediates or is a clerk; nobody else's, at no level."""
        return self.filter(organization__in=_screening(user))

    def live(self, day: date | None = None):  # type: ignore[no-untyped-def]
        """Those that still hold on a day, whether or not the nightly job came by."""
        return self.filter(state__in=[LeadState.OPEN, LeadState.INVITED], expires_on__gt=day or today())

    def overdue(self, day: date):  # type: ignore[no-untyped-def]
        """Those whose days are over and that still have words."""
        return self.filter(state__in=[LeadState.OPEN, LeadState.INVITED], expires_on__lte=day)


class PreventionQuerySet(models.QuerySet):
    """Prevention totals of months."""

    def visible_to(self, user: "User"):  # type: ignore[no-untyped-def]
        """Those of the organizations of which the person is a clerk; others read the figures made of them."""
        if not user.is_authenticated:
            return self.none()
        own = user.organizations_permitting(Permission.MANAGE_CASES)
        return self.filter(organization__in=[o.pk for o in own])


class InvitationQuerySet(models.QuerySet):
    """Invitations to mediation."""

    def visible_to(self, user: "User"):  # type: ignore[no-untyped-def]
        """Those of the organizations in which the person mediates or is a clerk."""
        return self.filter(organization__in=_screening(user))

    def waiting(self, day: date | None = None):  # type: ignore[no-untyped-def]
        """Those that wait for an answer and whose days are not over."""
        return self.filter(state=InvitationState.WAITING, expires_on__gt=day or today())

    def overdue(self, day: date):  # type: ignore[no-untyped-def]
        """Those whose days are over and that still hold names."""
        return self.filter(state=InvitationState.WAITING, expires_on__lte=day)


def _screening(user: "User") -> list[int]:
    if not user.is_authenticated:
        return []
    return [o.pk for o in user.organizations_permitting(Permission.LOG_SCREENING)]


class BookingQuerySet(models.QuerySet):
    """Agreed times."""

    def visible_to(self, user: "User"):  # type: ignore[no-untyped-def]
        """One's own: of cases that one mediates. A clerk's: of the cases of his organization. Nobody else has any."""
        from .models import Case, CaseMediator

        clerk_at = [o.pk for o in user.organizations_as(CLERK)]
        mediates = CaseMediator.objects.filter(
            case=OuterRef("case"), person=user.person_id, released_on__isnull=True
        )
        mine = Q(Exists(mediates)) | Q(case__holder__in=clerk_at) | Q(case__handled_at__in=clerk_at)
        return self.filter(mine, case__in=Case.objects.visible_to(user))


class SupportRequestQuerySet(models.QuerySet):
    """Requests for support."""

    def waiting(self):  # type: ignore[no-untyped-def]
        """Those without an answer."""
        return self.filter(result="")

    def asked_of(self, user: "User"):  # type: ignore[no-untyped-def]
        """Those that this person answers: as clerk of the committee, or coordinator of the county, that was asked."""
        answering = user.organizations_permitting(Permission.MANAGE_CASES)
        return self.filter(asked__in=[*answering, *user.organizations_permitting(Permission.PLACE_REFERRAL)])

    def asked_by(self, user: "User"):  # type: ignore[no-untyped-def]
        """Those of this person, and as clerk those of the whole organization; also after the case went on."""
        clerk_at = user.organizations_permitting(Permission.MANAGE_CASES)
        return self.filter(Q(asked_by_id=user.pk) | Q(asking__in=clerk_at))


class CaseMediatorQuerySet(models.QuerySet):
    """Mediators of cases."""

    def overridden_in_area_of(self, user: "User"):  # type: ignore[no-untyped-def]
        """Those who mediate although something spoke against it, in the areas of the bureaux where the person serves."""
        area = Q(pk__in=[])
        for bureau in user.organizations_permitting(Permission.MANAGE_REGISTER):
            area |= Q(**{f"case__holder_{bureau.division.level}": bureau.division_id})
        return self.filter(area, overridden_on__isnull=False)


class MajorReportQuerySet(models.QuerySet):
    """Reports of major disputes."""

    def open(self):  # type: ignore[no-untyped-def]
        """Those that nobody has closed."""
        return self.filter(closed_at__isnull=True)

    def received_by(self, user: "User"):  # type: ignore[no-untyped-def]
        """Those made in the area of this person's guidance committee or bureau."""
        offices = user.organizations_as(COORDINATOR, OFFICER)
        area = Q(pk__in=[])
        for office in offices:
            level = office.division.level
            area |= Q(**{f"organization__division__{level}_code": office.division.code})
        return self.filter(area, reported_at__isnull=False)
