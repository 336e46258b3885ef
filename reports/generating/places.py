"""Invented provinces, prefectures, counties, towns and villages; their codes begin with digits no province has."""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from reports.demo.names import numeral

PREFECTURES_A_PROVINCE = 14
# First digits of a division's code that the statistical code does not use.
_FREE = (*range(90, 100), *range(83, 90), *range(72, 80), *range(66, 70), *range(55, 60), *range(47, 50))
MOST_PREFECTURES = len(_FREE) * PREFECTURES_A_PROVINCE


class Place(NamedTuple):
    """A division; `short` stands for it in case numbers and titles."""

    code: str
    name: str
    level: str
    parent: str | None
    short: str = ""


def places(prefectures: int, seed: int) -> Iterator[Place]:
    """Every division, each after its parent. Raises ValueError above MOST_PREFECTURES."""
    if not 1 <= prefectures <= MOST_PREFECTURES:
        raise ValueError(f"from 1 to {MOST_PREFECTURES} prefectures")
    for number in range(prefectures):
        province, place = divmod(number, PREFECTURES_A_PROVINCE)
        digits = str(_FREE[province])
        if place == 0:
            yield Place(f"{digits}0000", f"示例{numeral(province + 1)}省", "province", None)
        yield from _prefecture(digits, place + 1, number + 1, Random(f"{seed}: place {number}"))


def _prefecture(province: str, place: int, number: int, rng: Random) -> Iterator[Place]:
    code, short = f"{province}{place:02d}00", f"示{numeral(number)}市"
    yield Place(code, f"示例{numeral(number)}市", "prefecture", f"{province}0000", short)
    for c in range(1, rng.randint(5, 9) + 1):
        county = Place(f"{code[:4]}{c:02d}", f"示例{numeral(number)}市{numeral(c)}县", "county", code)
        yield county._replace(short=f"{short}{numeral(c)}县")
        for t in range(1, rng.randint(8, 14) + 1):
            town = f"{county.code}{100 + t}"
            town_short = f"{short}{numeral(c)}县{numeral(t)}镇"
            yield Place(town, f"示范{numeral(t)}镇", "town", county.code, town_short)
            for v in range(1, rng.randint(5, 11) + 1):
                yield Place(
                    f"{town}{900 + v}", f"示范{numeral(v)}村", "village", town, f"{town_short}{numeral(v)}村"
                )
