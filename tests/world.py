"""The standing cast: two counties, their organizations, one person per role and tier.

Names are visibly invented. `world.village_mediator` is a logged-out User; `client.force_login(world.x)` logs in.
"""

from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.hashers import make_password

from organizations.enums import Level, OrganizationKind, Regime, Sector
from organizations.models import Badge, Division, Organization, Person, Placement, Post, User

PASSWORD = "Tests-only-2021!"
FOUNDED = date(2015, 1, 1)

# code → (name, level, parent code)
DIVISIONS = {
    "650000": ("新疆维吾尔自治区", Level.PROVINCE, None),
    "652300": ("昌吉回族自治州", Level.PREFECTURE, "650000"),
    "652301": ("昌吉市", Level.COUNTY, "652300"),
    "652324": ("玛纳斯县", Level.COUNTY, "652300"),
    "652324100": ("玛纳斯镇", Level.TOWN, "652324"),
    "652324101": ("乐土驿镇", Level.TOWN, "652324"),
    "652301100": ("硫磺沟镇", Level.TOWN, "652301"),
    "652324100201": ("示范一村", Level.VILLAGE, "652324100"),
    "652324101201": ("示范二村", Level.VILLAGE, "652324101"),
    "652301100201": ("示范三村", Level.VILLAGE, "652301100"),
}

# attribute → (name, kind, division code, short name, extras)
ORGANIZATIONS: dict[str, tuple[str, OrganizationKind, str, str, dict]] = {
    "bureau": ("昌吉州司法局", OrganizationKind.BUREAU, "652300", "", {}),
    "manas_bureau": ("玛纳斯县司法局", OrganizationKind.BUREAU, "652324", "", {}),
    "guidance": ("玛纳斯县人民调解工作指导委员会", OrganizationKind.GUIDANCE_COMMITTEE, "652324", "", {}),
    "other_guidance": ("昌吉市人民调解工作指导委员会", OrganizationKind.GUIDANCE_COMMITTEE, "652301", "", {}),
    "township": ("玛纳斯镇人民调解委员会", OrganizationKind.TOWNSHIP, "652324100", "玛镇", {}),
    "second_township": ("乐土驿镇人民调解委员会", OrganizationKind.TOWNSHIP, "652324101", "玛乐", {}),
    "other_township": ("硫磺沟镇人民调解委员会", OrganizationKind.TOWNSHIP, "652301100", "昌硫", {}),
    "village": ("示范一村人民调解委员会", OrganizationKind.VILLAGE, "652324100201", "玛镇示一", {}),
    "second_village": ("示范二村人民调解委员会", OrganizationKind.VILLAGE, "652324101201", "玛乐示二", {}),
    "other_village": ("示范三村人民调解委员会", OrganizationKind.VILLAGE, "652301100201", "昌硫示三", {}),
    "industry": (
        "玛纳斯县消费纠纷人民调解委员会",
        OrganizationKind.INDUSTRY,
        "652324",
        "玛消",
        {"sector": Sector.CONSUMER},
    ),
    "finance": (
        "玛纳斯县金融纠纷多元化解中心",
        OrganizationKind.INDUSTRY,
        "652324",
        "玛金",
        {"sector": Sector.FINANCE},
    ),
    "studio": ("示例调解员个人调解室", OrganizationKind.STUDIO, "652324100", "", {"sealed_by": "township"}),
    "court": ("玛纳斯县人民法院", OrganizationKind.COURT, "652324", "", {}),
    "procuratorate": ("玛纳斯县人民检察院", OrganizationKind.PROCURATORATE, "652324", "", {}),
    "other_court": ("昌吉市人民法院", OrganizationKind.COURT, "652301", "", {}),
    "room": (
        "驻玛纳斯县人民法院人民调解工作室",
        OrganizationKind.STATIONED_ROOM,
        "652324",
        "",
        {"sealed_by": "industry", "host": "court"},
    ),
    "experts": ("玛纳斯县人民调解专家库", OrganizationKind.EXPERT_BANK, "652324", "", {}),
    "admin_room": (
        "玛纳斯县公安局行政调解室",
        OrganizationKind.ADMIN_ROOM,
        "652324",
        "玛公行",
        {"regime": Regime.ADMINISTRATIVE},
    ),
}

