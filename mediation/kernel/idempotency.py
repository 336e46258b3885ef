"""A form that is sent twice acts once; the second sending is shown the first one's result."""

from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError, transaction

from .models import FormToken


def once(user_id: int, token: str | None, act: Callable[[], str]) -> str:
    """Run `act`, which gives the address of its result, unless this person's token was used; then give that address.

    A second sending waits for the first one's commit. Without a readable token `act` runs unguarded.
    """
    parsed = _parse(token)
    if parsed is None:
        return act()
    with transaction.atomic():
        try:
            with transaction.atomic():
                row = FormToken.objects.create(token=parsed, user_id=user_id)
        except IntegrityError:
            return FormToken.objects.get(token=parsed, user_id=user_id).result_url
        row.result_url = act()
        row.save(update_fields=["result_url"])
        return row.result_url


def _parse(token: str | None) -> UUID | None:
    try:
        return UUID(token or "")
    except ValueError:
        return None
