"""Every organization of the demo prefecture: what it is, where it is, who seals for it, who hosts it.

Published: how many of each kind take part on 31 August 2021 (978 in all, see KINDS), that five of the 60
industry committees are finance centres (of the prefecture, 玛纳斯, 呼图壁, 吉木萨尔, 木垒) and that ten of
the 78 stationed rooms are court rooms.
Our reading: 978 leaves out bureaux, expert banks and the bodies which send letters.
Invented: which sectors, hosts and townships the organizations belong to.

A committee seals its own agreements. Stationed rooms and studios have no seal: the committee in `sealing`
accepts their cases (`accepted_by`) while they stay the place where the case is handled (`handled_at`).
"""

from datetime import date
from functools import cache
from random import Random
from typing import NamedTuple

from reports.demo.places import (
    COUNTIES,
    COUNTY_NAMES,
    COUNTY_SHORTS,
    PREFECTURE,
    county_of,
    townships,
    villages,
)

PREFECTURE_NAME, PREFECTURE_SHORT = "昌吉州", "州"

# Kinds which are counted among the 978 and their published number.
KINDS = {
    "village": 606,
    "township": 79,
    "guidance_committee": 7,
    "studio": 69,
    "industry": 60,
    "stationed_room": 78,
    "park_market": 17,
    "lawyer_room": 11,
    "admin_dispute_centre": 1,
    "admin_room": 50,
}

# Kinds beside them: they keep the register, advise, or send letters.
PARTNER_KINDS = (
    "court", "procuratorate", "police", "petition_office", "consumer_association", "other_agency",
)  # fmt: skip
OTHER_KINDS = ("bureau", "expert_bank", *PARTNER_KINDS)

FOUNDED = date(2018, 1, 1)
FINANCE_FOUNDED = date(2020, 8, 20)

FINANCE_COUNTIES = ("652324", "652323", "652327", "652328")

# sector code, name in the committee's title, character for case numbers
SECTORS = (
    ("litigation", "诉调对接", "诉"),
    ("medical", "医疗纠纷", "医"),
    ("traffic", "道路交通事故", "交"),
    ("labour", "劳动争议", "劳"),
    ("property", "物业管理纠纷", "物"),
    ("consumer", "消费纠纷", "消"),
    ("family", "婚姻家庭", "婚"),
)
EIGHTH_SECTOR = {
    "652301": ("construction", "建设工程", "建"),
    "652302": ("tourism", "旅游纠纷", "旅"),
    "652325": ("land", "土地承包", "土"),
}
REGISTER_SECTORS = frozenset({"medical", "traffic", "labour", "property", "consumer", "finance"})
PREFECTURE_SECTORS: tuple[tuple[str, str, str], ...] = (
    ("medical", "医疗纠纷", "医"),
    ("traffic", "道路交通事故", "交"),
    ("labour", "劳动争议", "劳"),
)

# Real zones of the division list; the other parks and the markets are invented.
REAL_ZONES = (
    ("652301", "昌吉国家农业科技园区"),
    ("652301", "昌吉国家高新技术产业开发区"),
    ("652327", "五彩湾工业园区"),
)

AGENCIES = (
    ("housing", "住房和城乡建设局"),
    ("labour", "人力资源和社会保障局"),
    ("market", "市场监督管理局"),
    ("land", "自然资源局"),
    ("health", "卫生健康委员会"),
    ("farming", "农业农村局"),
)

ORGAN_SHORTS = {
    "police": "公",
    "housing": "建",
    "labour": "人",
    "market": "市",
    "land": "资",
    "health": "卫",
    "farming": "农",
}


class Organization(NamedTuple):
    """One organization. Keys are stable: kind, then the code of its division, then a name or number.

    `kind` and `regimes` are words of the register; `regimes` are the kinds of mediation which it accepts,
    the usual one first, and empty where it does not mediate. `field` is finer than the register's sector:
    the field of an industry committee, the kind of host of a stationed room, the organ of an administrative
    room. `short` stands for the organization in case numbers; only organizations with a seal have one.
    """

    key: str
    kind: str
    name: str
    division: str
    field: str = ""
    host: str | None = None
    sealing: str | None = None
    short: str = ""
    regimes: tuple[str, ...] = ()
    founded: date = FOUNDED

    @property
    def county(self):
        """The code of its county, or of the prefecture."""
        return county_of(self.division)

    @property
    def sector(self):
        """The register's sector; only industry committees have one."""
        if self.kind != "industry":
            return ""
        return self.field if self.field in REGISTER_SECTORS else "other"

    @property
    def seals(self):
        return bool(self.short)

    @property
    def counted(self):
        """Whether it is one of the 978."""
        return self.kind in KINDS


