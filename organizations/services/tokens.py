"""Personal API tokens."""

import secrets
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mediation.kernel import journal
from mediation.kernel.calendar import today
from mediation.kernel.errors import InvalidInput

from ..models import ApiToken, User
from ..models.token import digest

LONGEST = timedelta(days=365)


@transaction.atomic
def issue_token(*, by: User, label: str, expires_on: date) -> tuple[ApiToken, str]:
    """A token of one's own and its secret, shown once; it works until `expires_on` (included), a year at most."""
    if not today() <= expires_on <= today() + LONGEST:
        raise InvalidInput({"expires_on": [_("有效期从今天起，最长一年。")]})
    secret = secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=by, label=label, digest=digest(secret), tail=secret[-4:], expires_on=expires_on
    )
    journal.record(
        "token.issue", actor_id=by.pk, object_type="account", object_id=by.person.uuid, token=token.pk
    )
    return token, secret


@transaction.atomic
def revoke_token(*, by: User, token: ApiToken) -> None:
    """The token works no more. Revoking it again changes nothing."""
    if token.revoked_at:
        return
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    journal.record(
        "token.revoke", actor_id=by.pk, object_type="account", object_id=by.person.uuid, token=token.pk
    )
