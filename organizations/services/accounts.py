"""Accounts: opened, closed, and their passwords."""

import secrets

from axes.utils import reset as forget_failures
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mediation.kernel import journal
from mediation.kernel.errors import InvalidInput

from .. import policies
from ..models import Person, User
from .checking import require, save_checked

# Without signs that are read for others (0 O o, 1 l I) on paper or over the telephone.
_SMALL, _CAPITALS, _DIGITS = "abcdefghijkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789"


def one_time_password() -> str:
    """Three groups of four such as Kx7m-4Rtp-w9Qz: about 2^68 of them, with every kind that the rules ask for."""
    groups = [
        "".join(
            secrets.choice(alphabet)
            for alphabet in (_CAPITALS, _SMALL, _DIGITS, _SMALL + _CAPITALS + _DIGITS)
        )
        for _group in range(3)
    ]
    return "-".join(groups)


@transaction.atomic
def create_account(*, by: User, person: Person, username: str) -> tuple[User, str]:
    """An account for a person who serves, and its one-time password, which nothing else ever tells again."""
    require(policies.can_manage_accounts(by))
    if User.objects.filter(person=person).exists():
        raise InvalidInput({"person": [_("这个人已经有账号。")]})
    account, password = open_account(person, username)
    _record("account.create", account, by.pk)
    return account, password


def open_account(person: Person, username: str) -> tuple[User, str]:
    """The account itself, without asking who opens it; also for the first three of an installation."""
    password = one_time_password()
    account = User(username=username, person=person, must_change_password=True)
    account.set_password(password)
    save_checked(account)
    return account, password


@transaction.atomic
def reset_password(*, by: User, account: User) -> str:
    """A new one-time password. Ends its sessions, revokes its tokens and forgets wrong tries."""
    require(policies.can_change_account(by, account))
    password = one_time_password()
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    account.api_tokens.filter(revoked_at__isnull=True).update(revoked_at=timezone.now())
    forget_failures(username=account.username)
    _record("account.reset_password", account, by.pk)
    return password


@transaction.atomic
def disable_account(*, by: User, account: User) -> None:
    """Nobody can use the account any more, in the browser or by a token."""
    require(policies.can_change_account(by, account))
    account.is_active = False
    account.save(update_fields=["is_active"])
    _record("account.disable", account, by.pk)


@transaction.atomic
def enable_account(*, by: User, account: User) -> None:
    """The account works again, with its old password."""
    require(policies.can_change_account(by, account))
    account.is_active = True
    account.save(update_fields=["is_active"])
    _record("account.enable", account, by.pk)


@transaction.atomic
def change_password(*, account: User, password: str) -> None:
    """The person's own new password; the rules were checked by the form."""
    account.set_password(password)
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])
    _record("account.change_password", account, account.pk)


def _record(action: str, account: User, actor_id: int) -> None:
    journal.record(action, actor_id=actor_id, object_type="account", object_id=account.person.uuid)
