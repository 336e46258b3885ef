"""What may be published of this case, and until when it could."""

from typing import Any

from organizations.models import User

from ...models import Case


def panel(case: Case, user: User) -> dict[str, Any] | None:
    """The example cases written of it, withdrawn ones too."""
    examples = list(case.examples.all())
    return {"examples": examples} if examples else None
