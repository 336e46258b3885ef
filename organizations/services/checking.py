"""What the services share: a policy's no and a model's no become errors that every door can show."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model

from mediation.kernel.decisions import Decision
from mediation.kernel.errors import InvalidInput, Refused


def require(decision: Decision) -> None:
    """Raise `Refused` with the decision's reason unless it allows."""
    if not decision:
        raise Refused(decision.reason)


def save_checked(record: Model) -> None:
    """Save after all checks of fields and constraints. Raises `InvalidInput` with the sentences by field."""
    try:
        record.full_clean()
    except ValidationError as error:
        raise InvalidInput(
            {"" if name == NON_FIELD_ERRORS else name: said for name, said in error.message_dict.items()}
        ) from error
    record.save()
