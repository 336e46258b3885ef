"""Opening a letter: who read it is kept, and the sender's first look at the answer signs for it."""

from mediation.kernel import journal
from organizations.models import User

from .models import Referral
from .querysets import READ_ANSWER
from .workflow import referral_workflow


def record(referral: Referral, *, by: User) -> None:
    """Journal that this person opened the letter; for a liaison of the sender also that the answer was read, once."""
    journal.record_reading(
        "referral.read",
        actor_id=by.pk,
        object_type="referral",
        object_id=referral.uuid,
        organization_id=referral.receiver_id,
    )
    if not referral_workflow.can(READ_ANSWER, referral, by):
        return
    if not referral.events.filter(transition=READ_ANSWER).exists():
        referral_workflow.perform(READ_ANSWER, referral, actor=by)
