"""Rows on the very days where a definition begins and ends: the day before, the first, the last and the day after.

Every attribute that some figure asks for occurs on each of these days, beside rows that no figure may count: voided,
continued, of other regimes. Written beside tests.reports.random_histories, for the same world.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count, cycle, product
from random import Random
from typing import Any, TypeVar

from django.db.models import Model
from django.utils import timezone

from cases.enums import (
    CaseStatus,
    DisputeSubtype,
    DisputeType,
    Entruster,
    LegalMode,
    Outcome,
    Source,
    SupportResult,
    TerminationGround,
)
from cases.models import (
    Agreement,
    Breach,
    Case,
    Confirmation,
    Custody,
    ExpertInvitation,
    MajorReport,
    Obligation,
    Party,
    Performance,
    PreventionTotal,
    ReturnVisit,
    ScreeningRound,
    SubsidyClaim,
    SupportRequest,
)
from cases.models.prevention import TOTALS
from mediation.kernel.calendar import BEIJING
from organizations.enums import (
    PARTICIPATING_KINDS,
    Background,
    Education,
    EmploymentKind,
    FundHead,
    OrganizationKind,
    Regime,
    Sector,
    Sex,
    Tenure,
)
from organizations.models import (
    Badge,
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
from tests.reports import boundary_letters
from tests.reports.histories import PLACED, case, columns_above, declined
from tests.world import FOUNDED, World

START, UNTIL = date(2021, 1, 1), date(2021, 7, 1)
ONE = timedelta(1)
_Row = TypeVar("_Row", bound=Model)
LAST = UNTIL - ONE
BOUNDS = (START - ONE, START, LAST, UNTIL)
# Something that begins or ends around the last day, seen from it.
TURNS = (LAST, UNTIL)
BETWEEN = date(2021, 4, 2)
COLUMNS = ("accepted_on", "succeeded_on", "concluded_on", "closed_on", "performed_on")
CASES_A_BOUND = 54

# In the order in which they refer to each other.
_KEPT = (
    Organization,
    Placement,
    Person,
    Badge,
    Employment,
    Profile,
    Post,
    InformationVolunteer,
    GroupTally,
)
_numbers = count(1)


class Pending(defaultdict[type[Model], list[Any]]):
    """Rows of the register that wait to be written together."""

    def __init__(self) -> None:
        super().__init__(list)

    def add(self, row: _Row) -> _Row:
        self[type(row)].append(row)
        return row

    def write(self) -> None:
        for model in _KEPT:
            model.objects.bulk_create(self.pop(model, []), batch_size=2000)  # type: ignore[attr-defined]
        assert not self


def write(world: World, seed: int) -> None:
    """The same for the same seed."""
    rng = Random(seed)
    acceptors = _acceptors(world)
    placed: dict[int, list[Placement]] = defaultdict(list)
    for placement in PLACED.all():
        placed[placement.organization_id].append(placement)

    def frozen(organization: Organization, day: date) -> dict[str, int | None]:
        return next(
            columns_above(placement.division)
            for placement in placed[organization.pk]
            if placement.valid_from <= day and (placement.valid_until is None or day < placement.valid_until)
        )

    cases = [
        _case(world, rng, acceptors, frozen, column, bound, number)
        for column, bound in product(COLUMNS, BOUNDS)
        for number in range(CASES_A_BOUND)
    ]
    Case.objects.bulk_create(cases)
    _write_custodies(world, rng, cases)
    _write_parties(rng, cases)
    _write_agreements(world, rng, cases)
    movers = _movers(world, OrganizationKind.INDUSTRY)
    _write_acts(world, rng, cases, movers)
    boundary_letters.write(world, cases, _movers(world, OrganizationKind.GUIDANCE_COMMITTEE), BOUNDS, BETWEEN)
    _write_stock(world)
    _write_people(world, rng)
    _write_organizations_acts(rng, [one for some in movers.values() for one in some])


def _acceptors(world: World) -> list[Organization]:
    """One committee of each kind that is counted apart; a market's has the sector of another kind."""
    made = {
        OrganizationKind.ENTERPRISE: "",
        OrganizationKind.PARK_MARKET: Sector.FINANCE,
        OrganizationKind.LAWYER_ROOM: "",
    }
    extra = [
        _organization(world, kind, "652324", sector=sector, short_name=f"界{kind}")
        for kind, sector in made.items()
    ]
    return [world.village, world.other_township, world.industry, world.finance, world.second_village, *extra]


