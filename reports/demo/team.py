"""What the table of organizations, people and money asks beside the register: all of it invented.

Each value follows from the person's or organization's own key, so that nothing else of the plan moves.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random

from reports.demo.organizations import Organization, of_kind
from reports.demo.people import Person
from reports.demo.places import COUNTY_WEIGHTS, PREFECTURE

YEARS = range(2018, 2022)
_TOPICS = ("人民调解法和调解技巧", "婚姻家庭纠纷调解", "调解协议书和卷宗制作", "司法确认程序")
# Kinds in which people who studied serve more often.
_LEARNED = ("industry", "stationed_room", "lawyer_room")


def education(person: Person) -> str:
    """The highest schooling of a mediator; nothing is kept of others."""
    if not person.badge:
        return ""
    rng = Random(f"changji: schooling of {person.number}")
    weights = (4, 18, 38, 36, 4) if _serves_among(person, _LEARNED) else (22, 41, 25, 12, 0)
    return rng.choices(("below", "high_school", "college", "bachelor", "graduate"), weights)[0]


def background(person: Person) -> str:
    """Whether a mediator comes from law or another profession."""
    if not person.badge:
        return ""
    if person.retired_court_staff or _serves_among(person, ("lawyer_room",)):
        return "law"
    rng = Random(f"changji: profession of {person.number}")
    weights = (35, 30, 35) if _serves_among(person, _LEARNED) else (9, 6, 85)
    return rng.choices(("law", "profession", "none"), weights)[0]


def tenure(person: Person) -> str:
    """Members of committees are elected or named; rooms and studios engage, and so do committees for some posts."""
    if not person.badge:
        return ""
    if not _serves_among(person, ("village", "township", "industry", "park_market")):
        return "engaged"
    return "engaged" if Random(f"changji: tenure of {person.number}").random() < 0.2 else "member"


def groups(body: Organization) -> int:
    """The mediation groups of a village's or community's committee."""
    return Random(f"changji: groups of {body.key}").randrange(3, 9) if body.kind == "village" else 0


def trainings() -> Iterator[tuple[str, date, str, int]]:
    """Bureau, day, topic, people: each bureau trains in spring and autumn of every year, up to August 2021."""
    for body in of_kind("bureau"):
        rng = Random(f"changji: trainings of {body.key}")
        for year in YEARS:
            for month in (4, 10):
                day = date(year, month, rng.randrange(8, 25))
                people = rng.randrange(60, 140) if body.division == PREFECTURE else rng.randrange(120, 320)
                if day < date(2021, 9, 1):
                    yield body.key, day, rng.choice(_TOPICS), people


def funds() -> Iterator[tuple[str, int, str, Decimal]]:
    """Bureau, year, head, yuan: more in the larger counties, and a little more each year."""
    for body in of_kind("bureau"):
        rng = Random(f"changji: funds of {body.key}")
        weight = COUNTY_WEIGHTS.get(body.division, 10)
        for year in YEARS:
            growth = 100 + 6 * (year - YEARS[0])
            for head, share in (("guidance", 40), ("committees", 90), ("mediators", 150)):
                thousands = weight * share * growth // 1000 + rng.randrange(10)
                yield body.key, year, head, Decimal(thousands * 1000)


def _serves_among(person: Person, kinds: tuple[str, ...]) -> bool:
    return person.post.organization.split(":")[0] in kinds
