"""Persons of the register: mediators, staff, experts, liaisons, and the information volunteers.

Published for 31 August 2021: posts by kind of organization (POSTS; they add up to 3,372), 3,425 mediators
with a badge, 69 of them full-time after 47 at the start of the year, more than ten of these retired court
staff, 33 staff of the guidance committees, 213 experts in seven banks, 7,019 information volunteers.
Our reading: the 53 mediators who are in no listed kind serve in the eleven lawyer rooms, and everybody
holds one post.
Invented: every name (see `names`), day of entry, grade and field; 120 former mediators who left before 31
August 2021, so that the register has exits as well as entries.

No field speaks of ethnicity, religion or politics. `woman` serves the rule that a committee has a woman
member (人民调解法 8).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import NamedTuple

from reports.demo.names import SURNAMES, numeral, person_name
from reports.demo.organizations import FOUNDED, PARTNER_KINDS, of_kind, organizations
from reports.demo.places import PREFECTURE
from reports.demo.shares import spread

STOCK_DAY = date(2021, 8, 31)
YEAR_START = date(2021, 1, 1)

# Published posts by kind, the least and the most of one organization. Committees have 3 to 9 members by law
# (人民调解法 8); the published averages of industry committees are below that, and the figures are kept.
POSTS = {
    "village": (2435, 3, 7),
    "township": (434, 4, 9),
    "industry": (127, 2, 3),
    "studio": (116, 1, 2),
    "stationed_room": (209, 2, 6),
    "park_market": (51, 3, 3),
    "lawyer_room": (53, 4, 5),
}
STAFF, EXPERTS, VOLUNTEERS = 33, 213, 7019
FORMER = 120
FULL_TIME, FULL_TIME_AT_YEAR_START = 69, 47
RETIRED_COURT_STAFF = 14

# The room which heard the prepaid card case, with four full-time mediators.
CARD_ROOM = "stationed_room:652301:court:1"

FIELDS = ("law", "medicine", "traffic", "labour", "building", "finance", "psychology", "land")


class Post(NamedTuple):
    """A post held from a day until (not including) another; `until` is open for those who serve today.

    `role` is a role of the register. `clerk` marks the mediator who also accepts, assigns and seals for the
    committee or the court room: the register gives this person a second post, which the published numbers of mediators do not
    count.
    """

    organization: str
    role: str
    since: date
    until: date | None = None
    clerk: bool = False

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(slots=True)
class Person:
    """One person with one post. Badge and grade (4 to 1, the highest) belong to mediators only."""

    number: int
    name: str
    woman: bool
    post: Post
    badge: str = ""
    grade: int | None = None
    full_time_since: date | None = None
    retired_court_staff: bool = False
    field: str = ""

    def has_badge_on(self, day: date) -> bool:
        """Whether the badge is valid; it is given and taken with the post."""
        return bool(self.badge) and self.post.holds_on(day)

    def full_time_on(self, day: date) -> bool:
        return self.full_time_since is not None and self.full_time_since <= day and self.post.holds_on(day)


class Volunteer(NamedTuple):
    """An information volunteer: a contact of an organization, without login."""

    name: str
    organization: str
    since: date


def _sizes(kind):
    """How many posts each organization of a kind has."""
    total, least, most = POSTS[kind]
    bodies = of_kind(kind)
    if kind == "industry":  # the seven which dock with the courts have three
        return [3 if body.field == "litigation" else 2 for body in bodies]
    if kind == "stationed_room":  # six in the room of the card case, four in the other court rooms
        fixed = {body.key: 6 if body.key == CARD_ROOM else 4 for body in bodies if body.field == "court"}
        rest = total - sum(fixed.values())
        others = iter(spread(Random("changji: rooms"), rest, len(bodies) - len(fixed), least, 3))
        return [fixed.get(body.key) or next(others) for body in bodies]
    return spread(Random(f"changji: posts of {kind}"), total, len(bodies), least, most)


def _mediators(rng):
    """The 3,425; the first two of each organization (card case's room: four) are there from its founding."""
    for kind in POSTS:
        for body, size in zip(of_kind(kind), _sizes(kind), strict=True):
            for place in range(size):
                since = body.founded
                if place >= (4 if body.key == CARD_ROOM else 2):
                    since += timedelta(rng.randrange((date(2021, 6, 1) - since).days))
                # A court room has no seal, but somebody there names the mediators of what is placed with it.
                yield Post(
                    body.key, "mediator", since, clerk=place == 0 and (body.seals or body.field == "court")
                )


def _full_time(people):
    """Mark 69 full-time mediators: 47 since 2019 or 2020, 22 more in the course of 2021.

    They work where the load is: court rooms, finance centres, committees which dock with the courts,
    industry committees of the prefecture, and townships.
    """
    by_body = defaultdict(list)
    for person in people:
        by_body[person.post.organization].append(person)
    court_rooms = [body.key for body in of_kind("stationed_room") if body.field == "court"]
    later = [by_body[key][1] for key in court_rooms if key != CARD_ROOM] + by_body[CARD_ROOM][2:4]
    townships = [by_body[body.key][1] for body in of_kind("township")]
    later += townships[:11]
    earlier = [by_body[key][0] for key in court_rooms if key != CARD_ROOM] + by_body[CARD_ROOM][:2]
    for body in of_kind("industry"):
        if body.field in ("finance", "litigation"):
            earlier += by_body[body.key][:2]
        elif body.division == PREFECTURE:
            earlier += by_body[body.key][:1]
    earlier += townships[11:20]
    for n, person in enumerate(earlier):
        person.full_time_since = max(person.post.since, date(2019, 1, 2) + timedelta(11 * n))
    for n, person in enumerate(later):
        card = person.post.organization == CARD_ROOM
        person.full_time_since = date(2021, 3, 1) if card else date(2021, 1, 4) + timedelta(10 * n)
    for person in later[:9] + earlier[: RETIRED_COURT_STAFF - 9]:
        person.retired_court_staff = True


def _others():
    """Posts without a badge: staff, bureaux, liaisons, mediators of administrative organs, experts."""
    for n, body in enumerate(of_kind("guidance_committee")):
        for _ in range(5 if n < 5 else 4):
            yield Post(body.key, "coordinator", FOUNDED)
    for body in of_kind("bureau"):
        yield Post(body.key, "officer", FOUNDED)
        yield Post(body.key, "analyst", FOUNDED)
        if body.division == PREFECTURE:
            for role in ("system_admin", "security_admin", "audit_admin"):
                yield Post(body.key, role, FOUNDED)
    for kind in PARTNER_KINDS:
        for body in of_kind(kind):
            yield Post(body.key, "liaison", FOUNDED)
    for kind in ("admin_dispute_centre", "admin_room"):
        for body in of_kind(kind):
            yield Post(body.key, "mediator", FOUNDED, clerk=True)
            yield Post(body.key, "mediator", FOUNDED)
    for n, body in enumerate(of_kind("expert_bank")):
        for _ in range(30 if n < 4 else 31):
            yield Post(body.key, "expert", FOUNDED)


@cache
def people() -> dict[int, Person]:
    """Every person by number: 3,425 mediators, the 120 former ones, then staff, officers and experts."""
    rng = Random("changji: people")
    found: list[Person] = []

    def enter(post, badge):
        number = len(found) + 1
        person = Person(number, person_name(number), rng.randrange(100) < 42, post)
        if badge:
            person.badge = f"示范{number:04d}"
            person.grade = rng.choices((4, 3, 2, 1), (62, 27, 9, 2))[0]
        found.append(person)
        return person

    for post in _mediators(rng):
        enter(post, badge=True)
    _full_time(found)
    seats = [body for kind in ("village", "township", "stationed_room", "studio") for body in of_kind(kind)]
    for body in rng.sample(seats, FORMER):
        until = date(2019, 3, 1) + timedelta(rng.randrange(880))
        enter(Post(body.key, "mediator", FOUNDED, until), badge=True)
    for n, post in enumerate(_others()):
        person = enter(post, badge=False)
        if post.role == "expert":
            person.field = FIELDS[n % len(FIELDS)]
    _women(found)
    return {person.number: person for person in found}


def _women(found):
    """Give every committee with three or more mediators a woman member (人民调解法 8)."""
    members = defaultdict(list)
    for person in found:
        if person.badge and person.post.until is None:
            members[person.post.organization].append(person)
    for group in members.values():
        if len(group) >= 3 and not any(person.woman for person in group):
            group[1].woman = True


@cache
def _staff_of():
    staff = defaultdict(list)
    for person in people().values():
        staff[person.post.organization].append(person)
    return staff


def serving(organization: str, day: date) -> list[Person]:
    """The persons whose post in the organization (a key) holds on the day, the clerk first."""
    return [person for person in _staff_of()[organization] if person.post.holds_on(day)]


def clerk_of(organization: str) -> Person:
    """The person who has accepted, assigned and sealed for this committee since it was founded."""
    return _staff_of()[organization][0]


def volunteers() -> Iterator[Volunteer]:
    """The 7,019 information volunteers: contacts of village and township committees."""
    rng = Random("changji: volunteers")
    bodies = [body for body in organizations().values() if body.kind in ("village", "township")]
    for body, count in zip(bodies, spread(rng, VOLUNTEERS, len(bodies), 6, 16), strict=True):
        for n in range(1, count + 1):
            since = FOUNDED + timedelta(rng.randrange(1200))
            yield Volunteer(f"{SURNAMES[rng.randrange(20)]}某信{numeral(n)}", body.key, since)
