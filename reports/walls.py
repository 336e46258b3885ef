"""Hanging a screen, taking it down, and knowing it by its secret."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mediation.kernel import journal
from organizations.journal_words import describe_actions
from organizations.models import User
from organizations.models.token import digest

from . import scopes
from .models import WallScreen
from .scopes import Scope

describe_actions({"wall.hang": _("开通大屏"), "wall.take_down": _("停用大屏"), "wall.open": _("大屏接入")})
_SEEN_EVERY = timedelta(minutes=10)


@transaction.atomic
def hang(*, by: User, scope: Scope, label: str) -> tuple[WallScreen, str]:
    """A screen of a scope and its secret, shown once; whether this person may is reports.policies."""
    secret = secrets.token_urlsafe(32)
    screen = WallScreen.objects.create(
        scope=scope.code, label=label, digest=digest(secret), tail=secret[-4:], created_by_id=by.pk
    )
    journal.record(
        "wall.hang", actor_id=by.pk, object_type="wall", object_id=str(screen.pk), scope=scope.code
    )
    return screen, secret


@transaction.atomic
def take_down(*, by: User, screen: WallScreen) -> None:
    """The screen shows figures no more, from its next refresh on. A second time changes nothing."""
    if screen.revoked_at:
        return
    screen.revoked_at = timezone.now()
    screen.save(update_fields=["revoked_at"])
    journal.record(
        "wall.take_down", actor_id=by.pk, object_type="wall", object_id=str(screen.pk), scope=screen.scope
    )


def known_by(secret: str) -> WallScreen | None:
    """The screen of a secret, unless it was taken down."""
    return WallScreen.objects.filter(digest=digest(secret), revoked_at__isnull=True).first()


@transaction.atomic
def opened(screen: WallScreen) -> None:
    """Write that a browser became this screen."""
    journal.record_reading(
        "wall.open", actor_id=None, object_type="wall", object_id=str(screen.pk), scope=screen.scope
    )


def seen(screen: WallScreen) -> None:
    """Note that the screen is alive; one write in ten minutes is exact enough."""
    now = timezone.now()
    if screen.last_seen_at is None or now - screen.last_seen_at > _SEEN_EVERY:
        WallScreen.objects.filter(pk=screen.pk).update(last_seen_at=now)


def scope_of(screen: WallScreen) -> Scope:
    """Whose figures it shows. Raises UnknownScope for a division that is no more."""
    return scopes.parse(screen.scope)
