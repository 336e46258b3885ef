"""That somebody opened a case is written down, whichever door was used."""

from mediation.kernel import journal
from organizations.models import User

from .models import Case


def record(case: Case, *, by: User) -> None:
    """Journal one reading of one case."""
    journal.record_reading(
        "case.read",
        actor_id=by.pk,
        object_type="case",
        object_id=case.uuid,
        organization_id=case.holder_id,
    )
