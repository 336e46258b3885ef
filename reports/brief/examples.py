"""The highlights of a brief: example cases whose parties let them be published, without names."""

from cases.models import Example
from reports.indicators.outcomes import CASES_SUCCEEDED
from reports.periods import Period
from reports.scopes import Scope

MOST = 5


def told(scope: Scope, period: Period) -> list[Example]:
    """Examples of cases that succeeded in the period, where consent stands now; newest first, five at most."""
    counted = CASES_SUCCEEDED.rows(scope, period)
    return list(
        Example.objects.filter(
            case__in=counted, withdrawn_on__isnull=True, case__is_protected=False
        ).order_by("-case__succeeded_on", "-id")[:MOST]
    )
