"""The clocks of a case. Nothing else writes its term (`term_days`, `due_on`, `due_is_provisional`)."""

from datetime import date

from mediation.kernel import batching

from .models import Case, Suspension


def running_suspension(case: Case) -> Suspension | None:
    """The suspension during which the case stands still now."""
    return next((s for s in batching.rows_of(case, "suspensions") if s.ended_on is None), None)


def end_suspension(case: Case, day: date) -> None:
    """Mediation goes on, or ends, on this day: its suspension, when there is one, is over."""
    suspension = running_suspension(case)
    if suspension is not None:
        batching.change([suspension], ended_on=day)
