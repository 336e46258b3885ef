"""The clocks: until when, what stood still, what was added, who had the case how long."""

from typing import Any

from mediation.kernel.calendar import today
from organizations.models import User

from ... import clocks
from ...models import Case


def panel(case: Case, user: User) -> dict[str, Any] | None:
    """Nothing before acceptance."""
    if case.accepted_on is None:
        return None
    day = today()
    return {
        "suspensions": list(case.suspensions.all()),
        "extensions": list(case.extensions.all()),
        "alerts": list(case.alerts.order_by("raised_at", "id")),
        "holders": clocks.holder_days(case, day),
        "mediators": clocks.mediator_days(case, day),
        "age": clocks.age(case, day),
    }