def _organization(
    world: World,
    kind: str,
    division: str,
    *,
    pending: Pending | None = None,
    founded: date = FOUNDED,
    placed: date | None = None,
    closed: date | None = None,
    moved: tuple[date, str] | None = None,
    **facts: Any,
) -> Organization:
    """An organization in one place, or in a second one since a day; written at once unless others wait with it."""
    organization = Organization(
        name=f"示例界{next(_numbers)}",
        kind=kind,
        division=world.divisions[division],
        valid_from=founded,
        valid_until=closed,
        **facts,
    )
    rows = Pending() if pending is None else pending
    rows.add(organization)
    until, target = moved or (None, "")
    rows.add(
        Placement(
            organization=organization,
            division=organization.division,
            valid_from=placed or founded,
            valid_until=until,
        )
    )
    if until:
        rows.add(Placement(organization=organization, division=world.divisions[target], valid_from=until))
    if pending is None:
        rows.write()
    return organization


def _movers(world: World, kind: OrganizationKind) -> dict[date, list[Organization]]:
    """Those that moved from the one county to the other and back on a day: before, on, between and after the bounds."""
    rows = Pending()
    made = {
        turn: [
            _organization(world, kind, origin, pending=rows, moved=(turn, target))
            for origin, target in (("652324", "652301"), ("652301", "652324"))
        ]
        for turn in (date(2020, 1, 1), date(2020, 9, 1), *BOUNDS, date(2021, 4, 1), BETWEEN)
    }
    rows.write()
    return made