# attribute → (name, [(role, organization attribute), …])
PEOPLE: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "village_mediator": ("示例·村调解员甲", [("mediator", "village")]),
    "village_clerk": ("示例·村主任甲", [("clerk", "village"), ("mediator", "village")]),
    "second_village_mediator": ("示例·村调解员乙", [("mediator", "second_village")]),
    "other_village_mediator": ("示例·村调解员丙", [("mediator", "other_village")]),
    "township_mediator": ("示例·镇调解员甲", [("mediator", "township")]),
    "township_clerk": ("示例·镇内勤甲", [("clerk", "township")]),
    "other_township_clerk": ("示例·镇内勤乙", [("clerk", "other_township")]),
    "industry_mediator": ("示例·行业调解员甲", [("mediator", "industry")]),
    "industry_clerk": ("示例·行业内勤甲", [("clerk", "industry")]),
    "room_clerk": ("示例·驻院内勤甲", [("clerk", "room")]),
    "room_mediator": ("示例·驻院调解员甲", [("mediator", "room")]),
    "room_mediator_2": ("示例·驻院调解员乙", [("mediator", "room")]),
    "room_mediator_3": ("示例·驻院调解员丙", [("mediator", "room")]),
    "room_mediator_4": ("示例·驻院调解员丁", [("mediator", "room")]),
    "coordinator": ("示例·协调员甲", [("coordinator", "guidance")]),
    "second_coordinator": ("示例·协调员乙", [("coordinator", "guidance")]),
    "other_coordinator": ("示例·协调员丙", [("coordinator", "other_guidance")]),
    "officer": ("示例·业务科甲", [("officer", "bureau")]),
    "manas_officer": ("示例·业务科乙", [("officer", "manas_bureau")]),
    "analyst": ("示例·统计员甲", [("analyst", "bureau")]),
    "manas_analyst": ("示例·统计员乙", [("analyst", "manas_bureau")]),
    "court_liaison": ("示例·法院联络员甲", [("liaison", "court")]),
    "procuratorate_liaison": ("示例·检察院联络员甲", [("liaison", "procuratorate")]),
    "other_court_liaison": ("示例·法院联络员乙", [("liaison", "other_court")]),
    "expert": ("示例·专家甲", [("expert", "experts")]),
    "system_admin": ("示例·系统管理员", [("system_admin", "bureau")]),
    "security_admin": ("示例·安全管理员", [("security_admin", "bureau")]),
    "audit_admin": ("示例·审计管理员", [("audit_admin", "bureau")]),
    "nobody": ("示例·无职务者", []),
}


@dataclass
class World:
    """Everything by its attribute: `world.village` is an Organization, `world.village_mediator` a User."""

    divisions: dict[str, Division] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str):  # type: ignore[no-untyped-def]
        for group in ("users", "organizations"):
            if name in self.__dict__.get(group, {}):
                return self.__dict__[group][name]
        raise AttributeError(name)

    def fresh(self, name: str) -> User:
        """The same person read anew: posts and grants are read once an object."""
        return User.objects.select_related("person").get(pk=self.users[name].pk)


def build() -> World:
    """The world, in about ten statements."""
    world = World()
    for code, (name, level, parent) in DIVISIONS.items():
        division = Division(
            code=code, name=name, level=level, parent=world.divisions.get(parent or ""), valid_from=FOUNDED
        )
        division.save()
        world.divisions[code] = division
    for attribute, (name, kind, code, short_name, extras) in ORGANIZATIONS.items():
        world.organizations[attribute] = Organization(
            name=name,
            kind=kind,
            division=world.divisions[code],
            short_name=short_name,
            regime=extras.get("regime", Regime.PEOPLES),
            sector=extras.get("sector", ""),
            valid_from=FOUNDED,
        )
    Organization.objects.bulk_create(world.organizations.values())
    for attribute, (*_rest, extras) in ORGANIZATIONS.items():
        organization = world.organizations[attribute]
        for link in ("sealed_by", "host"):
            if link in extras:
                setattr(organization, link, world.organizations[extras[link]])
    Organization.objects.bulk_update(world.organizations.values(), ["sealed_by", "host"])
    Placement.objects.bulk_create(
        Placement(organization=o, division=o.division, valid_from=FOUNDED)
        for o in world.organizations.values()
    )
    people = {attribute: Person(name=name, sort_key=name) for attribute, (name, _posts) in PEOPLE.items()}
    Person.objects.bulk_create(people.values())
    Post.objects.bulk_create(
        Post(person=people[who], organization=world.organizations[where], role_code=role, valid_from=FOUNDED)
        for who, (_name, posts) in PEOPLE.items()
        for role, where in posts
    )
    mediators = [
        who for who, (_name, posts) in PEOPLE.items() if any(role == "mediator" for role, _ in posts)
    ]
    Badge.objects.bulk_create(
        Badge(person=people[who], number=f"测{n:04d}", grade="third", valid_from=FOUNDED)
        for n, who in enumerate(mediators)
    )
    password = make_password(PASSWORD)
    for attribute, person in people.items():
        world.users[attribute] = User(
            username=attribute, person=person, password=password, must_change_password=False
        )
    User.objects.bulk_create(world.users.values())
    return world
