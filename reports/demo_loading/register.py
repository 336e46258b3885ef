"""The plan's divisions, organizations and people, and the accounts of the role cards."""

from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password

from cases.history import Actor
from organizations import history
from organizations.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from organizations.enums import Grade
from organizations.models import Organization, Person, User
from organizations.roles import CLERK, MEDIATOR
from reports.demo import organizations as planned
from reports.demo import people as planned_people
from reports.demo import team as planned_team
from reports.demo.live import personas
from reports.demo.people import STOCK_DAY
from reports.demo.places import divisions

GRADES = {4: Grade.FOURTH, 3: Grade.THIRD, 2: Grade.SECOND, 1: Grade.FIRST}
SPECIALTIES = {
    "law": "法律",
    "medicine": "医学",
    "traffic": "道路交通",
    "labour": "劳动人事",
    "building": "工程建设",
    "finance": "金融",
    "psychology": "心理",
    "land": "土地",
}


@dataclass
class Register:
    """The written rows by the plan's keys: organizations by key, persons and accounts by number."""

    organizations: dict[str, Organization]
    people: dict[int, Person]
    users: dict[int, User] = field(default_factory=dict)

    def actor(self, number: int) -> Actor:
        """Whoever took a step, as events keep it."""
        user = self.users.get(number)
        return Actor(self.people[number].name, user.pk if user else None)

    def user(self, number: int) -> User:
        """The account of a person; one that nobody can log in with where there was none."""
        if number not in self.users:
            user = User(username=f"demo-{number}", person=self.people[number])
            user.set_unusable_password()
            user.save()
            self.users[number] = user
        return self.users[number]


def write_organizations() -> dict[str, Organization]:
    """Divisions and organizations, by the plan's keys."""
    founded = planned.FOUNDED
    places = history.write_divisions(
        history.PastDivision(place.code, place.name, place.level, place.parent, founded)
        for place in divisions()
    )
    bodies = [
        history.PastOrganization(
            key=body.key,
            name=body.name,
            kind=body.kind,
            division=body.division,
            founded_on=body.founded,
            short_name=body.short,
            sector=body.sector,
            sealed_by=body.sealing,
            host=body.host,
            groups=planned_team.groups(body),
        )
        for body in planned.organizations().values()
    ]
    return history.write_organizations(bodies, places)


def write_people(organizations: dict[str, Organization]) -> Register:
    """Everybody who serves, the information volunteers, and the accounts of the role cards."""
    written = history.write_people(
        [_person(person) for person in planned_people.people().values()], organizations
    )
    history.write_volunteers(
        [
            history.PastVolunteer(volunteer.name, volunteer.organization, volunteer.since)
            for volunteer in planned_people.volunteers()
        ],
        organizations,
    )
    history.write_support(
        [history.PastTraining(*one) for one in planned_team.trainings()],
        [history.PastFund(*one) for one in planned_team.funds()],
        organizations,
    )
    register = Register(organizations, written)
    _open_accounts(register)
    return register


def _person(person: planned_people.Person) -> history.PastPerson:
    post = person.post
    roles = [post.role, CLERK.code] if post.clerk and post.role == MEDIATOR.code else [post.role]
    return history.PastPerson(
        key=person.number,
        name=person.name,
        posts=[
            history.PastPost(
                post.organization,
                role,
                post.since,
                post.until,
                planned_team.tenure(person) if role == MEDIATOR.code else "",
            )
            for role in roles
        ],
        badge=person.badge,
        grade=GRADES[person.grade] if person.grade else "",
        full_time_since=person.full_time_since,
        retired_from_court=person.retired_court_staff,
        specialty=SPECIALTIES.get(person.field, ""),
        sex="female" if person.woman else "male",
        education=planned_team.education(person),
        background=planned_team.background(person),
    )


def _open_accounts(register: Register) -> None:
    """One account a role card, all with the demo's password."""
    password = make_password(DEMO_PASSWORD)
    numbers = personas(STOCK_DAY)
    for account in DEMO_ACCOUNTS:
        number = numbers[account.username]
        register.users[number] = User.objects.create(
            username=account.username,
            person=register.people[number],
            password=password,
            must_change_password=False,
        )