def _case(
    world: World,
    rng: Random,
    acceptors: list[Organization],
    frozen: Callable[[Organization, date], dict[str, int | None]],
    column: str,
    bound: date,
    number: int,
) -> Case:
    """A case whose `column` is the bound and whose other days lie anywhere around it."""
    days = {"accepted_on": 0}
    days["concluded_on"] = rng.randrange(120)
    days["succeeded_on"] = days["concluded_on"] + rng.randrange(10)
    days["performed_on"] = days["succeeded_on"] + rng.randrange(1, 90)
    days["closed_on"] = days["concluded_on"] + rng.randrange(60)
    days = {name: bound + timedelta(day - days[column]) for name, day in days.items()}
    accepted = days["accepted_on"]
    organization = acceptors[number % len(acceptors)]
    agreed = column in ("succeeded_on", "performed_on") or rng.random() < 0.5
    ended = agreed or column in ("concluded_on", "closed_on") or rng.random() < 0.5
    entruster = list(Entruster)[number // 3 % len(Entruster)] if number % 3 == 0 else ""
    kind = list(DisputeType)[number % len(DisputeType)]
    # Of each type one counts for sure.
    is_plain = number < len(DisputeType)
    fields: dict[str, object] = {
        "applied_on": accepted - timedelta(3 if is_plain else rng.choice((0, 3, 5))),
        "source": Source.ENTRUSTED if entruster else (Source.APPLICATION, Source.PROACTIVE)[number % 2],
        "entruster": entruster,
        "legal_mode": ["", *LegalMode][number % (len(LegalMode) + 1)],
        "dispute_type": kind,
        "dispute_subtype": DisputeSubtype.FINANCE if kind == DisputeType.CONTRACT else "",
        "is_major": number % 4 == 0,
        "regime": Regime.PEOPLES if is_plain else rng.choices(list(Regime), (12, 1, 1, 1))[0],
        "is_continuation": not is_plain and rng.random() < 0.08,
        "handled_at": rng.choice([*acceptors, world.studio, world.room]),
        "party_count": 0,
    }
    if not is_plain and rng.random() < 0.1:
        fields["status"] = CaseStatus.VOIDED
    if ended:
        fields["concluded"] = days["concluded_on"]
        fields["closed_on"] = days["closed_on"] if column == "closed_on" or rng.random() < 0.7 else None
        fields["term_days"] = max(1, (days["concluded_on"] - accepted).days + rng.choice((-1, 0, 1)))
        fields["outcome"] = list(Outcome)[2 + number % 3]
        fields["routes_told"] = ("", "court")[number // 2 % 2]
        if fields["closed_on"] and number % 5 < 3:
            fields["filed_on"] = fields["closed_on"] + timedelta(number % 3)
        # A reason is a word for termination, and stands beside other ends too where somebody typed it.
        fields["termination_ground"] = rng.choice(
            ("", TerminationGround.SETTLED, TerminationGround.FAR_APART)
        )
        # Performed, says somebody, without an agreement that binds.
        fields["performed_on"] = days["performed_on"] if number % 3 == 0 else None
        if fields["is_continuation"] or "status" in fields:
            fields["termination_ground"] = TerminationGround.SETTLED
    elif accepted < LAST - ONE:
        # Open at the end of the last day: its term ran out the day before, on that day, or runs out on the next.
        fields["term_days"] = (LAST - accepted).days + number % 3 - 1
    if agreed:
        fields["outcome"] = list(Outcome)[number % 2]
        fields |= {"succeeded": days["succeeded_on"], "amount": rng.randrange(1, 90000)}
        fields["performed_on"] = (
            days["performed_on"] if column == "performed_on" or rng.random() < 0.5 else None
        )
    made = case(organization, accepted, frozen=frozen(organization, accepted), **fields)
    made.holder = rng.choice([organization, world.guidance, world.other_township])
    for name, division in frozen(made.holder, accepted).items():
        setattr(made, name.replace("accepted_", "holder_"), division)
    return made


def _write_custodies(world: World, rng: Random, cases: list[Case]) -> None:
    rows = []
    for one in cases:
        ends = [day for day in (one.succeeded_on, one.concluded_on) if day]
        moves = sorted({*ends[: rng.randrange(3)], one.applied_on + timedelta(rng.randrange(1, 30))})
        moves = [day for day in moves if day > one.applied_on][: rng.randrange(3)]
        starts = [one.applied_on, *moves]
        holders = cycle([one.accepted_by, world.other_township, world.guidance])
        for since, until in zip(starts, [*moves, None], strict=True):
            rows.append(Custody(case=one, organization=next(holders), held_from=since, held_until=until))
    Custody.objects.bulk_create(rows)


def _write_parties(rng: Random, cases: list[Case]) -> None:
    """Some have as many applicants as make a group, one fewer, and one fewer after somebody left."""
    rows = []
    for one in cases:
        applicants, left = rng.choices(
            ((1, 0), (2, 1), (9, 0), (9, 1), (10, 0), (11, 0)), (9, 9, 1, 1, 1, 1)
        )[0]
        rows += [Party(case=one, side="applicant", name="示例·申请人") for _ in range(applicants)]
        rows += [
            Party(case=one, side="applicant", name="示例·退出的人", left_on=one.accepted_on)
            for _ in range(left)
        ]
        rows += [Party(case=one, side="respondent", name="示例·被申请人") for _ in range(2)]
        one.party_count = applicants + 2
    Party.objects.bulk_create(rows, batch_size=2000)
    Case.objects.bulk_update(cases, ["party_count"], batch_size=500)


def _write_agreements(world: World, rng: Random, cases: list[Case]) -> None:
    """Agreements in force and not yet, of both forms, with payments due on the bounds; and what a court said of them."""
    chosen = [one for one in cases if one.succeeded_on][::2] + [one for one in cases if not one.succeeded_on][
        ::8
    ]
    agreements = [
        Agreement(
            case=one,
            form=(Outcome.ORAL_AGREEMENT, Outcome.WRITTEN_AGREEMENT)[number % 2],
            agreed_on=one.succeeded_on or one.accepted_on,
            effective_on=None if number % 5 == 0 else one.succeeded_on or one.accepted_on,
            content="双方和解。",
            amount=one.succeeded_amount,
        )
        for number, one in enumerate(chosen)
    ]
    Agreement.objects.bulk_create(agreements)
    payments, acts = [], []
    for agreement in agreements:
        for position, due_on in enumerate(
            (rng.choice(BOUNDS), rng.choice((*BOUNDS, None, LAST + 40 * ONE))), 1
        ):
            payments.append(
                Obligation(
                    agreement=agreement,
                    position=position,
                    kind="pay",
                    amount=rng.randrange(1000, 9000),
                    due_on=due_on,
                    performed_on=due_on if rng.random() < 0.4 else None,
                )
            )
        payments.append(
            Obligation(
                agreement=agreement, position=3, kind="do", text="修好院墙", due_on=rng.choice(BOUNDS[:2])
            )
        )
    Obligation.objects.bulk_create(payments)
    # What was paid beside a promise to do something belongs to no payment that was agreed.
    for payment in payments:
        acts += [
            Performance(obligation=payment, performed_on=payment.due_on or LAST, amount=rng.randrange(1, 500))
            for _ in range(rng.randrange(3))
        ]
    Performance.objects.bulk_create(acts)
    results = cycle(("confirmed", "confirmed", "refused", "withdrawn"))
    confirmations = []
    for number, agreement in enumerate(agreements):
        # In pairs, so that each bound meets both forms.
        bound, other = BOUNDS[number // 2 % 4], timedelta(rng.randrange(3, 40))
        applied_on, ruled_on = (bound, bound + other) if number // 8 % 2 else (bound - other, bound)
        confirmations.append(
            Confirmation(
                agreement=agreement,
                court=world.court,
                applied_on=applied_on,
                ruled_on=ruled_on,
                result=next(results) if number % 3 else "confirmed",
            )
        )
    Confirmation.objects.bulk_create(confirmations)


def _write_acts(world: World, rng: Random, cases: list[Case], movers: dict[date, list[Organization]]) -> None:
    """What hangs on cases, on each bound, for cases that count and such that do not."""
    mixed = rng.sample(cases, len(cases))
    left = iter(mixed[::2])
    counted = iter([one for one in mixed[1::2] if _counts(one)])
    # A dispute that was counted under its first number, visited and paid for under its second.
    ReturnVisit.objects.bulk_create(
        ReturnVisit(case=one, visited_on=one.concluded_on, finding="performed", satisfaction="silent")
        for one in cases
        if one.is_continuation and one.outcome == Outcome.WRITTEN_AGREEMENT
    )
    SubsidyClaim.objects.bulk_create(
        SubsidyClaim(case=one, year=2020 + number % 2, amount=Decimal(10), paid_on=one.accepted_on)
        for number, one in enumerate(one for one in cases if one.is_continuation)
    )
    for bound in BOUNDS:
        some = [next(left) for _ in range(24)]
        later = timedelta(rng.randrange(2, 30))
        ReturnVisit.objects.bulk_create(
            ReturnVisit(case=one, visited_on=bound, finding="performed", satisfaction="silent")
            for one in some
        )
        Breach.objects.bulk_create(
            Breach(case=one, kind="sued", court=world.court, filed_on=bound) for one in some
        )
        ExpertInvitation.objects.bulk_create(
            ExpertInvitation(
                case=one,
                expert=world.expert.person,
                bank=world.experts,
                invited_on=bound - later,
                ends_on=bound + later,
                took_part_on=bound,
            )
            for one in some
        )
        # A case is claimed for once: those of the random histories keep theirs.
        claimed = set(SubsidyClaim.objects.values_list("case_id", flat=True))
        SubsidyClaim.objects.bulk_create(
            SubsidyClaim(
                case=one,
                year=2019 + number % 4,
                amount=Decimal(rng.randrange(1, 40)) * 10,
                paid_on=bound,
            )
            for number, one in enumerate(some)
            if one.pk not in claimed
        )
        standing = [world.village, world.second_village, world.industry]
        # One of the two that moved later: what both of them did would be told of either county alike.
        moving = [movers[bound][0], movers[BETWEEN][0], movers[bound][1]]
        for organizations, taken in ((standing, left), (moving, counted)):
            _write_requests(world, bound, organizations, taken)
            _write_reports(bound, organizations, taken)
        Case.objects.bulk_create(
            declined(organization, bound, regime=regime)
            for organization in (*standing, *moving)
            for regime in (Regime.PEOPLES, Regime.PEOPLES, Regime.ADMINISTRATIVE)
        )


def _counts(one: Case) -> bool:
    return one.regime == Regime.PEOPLES and one.status != CaseStatus.VOIDED and not one.is_continuation


def _write_requests(
    world: World, bound: date, organizations: list[Organization], cases: Iterator[Case]
) -> None:
    """Asked on the bound, and answered on it: late, on the last day for an answer, in time."""
    rows = []
    for result, (days, asking) in product(
        ("", *SupportResult.values), zip((-1, 0, 1), organizations, strict=True)
    ):
        for asked_on, answered_on in ((bound, bound + 3 * ONE), (bound - 3 * ONE, bound)):
            one = next(cases)
            helped = result in (SupportResult.JOINED, SupportResult.TAKEN_OVER)
            rows.append(
                SupportRequest(
                    case=one,
                    asking=asking,
                    asked=world.other_township,
                    kind="advice",
                    question="请来人一起调解。",
                    parties_agree=True,
                    asked_on=asked_on,
                    asked_by_id=world.village_clerk.pk,
                    answer_due=asked_on + (3 + days) * ONE,
                    result=result,
                    answered_on=answered_on if result else None,
                    helping=world.other_township if helped else None,
                )
            )
    SupportRequest.objects.bulk_create(rows)


def _write_reports(bound: date, organizations: list[Organization], cases: Iterator[Case]) -> None:
    """Reported an hour before the term ended, with its last minute, an hour late, and never."""
    due_at = datetime(bound.year, bound.month, bound.day, 17, tzinfo=BEIJING) + ONE
    hour = timedelta(hours=1)
    MajorReport.objects.bulk_create(
        MajorReport(
            case=next(cases),
            organization=organization,
            marked_on=bound,
            reason="人数多。",
            due_at=due_at,
            reported_at=told,
            reported_on=(told or due_at).date() if told else None,
            closed_at=timezone.now(),
        )
        for organization, told in product(organizations, (due_at - hour, due_at, due_at + hour, None))
    )


# The places between which organizations move: villages and communities, towns and sub-districts, counties.
_MOVES = {
    OrganizationKind.VILLAGE: ("652324100201", "652301001001"),
    OrganizationKind.TOWNSHIP: ("652324100", "652301001"),
}


def _write_stock(world: World) -> None:
    """Of every kind, sector and host: founded, closed and moved on the last day and on the day after it."""
    rows = Pending()
    kinds = sorted({*PARTICIPATING_KINDS, OrganizationKind.EXPERT_BANK} - {OrganizationKind.STATIONED_ROOM})
    # A sector beside another kind means nothing, and is there where somebody typed it.
    sectors = cycle([*Sector, ""])
    specs: list[tuple[str, dict[str, Any]]] = [
        (kind, {"sector": next(sectors)})
        for kind in kinds
        for _ in range(7 if kind == OrganizationKind.PARK_MARKET else 1)
    ]
    specs += [(OrganizationKind.INDUSTRY, {"sector": sector}) for sector in (*Sector, "")]
    hosts = [
        OrganizationKind.COURT,
        OrganizationKind.PROCURATORATE,
        OrganizationKind.POLICE,
        OrganizationKind.PETITION_OFFICE,
        OrganizationKind.OTHER_AGENCY,
    ]
    for host_kind in hosts:
        host = _organization(world, host_kind, "652301")
        specs.append((OrganizationKind.STATIONED_ROOM, {"host": host}))
        # Hosted, and no room of mediators.
        specs.append((OrganizationKind.ADMIN_ROOM, {"host": host}))
    specs.append((OrganizationKind.STATIONED_ROOM, {}))
    for kind, facts in specs:
        here, there = _MOVES.get(OrganizationKind(kind), ("652324", "652301"))
        _organization(world, kind, here, pending=rows, **facts)
        for turn, place in product(TURNS, (here, there)):
            ways: tuple[dict[str, Any], ...] = (
                {"founded": turn},
                # It has a place before it is there.
                {"founded": turn, "placed": FOUNDED},
                {"closed": turn},
                {"moved": (turn, there if place == here else here)},
            )
            for way in ways:
                _add_people(rows, _organization(world, kind, place, pending=rows, **way, **facts), turn)
    rows.write()


def _roles(organization: Organization) -> tuple[str, ...]:
    if organization.kind == OrganizationKind.GUIDANCE_COMMITTEE:
        return ("coordinator",)
    # A bank's own staff are no experts.
    return ("expert", "clerk") if organization.kind == OrganizationKind.EXPERT_BANK else ("mediator", "clerk")


def _add_people(rows: Pending, organization: Organization, turn: date) -> None:
    """Somebody who serves there, somebody who begins and somebody who ends; groups and a volunteer likewise."""
    spans = ((FOUNDED, None), (turn, None), (FOUNDED, turn))
    for role, (since, until) in product(_roles(organization), spans):
        person = _person(rows)
        rows.add(_badge(person, FOUNDED, None))
        rows.add(
            Post(
                person=person, organization=organization, role_code=role, valid_from=since, valid_until=until
            )
        )
    for since, until in spans[1:]:
        rows.add(
            InformationVolunteer(
                organization=organization, name="示例·信息员", valid_from=since, valid_until=until
            )
        )
    for number, (since, until) in enumerate(((FOUNDED, turn), (turn, None)), 1):
        rows.add(
            GroupTally(organization=organization, groups=number * 3, valid_from=since, valid_until=until)
        )


def _person(rows: Pending) -> Person:
    return rows.add(Person(name=f"示例·界{next(_numbers)}"))


def _badge(person: Person, since: date, until: date | None) -> Badge:
    return Badge(
        person=person, number=f"界{next(_numbers)}", grade="third", valid_from=since, valid_until=until
    )


def _write_people(world: World, rng: Random) -> None:
    """Mediators of every description, of whom one thing begins or ends around the last day, the rest standing."""
    rows, numbers = Pending(), count()
    described = list(product(["", *Sex], ["", *Education], ["", *Background]))
    told = cycle(rng.sample(described, len(described)))
    spans = [(turn, None) for turn in TURNS] + [(FOUNDED, turn) for turn in TURNS]
    changes = ("badge", "employment", "profile", "post", "organization", "place", "no badge", "nothing")
    # More begin than end, else who comes on a day would make up for who goes.
    for changing, span, _each in (
        one for one in product(changes, spans, range(60)) if one[2] < 40 or one[1][1] is None
    ):
        (sex, education, background), number = next(told), next(numbers)
        person = _person(rows)
        serves_in = _serving(world, rows, changing, span)

        def since_until(what: str, changing: str = changing, span: Any = span) -> dict[str, Any]:
            since, until = span if changing == what else (FOUNDED, None)
            return {"valid_from": since, "valid_until": until}

        if changing != "no badge":
            rows.add(_badge(person, *since_until("badge").values()))
        kind = list(EmploymentKind)[number % 2]
        rows.add(Employment(person=person, kind=kind, **since_until("employment")))
        rows.add(
            Profile(
                person=person,
                sex=sex,
                education=education,
                background=background,
                **since_until("profile"),
            )
        )
        for organization in serves_in[: 1 + number // 2 % 2]:
            rows.add(
                Post(
                    person=person,
                    organization=organization,
                    role_code="clerk" if number % 7 == 0 else "mediator",
                    tenure=("", *Tenure)[number % 3],
                    **since_until("post"),
                )
            )
    # An adviser in a bureau is no expert of a bank; who is in two banks is one.
    banks = [world.experts, _organization(world, OrganizationKind.EXPERT_BANK, "652324", pending=rows)]
    for organizations in ([world.bureau], banks):
        person = _person(rows)
        for organization in organizations:
            rows.add(Post(person=person, organization=organization, role_code="expert", valid_from=FOUNDED))
    rows.write()


def _serving(
    world: World, rows: Pending, changing: str, span: tuple[date, date | None]
) -> list[Organization]:
    """Where somebody mediates: one or two committees that stand, or one that begins, ends or moves."""
    since, until = span
    if changing == "organization":
        place = {"founded": since, "placed": FOUNDED, "closed": until}
        return [_organization(world, OrganizationKind.LAWYER_ROOM, "652324", pending=rows, **place)]
    if changing == "place":
        origin, target = ("652324", "652301") if until else ("652301", "652324")
        moved = (until or since, target)
        return [_organization(world, OrganizationKind.LAWYER_ROOM, origin, pending=rows, moved=moved)]
    return [world.township, world.other_township]


def _write_organizations_acts(rng: Random, moved: list[Organization]) -> None:
    """Rounds, trainings, sums of months and budgets of years, of organizations that moved before, between and after."""
    days = [*BOUNDS, date(2021, 4, 1), BETWEEN]
    ScreeningRound.objects.bulk_create(
        ScreeningRound(
            organization=one,
            held_on=day,
            place="示例片区",
            visits=rng.randrange(9, 30),
            found=rng.randrange(1, 9),
        )
        for one, day in product(moved, days)
    )
    Training.objects.bulk_create(
        Training(organization=one, held_on=day, topic="示例培训", people=rng.randrange(1, 90))
        for one, day in product(moved, days)
    )
    PreventionTotal.objects.bulk_create(
        PreventionTotal(
            organization=one,
            month=date(2020 + number // 12, number % 12 + 1, 1),
            **{name: rng.randrange(1, 99) for name in TOTALS},
        )
        for one, number in product(moved, range(11, 20))
    )
    Fund.objects.bulk_create(
        Fund(organization=one, year=year, head=head, amount=Decimal(rng.randrange(1, 9999)))
        for one, year, head in product(moved, range(2018, 2023), FundHead)
    )
