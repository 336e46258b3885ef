"""Changji prefecture and its divisions.

Real: the names and codes of the region, the prefecture, its seven counties and cities, and its 79 towns,
townships and sub-districts (codes of the National Bureau of Statistics). The 79 are exactly the towns,
townships and sub-districts of the list; farms and regiments of the Production and Construction Corps,
industrial zones, forest stations and stud farms have codes of the same level and are left out. The bureau
publishes 79 township committees.

Invented: the 926 village-level divisions. Their number is published, their names are made to be seen
through (示范一村, 示范二社区) and their codes end in 901 and up, a range which the statistical code does
not use.
"""

from collections.abc import Iterator
from functools import cache
from random import Random
from typing import NamedTuple

from reports.demo.names import numeral
from reports.demo.shares import spread

VILLAGES = 926
VILLAGES_WITH_COMMITTEE = 606

REGION = "650000"
PREFECTURE = "652300"

# code, name, one character for case numbers, weight (share of the prefecture's disputes; invented)
COUNTIES = (
    ("652301", "昌吉市", "昌", 30),
    ("652302", "阜康市", "阜", 14),
    ("652323", "呼图壁县", "呼", 12),
    ("652324", "玛纳斯县", "玛", 14),
    ("652325", "奇台县", "奇", 14),
    ("652327", "吉木萨尔县", "吉", 9),
    ("652328", "木垒哈萨克自治县", "木", 7),
)

# The last three digits of the code before each name.
_TOWNSHIPS = {
    "652301": """
        001宁边路街道 002延安北路街道 003北京南路街道 004建国路街道 005中山路街道 006绿洲路街道
        100硫磺沟镇 101三工镇 102榆树沟镇 103二六工镇 104大西渠镇 105六工镇 106滨湖镇 107佃坝镇
        202阿什里哈萨克民族乡 203庙尔沟乡
    """,
    "652302": """
        001博峰街道 002阜新街道 003准东街道 100甘河子镇 101城关镇 102九运街镇 103滋泥泉子镇
        201上户沟哈萨克民族乡 202水磨沟乡 203三工河哈萨克民族乡
    """,
    "652323": """
        100呼图壁镇 101大丰镇 102雀尔沟镇 103二十里店镇 104园户村镇 105五工台镇 201石梯子哈萨克民族乡
    """,
    "652324": """
        100玛纳斯镇 101乐土驿镇 102包家店镇 103凉州户镇 104北五岔镇 105六户地镇 106兰州湾镇 201广东地乡
        202清水河子哈萨克民族乡 203塔西河乡 204旱卡子滩乡
    """,
    "652325": """
        100奇台镇 101老奇台镇 102半截沟镇 103吉布库镇 104东湾镇 105西地镇 106碧流河镇 107三个庄子镇
        108西北湾镇 202坎尔孜乡 203五马场乡 204古城乡 205乔仁乡 206七户乡 208塔塔尔乡
    """,
    "652327": """
        100吉木萨尔镇 101三台镇 102泉子街镇 103北庭镇 104二工镇 105大有镇 202庆阳湖乡 203老台乡
        205新地乡
    """,
    "652328": """
        100木垒镇 101西吉尔镇 102东城镇 103新户镇 200英格堡乡 201照壁山乡 203雀仁乡 204白杨河乡
        205大石头乡 206大南沟乌孜别克乡 207博斯坦乡
    """,
}


class Division(NamedTuple):
    """One administrative division. `has_committee`: a village with a mediation committee, 606 of 926."""

    code: str
    name: str
    level: str  # province, prefecture, county, town, village
    parent: str | None
    has_committee: bool = False


COUNTY_NAMES = {code: name for code, name, _short, _weight in COUNTIES}
COUNTY_SHORTS = {code: short for code, _name, short, _weight in COUNTIES}
COUNTY_WEIGHTS = {code: weight for code, _name, _short, weight in COUNTIES}


@cache
def townships() -> tuple[Division, ...]:
    """The 79 towns, townships and sub-districts, in the order of their codes."""
    return tuple(
        Division(county + entry[:3], entry[3:], "town", county)
        for county, entries in _TOWNSHIPS.items()
        for entry in entries.split()
    )


@cache
def villages() -> tuple[Division, ...]:
    """The 926 invented villages and communities; sub-districts have communities only."""
    rng = Random("changji: villages")
    found = []
    places = townships()
    committees = spread(rng, VILLAGES_WITH_COMMITTEE, len(places), 5, 11)
    others = spread(rng, VILLAGES - VILLAGES_WITH_COMMITTEE, len(places), 1, 8)
    for place, with_committee, without in zip(places, committees, others, strict=True):
        for n in range(1, with_committee + without + 1):
            community = place.name.endswith("街道") or (place.name.endswith("镇") and n <= 2)
            name = f"示范{numeral(n)}{'社区' if community else '村'}"
            found.append(Division(f"{place.code}{900 + n}", name, "village", place.code, n <= with_committee))
    return tuple(found)


def divisions() -> Iterator[Division]:
    """Every division, each after its parent."""
    yield Division(REGION, "新疆维吾尔自治区", "province", None)
    yield Division(PREFECTURE, "昌吉回族自治州", "prefecture", REGION)
    for code, name, _short, _weight in COUNTIES:
        yield Division(code, name, "county", PREFECTURE)
    yield from townships()
    yield from villages()


def county_of(code: str) -> str:
    """The code of the county (or of the prefecture) in which a division lies."""
    return code[:6]
