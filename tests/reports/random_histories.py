"""Histories that nobody would write by hand: moved and closed committees, two posts, every kind of row."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

from cases.enums import (
    SUBTYPE_PARENT,
    CaseStatus,
    DisputeType,
    Entruster,
    LegalMode,
    Outcome,
    Source,
    SupportResult,
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
from organizations.enums import (
    Background,
    Education,
    EmploymentKind,
    FundHead,
    Level,
    OrganizationKind,
    Regime,
    Sector,
    Sex,
    Tenure,
)
from organizations.models import (
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
from tests.reports import random_letters
from tests.reports.histories import case, declined
from tests.world import FOUNDED, World

FIRST, LAST = date(2019, 6, 1), date(2021, 12, 31)
_DAYS = (LAST - FIRST).days
CASES = 144
_ENDED_BADLY = (Outcome.NOT_REACHED, Outcome.REFUSED, Outcome.TERMINATED)


def write(world: World, seed: int) -> None:
    """A random history of the world's two counties, the same for the same seed."""
    rng = Random(seed)
    _extend_register(world, rng)
    _write_people(world, rng)
    _write_team(rng)
    committees = [o for o in Organization.objects.filter(regime=Regime.PEOPLES) if o.short_name]
    cases = [_case(world, rng, committees[number % len(committees)], number) for number in range(CASES)]
    rng.shuffle(cases)
    Case.objects.bulk_create(cases)
    Case.objects.bulk_create(declined(rng.choice(committees), _day(rng)) for _ in range(6))
    _write_beside(world, rng, cases)
    _write_tiers(world, rng, cases)
    _write_aftermath(world, rng, cases)
    ScreeningRound.objects.bulk_create(
        ScreeningRound(
            organization=rng.choice(committees), held_on=_day(rng), place="示例片区", found=rng.randrange(3)
        )
        for _ in range(25)
    )
    months = {(rng.choice(committees), _day(rng).replace(day=1)) for _ in range(20)}
    PreventionTotal.objects.bulk_create(
        PreventionTotal(organization=organization, month=month, **{name: rng.randrange(9) for name in TOTALS})
        for organization, month in sorted(months, key=lambda one: (one[0].pk, one[1]))
    )
    random_letters.write(world, seed, cases)


def _day(rng: Random) -> date:
    # Month ends and beginnings are where mistakes sit.
    day = FIRST + timedelta(rng.randrange(_DAYS))
    return day if rng.random() < 0.6 else day.replace(day=1) - timedelta(rng.randrange(2))


def _extend_register(world: World, rng: Random) -> None:
    """A committee that moved to another county, one that closed, and committees of the upper levels."""
    _move(world.second_village, _day(rng), world.divisions["652301100201"])
    _move(world.industry, _day(rng), world.divisions["652300"])
    closing = world.other_village
    closing.valid_until = _day(rng)
    closing.save()
    world.organizations["park"] = _found(
        world, "652301", OrganizationKind.PARK_MARKET, "昌园", date(2020, rng.randrange(1, 13), 1)
    )
    _found(world, "652300", OrganizationKind.LAWYER_ROOM, "州律", _day(rng))
    _found(world, "652324", OrganizationKind.ENTERPRISE, "玛企", FOUNDED)
    _found(
        world, "652300", OrganizationKind.ADMIN_DISPUTE_CENTRE, "州争", FOUNDED, Regime.ADMINISTRATIVE_DISPUTE
    )
    _found_in_streets(world, rng)
    for sector in (*Sector, ""):
        _found(world, "652324", OrganizationKind.INDUSTRY, f"玛行{sector}", _day(rng), sector=sector)
    kinds = (OrganizationKind.PROCURATORATE, OrganizationKind.POLICE, OrganizationKind.PETITION_OFFICE)
    for kind in (*kinds, OrganizationKind.OTHER_AGENCY):
        host = Organization.objects.create(
            name=f"示例{kind}", kind=kind, division=world.divisions["652301"], valid_from=FOUNDED
        )
        Placement.objects.create(organization=host, division=host.division, valid_from=FOUNDED)
        room = _found(world, "652301", OrganizationKind.STATIONED_ROOM, "", _day(rng), host=host)
        Organization.objects.filter(pk=room.pk).update(sealed_by=world.other_township)
    town = Division.objects.create(
        code="652301101",
        name="示范乡",
        level=Level.TOWN,
        parent=world.divisions["652301"],
        valid_from=FOUNDED,
        valid_until=_day(rng),
    )
    short = Organization.objects.create(
        name="示范乡人民调解委员会",
        kind=OrganizationKind.TOWNSHIP,
        short_name="昌示",
        division=town,
        valid_from=FOUNDED,
        valid_until=town.valid_until,
    )
    Placement.objects.create(organization=short, division=town, valid_from=FOUNDED)


