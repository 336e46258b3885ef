"""What an appraisal may look at. What is not listed here cannot be put into a scheme.

Left out on purpose: prevention totals (outside every appraisal), refusing and withdrawing (they count against nobody),
amounts, performance by the parties, whatever counts people, and numbers of cases, which grow with the number of quarrels.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..indicators import Indicator, completeness, durations, letters, outcomes, tiers


@dataclass(frozen=True)
class Group:
    """Indicators under one heading of a scheme."""

    label: Any
    indicators: tuple[Indicator, ...]


TIMELINESS = Group(
    _("及时"),
    (
        completeness.ACCEPTED_IN_TIME_SHARE,
        durations.IN_TIME_SHARE,
        letters.LETTERS_IN_TIME_SHARE,
        tiers.SUPPORT_IN_TIME_SHARE,
        tiers.MAJOR_IN_TIME_SHARE,
        durations.DAYS_TO_ACCEPT,
        durations.DAYS_TO_CLOSE,
    ),
)
COMPLETENESS = Group(
    _("完整"),
    (completeness.FILED_SHARE, completeness.VISITED_SHARE, completeness.ROUTES_TOLD_SHARE),
)
RESULTS = Group(_("只列出，不计分"), (outcomes.SUCCESS_RATE,))

GROUPS = (TIMELINESS, COMPLETENESS, RESULTS)
ALLOWED = {indicator.code: indicator for group in GROUPS for indicator in group.indicators}
# Of success: they weigh nothing unless a bureau says that it knows what that does.
SUCCESS = frozenset(indicator.code for indicator in RESULTS.indicators)


def group_of(code: str) -> Group:
    """The group of an allowed indicator."""
    return next(group for group in GROUPS if any(one.code == code for one in group.indicators))