def _areas():
    """Prefecture, then counties: code, name in titles, short."""
    yield PREFECTURE, PREFECTURE_NAME, PREFECTURE_SHORT
    for code, name, short, _weight in COUNTIES:
        yield code, name.replace("哈萨克自治县", "县"), short


def _bodies():
    """Bureaux and the bodies which send letters or host a room."""
    for code, name, _short in _areas():
        yield Organization(f"bureau:{code}", "bureau", f"{name}司法局", code)
        court = f"{name}中级人民法院" if code == PREFECTURE else f"{name}人民法院"
        yield Organization(f"court:{code}", "court", court.replace("昌吉州", "昌吉回族自治州"), code)
        yield Organization(f"procuratorate:{code}", "procuratorate", f"{name}人民检察院", code)
        yield Organization(f"police:{code}", "police", f"{name}公安局", code)
        yield Organization(f"petition_office:{code}", "petition_office", f"{name}信访局", code)
        yield Organization(f"consumer_association:{code}", "consumer_association", f"{name}消费者协会", code)
        for sector, agency in AGENCIES[: 1 if code == PREFECTURE else None]:
            yield Organization(f"other_agency:{code}:{sector}", "other_agency", name + agency, code, sector)


def _guidance():
    for code, name, _short in _areas():
        if code != PREFECTURE:
            guidance = f"guidance_committee:{code}"
            title = f"{name}人民调解工作指导委员会"
            yield Organization(guidance, "guidance_committee", title, code, host=f"bureau:{code}")
            bank = f"expert_bank:{code}"
            yield Organization(bank, "expert_bank", f"{name}人民调解专家库", code, host=guidance)


def _township_shorts():
    """County character and as much of the township's name as tells it from the others of the county."""
    shorts: dict[str, str] = {}
    for place in townships():
        length = 1
        while (short := COUNTY_SHORTS[county_of(place.code)] + place.name[:length]) in shorts.values():
            length += 1
        shorts[place.code] = short
    return shorts


def _committees():
    shorts = _township_shorts()
    names = {place.code: place.name for place in townships()}
    for place in townships():
        name = f"{COUNTY_NAMES[county_of(place.code)]}{place.name}人民调解委员会"
        yield Organization(
            f"township:{place.code}", "township", name, place.code,
            short=shorts[place.code], regimes=("peoples",),
        )  # fmt: skip
    for village in villages():
        if village.has_committee:
            short = shorts[village.code[:9]] + village.name.removeprefix("示范").removesuffix("区")
            county = COUNTY_NAMES[county_of(village.code)]
            name = f"{county}{names[village.code[:9]]}{village.name}人民调解委员会"
            yield Organization(
                f"village:{village.code}", "village", name, village.code, short=short, regimes=("peoples",)
            )


def _industry():
    for code, name, short in _areas():
        if code == PREFECTURE:
            sectors = PREFECTURE_SECTORS
        else:
            sectors = SECTORS + ((EIGHTH_SECTOR[code],) if code in EIGHTH_SECTOR else ())
        for sector, title, letter in sectors:
            yield Organization(
                f"industry:{code}:{sector}", "industry", f"{name}{title}人民调解委员会", code, sector,
                short=short + letter + "专", regimes=("peoples",),
            )  # fmt: skip
        if code == PREFECTURE or code in FINANCE_COUNTIES:
            yield Organization(
                f"industry:{code}:finance", "industry", f"{name}金融纠纷多元化解中心", code, "finance",
                short=short + "金专", regimes=("peoples",), founded=FINANCE_FOUNDED,
            )  # fmt: skip