def _found_in_streets(world: World, rng: Random) -> None:
    """A sub-district with its committee, a community with one, and a village's committee that moved into it."""
    street = Division.objects.create(
        code="652301001",
        name="示范街道",
        level=Level.TOWN,
        parent=world.divisions["652301"],
        valid_from=FOUNDED,
        is_urban=True,
    )
    community = Division.objects.create(
        code="652301001001",
        name="示范社区",
        level=Level.VILLAGE,
        parent=street,
        valid_from=FOUNDED,
        is_urban=True,
    )
    world.divisions |= {street.code: street, community.code: community}
    _found(world, street.code, OrganizationKind.TOWNSHIP, "昌街", _day(rng))
    _found(world, community.code, OrganizationKind.VILLAGE, "昌社", _day(rng))
    moving = _found(world, "652301100201", OrganizationKind.VILLAGE, "昌迁", FOUNDED)
    _move(moving, _day(rng), community)


def _found(world, division, kind, short_name, day, regime=Regime.PEOPLES, **facts):
    organization = Organization.objects.create(
        name=f"示例{short_name}",
        kind=kind,
        regime=regime,
        short_name=short_name,
        division=world.divisions[division],
        valid_from=day,
        **facts,
    )
    Placement.objects.create(organization=organization, division=organization.division, valid_from=day)
    person = Person.objects.create(name=f"示例·{short_name}")
    Post.objects.create(person=person, organization=organization, role_code="mediator", valid_from=day)
    return organization


def _move(organization: Organization, day: date, to: Division) -> None:
    organization.placements.update(valid_until=day)
    Placement.objects.create(organization=organization, division=to, valid_from=day)


def _write_people(world: World, rng: Random) -> None:
    mediating = [
        world.village,
        world.township,
        world.other_township,
        world.industry,
        world.room,
        world.studio,
    ]
    Post.objects.create(
        person=world.township_clerk.person,
        organization=world.admin_room,
        role_code="mediator",
        valid_from=_day(rng),
    )
    for number in range(12):
        person = Person.objects.create(name=f"示例·随机{number}")
        for organization in rng.sample(mediating, rng.choice((1, 1, 2))):
            since = _day(rng)
            until = since + timedelta(rng.randrange(30, 400)) if rng.random() < 0.4 else None
            Post.objects.create(
                person=person,
                organization=organization,
                role_code="mediator",
                valid_from=since,
                valid_until=until,
            )
        if rng.random() < 0.8:
            until = _day(rng) + timedelta(300) if rng.random() < 0.3 else None
            Badge.objects.create(
                person=person, number=f"随{number:03d}", grade="third", valid_from=FOUNDED, valid_until=until
            )
        kind = rng.choice(list(EmploymentKind))
        Employment.objects.create(person=person, kind=kind, valid_from=_day(rng))
        InformationVolunteer.objects.create(
            organization=rng.choice(mediating), name="示例·信息员", valid_from=_day(rng)
        )


def _write_team(rng: Random) -> None:
    """What the register tells of mediators, with a change in the course of it; groups, trainings, budgets."""
    posts = list(Post.objects.filter(role_code="mediator").order_by("id"))
    for number, post in enumerate(posts):
        post.tenure = ("", *Tenure)[number % 3]
    Post.objects.bulk_update(posts, ["tenure"])
    people = Person.objects.filter(posts__in=posts).distinct().order_by("id")
    for person in people:
        if not person.badges.exists() and rng.random() < 0.8:
            Badge.objects.create(person=person, number=f"补{person.pk}", grade="third", valid_from=_day(rng))
        since, changed = FOUNDED, _day(rng)
        for valid_from, valid_until in ((since, changed), (changed, rng.choice((None, LAST)))):
            Profile.objects.create(
                person=person,
                sex=rng.choice(["", *Sex]),
                education=rng.choice(["", *Education]),
                background=rng.choice(["", *Background]),
                valid_from=valid_from,
                valid_until=valid_until,
            )
    organizations = list(Organization.objects.order_by("id"))
    for organization in rng.sample(organizations, 14):
        changed = _day(rng)
        GroupTally.objects.create(
            organization=organization,
            groups=rng.randrange(1, 9),
            valid_from=organization.valid_from if organization.valid_from < changed else FOUNDED,
            valid_until=changed,
        )
        GroupTally.objects.create(organization=organization, groups=rng.randrange(1, 9), valid_from=changed)
    Training.objects.bulk_create(
        Training(
            organization=rng.choice(organizations),
            held_on=_day(rng),
            topic="示例培训",
            people=rng.randrange(1, 90),
        )
        for _ in range(40)
    )
    Fund.objects.bulk_create(
        Fund(organization=organization, year=year, head=head, amount=Decimal(rng.randrange(1, 9999)))
        for organization in organizations
        for year in range(2019, 2022)
        for head in FundHead
        if rng.random() < 0.4
    )


