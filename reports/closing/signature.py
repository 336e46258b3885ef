"""What the signature of a round covers: the official sheets of its layouts and the rows of the report."""

from organizations.models import User

from ..models import Submission


def sign(submission: Submission, *, by: User, reason: str = "") -> None:
    """Store the sheets as they are now. `reason` is given where an earlier signature is corrected."""