def _stationed():
    """Ten rooms at courts and circuit tribunals, 68 at police stations, petition offices and others."""

    def room(host_kind, code, number, name, division, sealing):
        return Organization(
            f"stationed_room:{code}:{host_kind}:{number}", "stationed_room", name, division, host_kind,
            host=f"{host_kind}:{code}", sealing=sealing, regimes=("peoples",),
        )  # fmt: skip

    for code, name, _short in _areas():
        if code == PREFECTURE:
            continue
        litigation, consumer = f"industry:{code}:litigation", f"industry:{code}:consumer"
        county_town = next(place for place in townships() if place.parent == code)
        yield room("court", code, 1, f"驻{name}人民法院人民调解工作室", code, litigation)
        if code in ("652301", "652324", "652325"):
            yield room("court", code, 2, f"驻{name}人民法院示范巡回法庭人民调解工作室", code, litigation)
        seal = f"township:{county_town.code}"
        yield room("petition_office", code, 1, f"驻{name}信访局人民调解室", code, seal)
        yield room("procuratorate", code, 1, f"驻{name}人民检察院人民调解室", code, seal)
        yield room("consumer_association", code, 1, f"驻{name}消费者协会人民调解室", code, consumer)
    for place in Random("changji: police stations").sample(townships(), 47):
        name = f"驻{place.name}公安派出所人民调解室"
        yield room("police", place.parent, place.code[6:], name, place.code, f"township:{place.code}")


def _rooms():
    """Studios, parks and markets, lawyer rooms."""
    for place in sorted(Random("changji: studios").sample(townships(), KINDS["studio"])):
        yield Organization(
            f"studio:{place.code}", "studio", f"{place.name}示范个人调解室", place.code,
            sealing=f"township:{place.code}", regimes=("peoples",),
        )  # fmt: skip
    parks = [(code, name, "园" + str(n)) for n, (code, name) in enumerate(REAL_ZONES, 1)]
    for code, name, _short in list(_areas())[1:]:
        parks += [(code, f"{name}示范产业园", "产"), (code, f"{name}示范集贸市场", "市")]
    for n, (code, name, letter) in enumerate(parks, 1):
        yield Organization(
            f"park_market:{code}:{n}", "park_market", f"{name}人民调解委员会", code,
            short=COUNTY_SHORTS[code] + letter, regimes=("peoples",),
        )  # fmt: skip
    rooms = [(code, f"{name}公共法律服务中心", short) for code, name, short in _areas()]
    for code in ("652301", "652302", "652325"):
        rooms.append((code, f"{COUNTY_NAMES[code]}示范律师事务所", COUNTY_SHORTS[code]))
    for n, (code, name, short) in enumerate(rooms, 1):
        yield Organization(
            f"lawyer_room:{code}:{n}", "lawyer_room", f"驻{name}律师调解室", code,
            short=f"{short}律{n}", regimes=("peoples",),
        )  # fmt: skip


def _administrative():
    """The centre for disputes with the administration and 50 rooms of organs: not people's mediation."""
    yield Organization(
        "admin_dispute_centre:652300", "admin_dispute_centre", "昌吉州行政争议调解中心", PREFECTURE,
        host=f"court:{PREFECTURE}", short="州争", regimes=("administrative_dispute",),
    )  # fmt: skip
    for body in _bodies():
        if body.kind == "other_agency" or (body.kind == "police" and body.division != PREFECTURE):
            short = PREFECTURE_SHORT if body.division == PREFECTURE else COUNTY_SHORTS[body.division]
            organ = body.field or "police"
            yield Organization(
                f"admin_room:{body.division}:{organ}", "admin_room", f"{body.name}行政调解室", body.division,
                organ, host=body.key, short=short + ORGAN_SHORTS[organ] + "行", regimes=("administrative",),
            )  # fmt: skip


@cache
def organizations() -> dict[str, Organization]:
    """Every organization by key, hosts and sealing committees before those who need them."""
    parts = (_bodies, _guidance, _committees, _industry, _stationed, _rooms, _administrative)
    return {body.key: body for part in parts for body in part()}


@cache
def of_kind(kind: str) -> tuple[Organization, ...]:
    """The organizations of one kind, in a fixed order."""
    return tuple(body for body in organizations().values() if body.kind == kind)


def sealing_committee(body: Organization) -> Organization:
    """The organization which accepts and seals what is handled at `body`."""
    return organizations()[body.sealing] if body.sealing else body
