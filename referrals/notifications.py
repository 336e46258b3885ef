"""Who is told what about a letter: messages that leave after the commit, and the record that they arrived."""

from typing import Any

from django.utils.translation import gettext_lazy

from mediation.kernel import journal, outbox
from organizations.journal_words import describe_actions

from .models import Referral

SENT = "referral.received"
PLACED = "referral.placed"
DECLINED = "referral.declined"
ANSWERED = "referral.answered"

DELIVERED = "referral.delivered"

describe_actions({DELIVERED: gettext_lazy("来函消息送达"), "referral.read": gettext_lazy("查看来函")})


def _deliver(kind: str) -> outbox.Handler:
    """Record in the journal that an organization was told: from now on the letter stands in its list.

    The journal row and the message's "done" are one transaction, so a second try leaves no second row.
    """

    def deliver(payload: dict[str, Any]) -> None:
        referral = Referral.objects.get(pk=payload["referral_id"])
        journal.record(
            DELIVERED,
            actor_id=None,
            object_type="referral",
            object_id=referral.uuid,
            organization_id=payload["organization_id"],
            message=kind,
        )

    return deliver


for _kind in (SENT, PLACED, DECLINED, ANSWERED):
    outbox.handles(_kind)(_deliver(_kind))
