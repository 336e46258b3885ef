"""Writes the invented register, and keeps at hand what a case needs of it: seats, people, partners."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from cases.history import Actor
from organizations import history
from organizations.enums import Grade, Sector
from organizations.models import Organization, User
from organizations.roles import ANALYST, CLERK, COORDINATOR, MEDIATOR, OFFICER
from reports.demo.names import SURNAMES, numeral

from .bodies import ENTRUSTERS, Body, bodies
from .places import Place, places

_GRADES = ((Grade.FOURTH, Grade.THIRD, Grade.SECOND, Grade.FIRST), (62, 27, 9, 2))
# No committee is founded in the year before the first case.
_BEFORE = timedelta(365)


@dataclass(frozen=True, slots=True)
class Sender:
    """A partner that sends letters, and its liaison."""

    organization: Organization
    liaison: Actor


@dataclass(frozen=True, slots=True)
class Seat:
    """Where cases are handled, and everybody around it. Without a `receiver` no letters come there."""

    body: Body
    organization: Organization
    clerk: Actor
    clerk_id: int
    mediators: tuple[tuple[int, Actor], ...]
    # The clerk who is reached by the letter's placing, and who takes an agreement to court.
    receiver: Organization | None
    coordinator: Actor | None
    senders: dict[str, Sender]
    court: Organization | None


@dataclass(frozen=True)
class Register:
    seats: list[Seat]
    divisions: int
    people: int
    usernames: list[str]


def write(prefectures: int, seed: int, first: date) -> Register:
    """Write divisions, organizations, people and volunteers, founded a year before `first`; give the seats of cases."""
    founded = first - _BEFORE
    there = list(places(prefectures, seed))
    planned = list(bodies(there, seed))
    divisions = history.write_divisions(
        history.PastDivision(place.code, place.name, place.level, place.parent, founded) for place in there
    )
    organizations = history.write_organizations([_organization(body, founded) for body in planned], divisions)
    told = list(_people(planned, founded, Random(f"{seed}: people")))
    people = history.write_people(told, organizations)
    history.write_volunteers(list(_volunteers(planned, founded)), organizations)
    actors = {key: Actor(person.name) for key, person in people.items()}
    ids = {key: person.pk for key, person in people.items()}
    seats = [_seat(body, organizations, actors, ids) for body in planned if body.weight]
    usernames = _open_accounts(planned, there, people)
    return Register(seats, len(there), len(told), usernames)


def _organization(body: Body, founded: date) -> history.PastOrganization:
    return history.PastOrganization(
        key=body.key,
        name=body.name,
        kind=body.kind,
        division=body.division,
        founded_on=founded,
        short_name=body.short,
        sector=Sector(body.field) if body.kind == "industry" else "",
        sealed_by=body.sealing,
        host=body.host,
    )


def _people(planned: Sequence[Body], founded: date, rng: Random) -> Iterator[history.PastPerson]:
    """Whoever serves, since the founding; the first mediator of an organization is its clerk as well."""
    number = 0
    for body in planned:
        for n in range(body.people):
            number += 1
            roles = [OFFICER.code if body.kind == "bureau" and n else body.role]
            if body.role == MEDIATOR.code and n == 0:
                roles.append(CLERK.code)
            mediates = body.role == MEDIATOR.code and body.kind != "admin_room"
            yield history.PastPerson(
                key=(body.key, n),
                name=f"{SURNAMES[number % len(SURNAMES)]}某{numeral(number % 9999 + 1)}",
                posts=[history.PastPost(body.key, role, founded) for role in roles],
                badge=f"示例{number:07d}" if mediates else "",
                grade=rng.choices(*_GRADES)[0] if mediates else "",
                full_time_since=founded if mediates and rng.random() < 0.05 else None,
            )


def _volunteers(planned: Sequence[Body], founded: date) -> Iterator[history.PastVolunteer]:
    for body in planned:
        if body.kind in ("village", "township"):
            for n in range(1, 6):
                yield history.PastVolunteer(f"示例·信息员{numeral(n)}", body.key, founded)


def _seat(
    body: Body,
    organizations: dict[str, Organization],
    actors: dict[tuple[str, int], Actor],
    ids: dict[tuple[str, int], int],
) -> Seat:
    county = body.division[:6]
    guidance = f"guidance_committee:{county}"
    seal = body.sealing or body.key
    return Seat(
        body=body,
        organization=organizations[body.key],
        clerk=actors[seal, 0],
        clerk_id=ids[seal, 0],
        mediators=tuple((ids[body.key, n], actors[body.key, n]) for n in range(body.people)),
        receiver=organizations.get(guidance),
        coordinator=actors.get((guidance, 0)),
        senders={
            entruster: Sender(organizations[f"{kind}:{county}"], actors[f"{kind}:{county}", 0])
            for entruster, kind in ENTRUSTERS.items()
            if f"{kind}:{county}" in organizations
        },
        court=organizations.get(f"court:{county}"),
    )


def _open_accounts(planned: Sequence[Body], there: Sequence[Place], people: dict) -> list[str]:  # type: ignore[type-arg]
    """One account a role in the first places, without a password: `manage.py changepassword` gives it one."""
    wanted = {
        "generated_province": (f"bureau:{there[0].code}", ANALYST.code),
        "generated_prefecture": (f"bureau:{there[1].code}", ANALYST.code),
        "generated_county": (f"guidance_committee:{there[2].code}", COORDINATOR.code),
        "generated_town": (f"township:{there[3].code}", CLERK.code),
        "generated_village": (f"village:{there[4].code}", MEDIATOR.code),
    }
    for username, (key, _role) in wanted.items():
        user = User(username=username, person=people[key, 0], must_change_password=False)
        user.set_unusable_password()
        user.save()
    return list(wanted)
