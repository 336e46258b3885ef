"""The organizations of the invented places: who mediates, who seals, who refers, and how much comes to each."""

from collections.abc import Iterable, Iterator
from random import Random
from typing import NamedTuple

from .places import Place

# Field of an industry committee: its name in titles, its character in case numbers.
SECTORS = {
    "medical": ("医疗纠纷", "医"),
    "traffic": ("道路交通事故", "交"),
    "labour": ("劳动争议", "劳"),
    "property": ("物业管理纠纷", "物"),
}
PARTNERS = {
    "court": "人民法院",
    "procuratorate": "人民检察院",
    "police": "公安局",
    "petition_office": "信访局",
    "consumer_association": "消费者协会",
}
# Which partner's letters say that it entrusted the case.
ENTRUSTERS = {
    "court": "court",
    "procuratorate": "procuratorate",
    "police": "police",
    "petition": "petition_office",
    "other": "consumer_association",
}


class Body(NamedTuple):
    """One organization by the plan's key. `weight` is its share of the cases; `people` how many serve there."""

    key: str
    kind: str
    name: str
    division: str
    people: int
    role: str = "mediator"
    field: str = ""
    weight: int = 0
    short: str = ""
    sealing: str | None = None
    host: str | None = None


def bodies(places: Iterable[Place], seed: int) -> Iterator[Body]:
    """Every organization, hosts and sealing committees before those who need them."""
    rng = Random(f"{seed}: bodies")
    busy = 1
    county: Place | None = None
    town: Place | None = None
    for place in places:
        if place.level == "province":
            yield Body(f"bureau:{place.code}", "bureau", f"{place.name}司法厅", place.code, 2, "analyst")
        elif place.level == "prefecture":
            yield from _prefecture(place)
        elif place.level == "county":
            county, busy = place, rng.randint(2, 9)
            yield from _county(place, busy)
        elif place.level == "town":
            assert county is not None  # noqa: S101
            town = place
            yield from _town(place, county, busy, rng)
        else:
            assert county is not None  # noqa: S101
            assert town is not None  # noqa: S101
            yield Body(
                f"village:{place.code}", "village", f"{county.name}{town.name}{place.name}人民调解委员会",
                place.code, rng.randint(3, 4), weight=busy * rng.randint(1, 3), short=place.short,
            )  # fmt: skip


def _prefecture(place: Place) -> Iterator[Body]:
    yield Body(f"bureau:{place.code}", "bureau", f"{place.name}司法局", place.code, 2, "analyst")
    yield from _industry(place, ("medical", "traffic"), 12)
    host = f"other_agency:{place.code}"
    yield Body(host, "other_agency", f"{place.name}人力资源和社会保障局", place.code, 1, "liaison")
    yield Body(
        f"admin_room:{place.code}", "admin_room", f"{place.name}人力资源和社会保障局行政调解室", place.code,
        2, weight=10, short=f"{place.short}行", host=host,
    )  # fmt: skip


def _county(place: Place, busy: int) -> Iterator[Body]:
    yield Body(f"bureau:{place.code}", "bureau", f"{place.name}司法局", place.code, 2, "analyst")
    yield Body(
        f"guidance_committee:{place.code}", "guidance_committee", f"{place.name}人民调解工作指导委员会",
        place.code, 4, "coordinator", host=f"bureau:{place.code}",
    )  # fmt: skip
    for kind, title in PARTNERS.items():
        yield Body(f"{kind}:{place.code}", kind, place.name + title, place.code, 1, "liaison")
    yield from _industry(place, SECTORS, 8 * busy)
    yield Body(
        f"stationed_room:{place.code}", "stationed_room", f"驻{place.name}人民法院人民调解工作室", place.code, 4,
        field="court", weight=24 * busy, sealing=f"industry:{place.code}:property", host=f"court:{place.code}",
    )  # fmt: skip


def _industry(place: Place, fields: Iterable[str], weight: int) -> Iterator[Body]:
    for field in fields:
        title, letter = SECTORS[field]
        yield Body(
            f"industry:{place.code}:{field}", "industry", f"{place.name}{title}人民调解委员会", place.code, 3,
            field=field, weight=weight, short=f"{place.short}{letter}",
        )  # fmt: skip


def _town(place: Place, county: Place, busy: int, rng: Random) -> Iterator[Body]:
    key = f"township:{place.code}"
    yield Body(
        key, "township", f"{county.name}{place.name}人民调解委员会", place.code, rng.randint(4, 7),
        weight=busy * rng.randint(6, 12), short=place.short,
    )  # fmt: skip
    if rng.random() < 0.6:
        yield Body(
            f"police_room:{place.code}", "stationed_room", f"驻{county.name}{place.name}公安派出所人民调解室",
            place.code, 2, field="police", weight=busy * 3, sealing=key, host=f"police:{county.code}",
        )  # fmt: skip
    if rng.random() < 0.8:
        yield Body(
            f"studio:{place.code}", "studio", f"{county.name}{place.name}示范个人调解室", place.code, 1,
            weight=busy * 2, sealing=key,
        )  # fmt: skip