def _case(world: World, rng: Random, organization: Organization, number: int) -> Case:
    day = _day(rng)
    day = max(day, organization.valid_from)
    if organization.valid_until:
        day = min(day, organization.valid_until - timedelta(1))
    # Every type and every entruster occurs.
    kind = list(DisputeType)[number % len(DisputeType)]
    entruster = list(Entruster)[number // 3 % len(Entruster)] if number % 3 == 0 else ""
    source = Source.ENTRUSTED if entruster else rng.choice((Source.APPLICATION, Source.PROACTIVE))
    fields = {
        "source": source,
        "entruster": entruster,
        "legal_mode": rng.choice(["", *LegalMode]),
        "dispute_type": kind,
        "dispute_subtype": next((s for s, k in SUBTYPE_PARENT.items() if k == kind), ""),
        "term_days": rng.choice((7, 15, 30)),
        "applied_on": day - timedelta(rng.choice((0, 3, 1, 6))),
        "is_major": rng.random() < 0.2,
        "handled_at": rng.choice(
            [organization, organization, organization, world.room, world.studio, world.organizations["park"]]
        ),
        "regime": rng.choices(list(Regime), (12, 1, 1, 1))[0],
    }
    end = day + timedelta(rng.randrange(60))
    fate = rng.random()
    if fate < 0.6:
        fields["outcome"] = rng.choice((Outcome.ORAL_AGREEMENT, Outcome.WRITTEN_AGREEMENT))
        fields |= {
            "succeeded": end,
            "concluded": max(day, end - timedelta(3)),
            "amount": rng.randrange(0, 90000),
        }
    elif fate < 0.8:
        fields |= {"concluded": end, "outcome": rng.choice(_ENDED_BADLY)}
        if fields["outcome"] == Outcome.TERMINATED:
            fields["termination_ground"] = rng.choice(("settled", "far_apart"))
        # Two in three were told of the other ways.
        fields["routes_told"] = ("", "court", "arbitration,court")[end.toordinal() % 3]
    ended = fields.get("concluded")
    if ended and rng.random() < 0.8:
        fields["closed_on"] = ended + timedelta(rng.randrange(12))
        filed = fields["closed_on"] + timedelta(number % 9)
        fields["filed_on"] = None if filed.toordinal() % 3 == 0 else filed
    if fields.get("succeeded") and rng.random() < 0.7:
        fields["performed_on"] = end + timedelta(rng.randrange(40))
    if rng.random() < 0.05:
        fields["status"] = CaseStatus.VOIDED
    # A dispute that had succeeded and came back: a case with a number, in no total.
    fields["is_continuation"] = day.toordinal() % 11 == 0
    return case(organization, day, **fields)


def _write_beside(world: World, rng: Random, cases: list[Case]) -> None:
    expert = world.expert.person
    for one in rng.sample(cases, 20):
        ExpertInvitation.objects.create(
            case=one,
            expert=expert,
            bank=world.experts,
            invited_on=one.accepted_on,
            ends_on=one.accepted_on + timedelta(60),
            took_part_on=one.accepted_on + timedelta(5) if rng.random() < 0.8 else None,
        )
        SubsidyClaim.objects.create(
            case=one,
            year=one.accepted_on.year,
            amount=Decimal(rng.randrange(1, 30)) * 10,
            paid_on=one.accepted_on + timedelta(40),
        )
    for one in [one for one in cases if one.succeeded_on][:25]:
        agreement = Agreement.objects.create(
            case=one,
            form=one.outcome,
            agreed_on=one.concluded_on,
            effective_on=one.succeeded_on if rng.random() < 0.9 else None,
            content="双方和解。",
            amount=one.succeeded_amount,
        )
        Confirmation.objects.create(
            agreement=agreement,
            court=world.court,
            applied_on=one.succeeded_on,
            ruled_on=one.succeeded_on + timedelta(9),
            result=rng.choice(("confirmed", "confirmed", "refused")),
        )
    for one, applicants in zip(cases, (12, 10, 9, *(rng.randrange(1, 4) for _ in cases)), strict=False):
        Party.objects.bulk_create(
            [Party(case=one, side="applicant", name="示例·申请人") for _ in range(applicants)]
            # Of the nine there were ten, until one left.
            + [Party(case=one, side="applicant", name="示例·退出的人", left_on=one.applied_on)]
            + [Party(case=one, side="respondent", name="示例·被申请人")]
        )
        one.party_count = applicants + 1
    Case.objects.bulk_update(cases, ["party_count"])


def _write_tiers(world: World, rng: Random, cases: list[Case]) -> None:
    """Who held the cases when, what was asked of the next tier, and reports of major disputes."""
    for one in cases:
        held = [(one.accepted_by, one.applied_on)]
        if rng.random() < 0.4:
            # Within the day or later, before or after success; some come back.
            held.append((world.other_township, held[-1][1] + timedelta(rng.randrange(30))))
            if rng.random() < 0.4:
                held.append((one.accepted_by, held[-1][1] + timedelta(rng.randrange(9))))
        untils = [day for _holder, day in held[1:]] + [None]
        for (holder, since), until in zip(held, untils, strict=True):
            Custody.objects.create(case=one, organization=holder, held_from=since, held_until=until)
    for one in rng.sample(cases, 40):
        asked_on = one.accepted_on + timedelta(rng.randrange(20))
        result = rng.choice(["", *SupportResult.values])
        helped = result in (SupportResult.JOINED, SupportResult.TAKEN_OVER)
        SupportRequest.objects.create(
            case=one,
            asking=one.accepted_by,
            asked=world.other_township,
            kind=rng.choice(("advice", "joint", "take_over")),
            question="请来人一起调解。",
            parties_agree=True,
            asked_on=asked_on,
            asked_by_id=world.village_clerk.pk,
            answer_due=asked_on + timedelta(3),
            result=result,
            answered_on=asked_on + timedelta(rng.randrange(7)) if result else None,
            helping=world.other_township if helped else None,
        )
    for one in rng.sample(cases, 25):
        marked_on = one.accepted_on + timedelta(rng.randrange(9))
        due_at = datetime(marked_on.year, marked_on.month, marked_on.day, 9, tzinfo=UTC) + timedelta(1)
        told = rng.random() < 0.8
        MajorReport.objects.create(
            case=one,
            organization=one.accepted_by,
            marked_on=marked_on,
            reason="人数多。",
            due_at=due_at,
            reported_at=due_at + timedelta(hours=rng.randrange(-20, 12)) if told else None,
            reported_on=marked_on if told else None,
        )


def _write_aftermath(world: World, rng: Random, cases: list[Case]) -> None:
    """Visits, suits, and payments: done without a word of how, paid in part, not paid, without a day."""
    for one in rng.sample(cases, 30):
        ReturnVisit.objects.create(
            case=one,
            visited_on=one.accepted_on + timedelta(rng.randrange(40, 90)),
            finding="performed",
            satisfaction="silent",
        )
    for one in rng.sample(cases, 12):
        Breach.objects.create(
            case=one,
            kind="sued",
            court=world.court,
            filed_on=one.accepted_on + timedelta(rng.randrange(40, 90)),
        )
    for agreement in Agreement.objects.order_by("id"):
        for position in (1, 2):
            due_on = agreement.agreed_on + timedelta(rng.randrange(60))
            done = rng.random() < 0.4
            payment = Obligation.objects.create(
                agreement=agreement,
                position=position,
                kind="pay",
                amount=rng.randrange(1000, 9000),
                due_on=due_on if rng.random() < 0.9 else None,
                performed_on=due_on if done else None,
            )
            for _ in range(rng.randrange(3)):
                Performance.objects.create(
                    obligation=payment, performed_on=due_on, amount=rng.randrange(1, 500)
                )
        Obligation.objects.create(
            agreement=agreement, position=3, kind="do", text="修好院墙", due_on=agreement.agreed_on
        )
