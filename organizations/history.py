"""Writes a whole register in bulk: divisions, organizations and people as old registers or a plan tell of them.

Inputs name each other by keys of the caller (codes of divisions, any word for organizations and people); the rows
are those which founding, appointing and so on would have written. Call it inside a transaction.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from mediation.kernel import journal
from mediation.kernel.bulk import copy_rows, reserve_ids
from mediation.kernel.search import pinyin_key

from .enums import EmploymentKind, Level, OrganizationKind, Regime
from .models import (
    Badge,
    Division,
    Employment,
    Fund,
    GroupTally,
    InformationVolunteer,
    Organization,
    Person,
    Placement,
    Post,
    Profile,
    Training,
)
from .models.division import looks_urban
from .services.founding import REGIMES


@dataclass(frozen=True)
class PastDivision:
    """A division; `parent` is the code of the one above it."""

    code: str
    name: str
    level: str
    parent: str | None
    valid_from: date


@dataclass(frozen=True)
class PastOrganization:
    """An organization placed in one division since its founding; `sealed_by` and `host` are keys of others."""

    key: Hashable
    name: str
    kind: str
    division: str
    founded_on: date
    short_name: str = ""
    sector: str = ""
    sealed_by: Hashable | None = None
    host: Hashable | None = None
    # Mediation groups since the founding.
    groups: int = 0


@dataclass(frozen=True)
class PastPost:
    """A post from a day until (not including) another; `tenure` of mediators."""

    organization: Hashable
    role: str
    valid_from: date
    valid_until: date | None = None
    tenure: str = ""


@dataclass(frozen=True)
class PastPerson:
    """A person with posts, and for mediators a badge and since when full-time; the first post dates badge and work."""

    key: Hashable
    name: str
    posts: Sequence[PastPost]
    badge: str = ""
    grade: str = ""
    full_time_since: date | None = None
    retired_from_court: bool = False
    specialty: str = ""
    sex: str = ""
    education: str = ""
    background: str = ""


@dataclass(frozen=True)
class PastTraining:
    """A training that an organization held for so many."""

    organization: Hashable
    held_on: date
    topic: str
    people: int


@dataclass(frozen=True)
class PastFund:
    """Yuan under one head of a budget year."""

    organization: Hashable
    year: int
    head: str
    amount: Decimal


@dataclass(frozen=True)
class PastVolunteer:
    """An information volunteer (信息员) of an organization."""

    name: str
    organization: Hashable
    valid_from: date


def write_divisions(divisions: Iterable[PastDivision]) -> dict[str, Division]:
    """Write divisions, level by level; give them by code."""
    by_level: dict[str, list[PastDivision]] = {level: [] for level in Level.values}
    for division in divisions:
        by_level[division.level].append(division)
    written: dict[str, Division] = {}
    for level in Level.values:
        rows = [
            Division(
                code=division.code,
                name=division.name,
                level=division.level,
                parent=written[division.parent] if division.parent else None,
                valid_from=division.valid_from,
                is_urban=looks_urban(division.level, division.code, division.name),
            )
            for division in by_level[level]
        ]
        for row in rows:
            row.fill_codes()
        Division.objects.bulk_create(rows, batch_size=500)
        written.update((row.code, row) for row in rows)
    journal.record("history.divisions", actor_id=None, rows=len(written))
    return written


def write_organizations(
    organizations: Sequence[PastOrganization], divisions: Mapping[str, Division]
) -> dict[Any, Organization]:
    """Write organizations and where they stand; give them by key, with seal and division at hand."""
    written = {
        past.key: Organization(
            pk=pk,
            name=past.name,
            kind=past.kind,
            division=divisions[past.division],
            regime=REGIMES.get(OrganizationKind(past.kind), Regime.PEOPLES),
            sector=past.sector,
            short_name=past.short_name,
            valid_from=past.founded_on,
        )
        for past, pk in zip(organizations, reserve_ids(Organization, len(organizations)), strict=True)
    }
    for past in organizations:
        written[past.key].sealed_by = written[past.sealed_by] if past.sealed_by is not None else None
        written[past.key].host = written[past.host] if past.host is not None else None
    Organization.objects.bulk_create(written.values(), batch_size=500)
    copy_rows(
        Placement,
        ("organization_id", "division_id", "valid_from"),
        ((row.pk, row.division_id, row.valid_from) for row in written.values()),
    )
    copy_rows(
        GroupTally,
        ("organization_id", "groups", "valid_from"),
        ((written[past.key].pk, past.groups, past.founded_on) for past in organizations if past.groups),
    )
    journal.record("history.organizations", actor_id=None, rows=len(written))
    return written


def write_people(
    people: Sequence[PastPerson], organizations: Mapping[Any, Organization]
) -> dict[Any, Person]:
    """Write persons with their posts, badges and kinds of employment; give them by key."""
    written = {
        past.key: Person(
            pk=pk,
            name=past.name,
            sort_key=pinyin_key(past.name, person=True).sort_key,
            specialty=past.specialty,
            retired_from_court=past.retired_from_court,
        )
        for past, pk in zip(people, reserve_ids(Person, len(people)), strict=True)
    }
    Person.objects.bulk_create(written.values(), batch_size=1000)
    copy_rows(
        Post,
        ("person_id", "organization_id", "role_code", "valid_from", "valid_until", "tenure"),
        (
            (
                written[past.key].pk,
                organizations[post.organization].pk,
                post.role,
                post.valid_from,
                post.valid_until,
                post.tenure,
            )
            for past in people
            for post in past.posts
        ),
    )
    copy_rows(
        Profile,
        ("person_id", "sex", "education", "background", "valid_from"),
        (
            (written[past.key].pk, past.sex, past.education, past.background, past.posts[0].valid_from)
            for past in people
            if past.sex or past.education or past.background
        ),
    )
    mediators = [past for past in people if past.badge]
    copy_rows(
        Badge,
        ("person_id", "number", "grade", "valid_from", "valid_until"),
        (
            (
                written[past.key].pk,
                past.badge,
                past.grade,
                past.posts[0].valid_from,
                past.posts[0].valid_until,
            )
            for past in mediators
        ),
    )
    copy_rows(
        Employment,
        ("person_id", "kind", "valid_from", "valid_until"),
        (
            (written[past.key].pk, kind, since, until)
            for past in mediators
            for kind, since, until in _employments(past)
        ),
    )
    journal.record("history.people", actor_id=None, rows=len(written))
    return written


def write_volunteers(volunteers: Sequence[PastVolunteer], organizations: Mapping[Any, Organization]) -> None:
    """Write information volunteers."""
    copy_rows(
        InformationVolunteer,
        ("organization_id", "name", "valid_from"),
        ((organizations[past.organization].pk, past.name, past.valid_from) for past in volunteers),
    )
    journal.record("history.volunteers", actor_id=None, rows=len(volunteers))


def write_support(
    trainings: Sequence[PastTraining], funds: Sequence[PastFund], organizations: Mapping[Any, Organization]
) -> None:
    """Write trainings and the budgets of years."""
    Training.objects.bulk_create(
        Training(
            organization=organizations[past.organization],
            held_on=past.held_on,
            topic=past.topic,
            people=past.people,
        )
        for past in trainings
    )
    Fund.objects.bulk_create(
        Fund(
            organization=organizations[past.organization], year=past.year, head=past.head, amount=past.amount
        )
        for past in funds
    )
    journal.record("history.support", actor_id=None, rows=len(trainings) + len(funds))


def _employments(past: PastPerson) -> Iterable[tuple[str, date, date | None]]:
    """Part-time from the first post on, full-time from the day that is given."""
    since, until = past.posts[0].valid_from, past.posts[0].valid_until
    full_time = past.full_time_since
    if full_time is None or since < full_time:
        yield EmploymentKind.PART_TIME, since, full_time or until
    if full_time is not None:
        yield EmploymentKind.FULL_TIME, full_time, until
