"""Accounts. What an account may do comes from its person's posts, never from the account."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mediation.kernel import replica
from mediation.kernel.calendar import today

from ..enums import TextSize
from ..permissions import Permission
from ..roles import ROLES, Role
from .organization import Organization
from .person import Person


@dataclass(frozen=True)
class Hat:
    """One role in one organization that a person holds today, by a post or lent for some days."""

    role: Role
    organization: Organization
    lent: bool = False


class UserManager(BaseUserManager["User"]):
    """Creates accounts; there are no superusers."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> "User":
        """An account with its password hashed; without one it cannot log in."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """One person's account."""

    username = models.CharField(_("用户名"), max_length=40, unique=True)
    person = models.OneToOneField(
        Person, on_delete=models.PROTECT, related_name="user", verbose_name=_("人员")
    )
    is_active = models.BooleanField(_("启用"), default=True)
    must_change_password = models.BooleanField(_("下次登录要改密码"), default=True)
    text_size = models.CharField(_("字号"), max_length=10, choices=TextSize, default=TextSize.STANDARD)
    # The organization and role of the hat worn last: "clerk:17".
    last_hat = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"

    objects = UserManager()

    class Meta:
        constraints = [
            # 等保 8.1.5: nobody can do everything.
            models.CheckConstraint(name="no_superuser", condition=Q(is_superuser=False)),
        ]

    def __str__(self) -> str:
        return self.person.name

    @property
    def person_name(self) -> str:
        """The name that others see."""
        return self.person.name

    @cached_property
    def hats(self) -> tuple[Hat, ...]:
        """All roles held today, read once a request, and never from a replica that may be behind."""
        with replica.reading(False):
            return self.hats_on(today())

    def hats_on(self, day: date) -> tuple[Hat, ...]:
        """The roles held on a Beijing day: posts in organizations that exist then, and duties lent for that day."""
        posts = (
            self.person.posts.valid_on(day)
            .select_related("organization__division", "organization__sealed_by")
            .order_by("id")
        )
        hats = [Hat(post.role, post.organization) for post in posts if _exists_on(post.organization, day)]
        grants = (
            self.organizationgrant_set.valid_on(day)
            .select_related("permission", "content_object__division", "content_object__sealed_by")
            .order_by("id")
        )
        for grant in grants:
            code = grant.permission.codename.removeprefix("act_as_")
            if code in ROLES and _exists_on(grant.content_object, day):
                hats.append(Hat(ROLES[code], grant.content_object, lent=True))
        return tuple(hats)

    def organizations_as(self, *roles: Role) -> list[Organization]:
        """The organizations in which the person holds one of the roles today."""
        return list(
            {hat.organization.pk: hat.organization for hat in self.hats if hat.role in roles}.values()
        )

    def organizations_permitting(self, permission: Permission) -> list[Organization]:
        """The organizations in which one of today's roles has the permission."""
        return list(
            {
                h.organization.pk: h.organization for h in self.hats if permission in h.role.permissions
            }.values()
        )

    def may(self, permission: Permission) -> bool:
        """Whether any of today's roles has the permission, wherever."""
        return any(permission in hat.role.permissions for hat in self.hats)

    @property
    def hat(self) -> Hat | None:
        """The hat worn now: the last one chosen if still held, else the first."""
        for hat in self.hats:
            if f"{hat.role.code}:{hat.organization.pk}" == self.last_hat:
                return hat
        return self.hats[0] if self.hats else None


def _exists_on(organization: Organization, day: date) -> bool:
    return organization.valid_from <= day and (
        organization.valid_until is None or day < organization.valid_until
    )
