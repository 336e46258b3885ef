"""The first act in an empty installation."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils.translation import gettext as _

from mediation.kernel import journal
from mediation.kernel.calendar import today
from mediation.kernel.errors import Refused
from mediation.kernel.search import pinyin_key

from ..enums import Level, OrganizationKind
from ..models import Division, Organization, Person, Placement, Post, User
from ..roles import Role
from .accounts import open_account
from .checking import save_checked

# Two people who open the first page at once: the second waits here and is then refused.
_LOCK = 0x5E71


@dataclass(frozen=True)
class FirstAccount:
    """An administrator's account as its paper slip says it: once."""

    role: Role
    name: str
    username: str
    password: str


def is_empty() -> bool:
    """Whether nobody has an account yet."""
    return not User.objects.exists()


@transaction.atomic
def set_up(
    *,
    prefecture_name: str,
    prefecture_code: str,
    province_name: str,
    bureau_name: str,
    administrators: Iterable[tuple[Role, str, str]],
) -> list[FirstAccount]:
    """The prefecture, its bureau and the three administrators (role, name, user name), with one-time passwords.

    Refused as soon as anybody has an account.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    if not is_empty():
        raise Refused(_("系统已经初始化过了。"))
    day = today()
    province = Division(
        code=f"{prefecture_code[:2]}0000", name=province_name, level=Level.PROVINCE, valid_from=day
    )
    save_checked(province)
    prefecture = Division(
        code=prefecture_code, name=prefecture_name, level=Level.PREFECTURE, parent=province, valid_from=day
    )
    save_checked(prefecture)
    bureau = Organization(name=bureau_name, kind=OrganizationKind.BUREAU, division=prefecture, valid_from=day)
    save_checked(bureau)
    Placement.objects.create(organization=bureau, division=prefecture, valid_from=day)
    accounts = [_administrator(bureau, *who) for who in administrators]
    journal.record(
        "installation.set_up",
        actor_id=None,
        object_type="organization",
        object_id=bureau.uuid,
        organization_id=bureau.pk,
    )
    return accounts


def _administrator(bureau: Organization, role: Role, name: str, username: str) -> FirstAccount:
    person = Person(name=name, sort_key=pinyin_key(name, person=True).sort_key)
    save_checked(person)
    save_checked(Post(person=person, organization=bureau, role_code=role.code, valid_from=bureau.valid_from))
    _account, password = open_account(person, username)
    return FirstAccount(role, name, username, password)
