"""The few figures that stand on a return itself, and whether there is anything to report at all."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Q

from mediation.kernel.rounding import Exact
from organizations.models import Division

from .. import figures, scopes
from ..indicators import Figure, Measure, caseload, outcomes, prevention
from ..models import Submission
from ..periods import Period
from ..scopes import Scope

REPORTED: tuple[Measure, ...] = (
    caseload.CASES_ACCEPTED,
    outcomes.CASES_SUCCEEDED,
    outcomes.AGREEMENT_AMOUNT,
    outcomes.CASES_NOT_REACHED,
    prevention.SCREENING_ROUNDS,
)


def scope_of(submission: Submission) -> Scope:
    """Whose figures the node hands in: a committee's wherever it stood, a division's with all in it."""
    if submission.organization:
        return scopes.of_organization(submission.organization)
    return scopes.of_division(submission.division)


def now(submission: Submission) -> dict[str, str]:
    """The figures as they are now, by code, exact as text."""
    scope, period = scope_of(submission), submission.round.when
    found = figures.compute(REPORTED, scope, period)
    return {code: str(figure.operands[0]) for code, figure in found.items()}


def of_organizations(submissions: Iterable[Submission], period: Period) -> dict[int, dict[str, str]]:
    """The same for many committees at once, by the id of the return; one query an indicator."""
    by_organization = {one.organization_id: one.pk for one in submissions if one.organization_id}
    found: dict[int, dict[str, str]] = {
        pk: {measure.code: str(measure.zero) for measure in REPORTED} for pk in by_organization.values()
    }
    for measure in REPORTED:
        key = measure.place.child_key(Scope())
        rows = measure.source().filter(
            measure.window.rows_of(period) & measure.condition(period),
            **{f"{key}__in": list(by_organization)},
        )
        counted = rows.order_by().values_list(key).annotate(value=measure.aggregate(Q()))
        for organization, value in counted:
            found[by_organization[organization]][measure.code] = str(value)
    return found


def of_many(submissions: Sequence[Submission], period: Period) -> dict[int, dict[str, str]]:
    """The same for nodes of any level, divisions with their neighbours by the division above them."""
    found = of_organizations(submissions, period)
    above: defaultdict[Division, dict[str, int]] = defaultdict(dict)
    for one in submissions:
        if one.parent and not one.organization_id:
            above[one.parent.division][one.division.code] = one.pk
    for division, nodes in above.items():
        for row in figures.table(REPORTED, scopes.of_division(division), period).rows:
            code = row.scope.division.code if row.scope.division and not row.scope.is_own else ""
            if code in nodes:
                found[nodes[code]] = {f.indicator.code: str(f.operands[0]) for f in row.figures}
    for one in submissions:
        if one.pk not in found:
            found[one.pk] = now(one)
    return found


def is_nothing(values: dict[str, str]) -> bool:
    """Whether all of them are zero."""
    return not any(exact(value) for value in values.values())


def exact(text: str) -> Exact:
    """A stored value, as it was."""
    return Decimal(text) if "." in text else int(text)


def rows(reported: dict[str, str], current: dict[str, str]) -> list[dict[str, Any]]:
    """Each figure as it was handed in and as it is, and whether it has moved since."""
    return [
        {
            "indicator": measure,
            "reported": _figure(measure, reported.get(measure.code)),
            "now": _figure(measure, current[measure.code]),
            "moved": bool(reported) and exact(reported[measure.code]) != exact(current[measure.code]),
        }
        for measure in REPORTED
    ]


def _figure(measure: Measure, text: str | None) -> Any:
    return None if text is None else Figure(measure, (exact(text),))
