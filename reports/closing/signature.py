"""What the signature of a round covers: the official sheets of its layouts, for the whole area and for each county,
and the rows of the published report.
"""

from django.utils.translation import gettext as _

from organizations.models import User

from .. import publication, scopes, signing
from ..enums import NodeKind
from ..models import SignedTable, Submission
from ..official import computing, layouts
from ..periods import Month, Period
from ..scopes import Scope
from ..signing.planning import REPORT
from . import reported


def sign(submission: Submission, *, by: User, reason: str = "") -> list[SignedTable]:
    """Sign all of it as it is now. With a `reason` earlier signatures are corrected: each new table cites the old one."""
    period, whole = submission.round.when, reported.scope_of(submission)
    signed = []
    for scope in (whole, *_counties(submission)):
        for code in submission.round.layouts:
            sheet = computing.compute(layouts.current(code), scope, period)
            before = standing(scope, period, code)
            signed.append(signing.sign(sheet, by=by, reason=reason, replaces=before))
    last = report_month(period)
    if last:
        rows = publication.rows(whole, last)
        title = _("%(area)s人民调解工作通报") % {"area": whole.label}
        before = standing(whole, period, REPORT)
        signed.append(signing.sign_report(rows, period, by=by, title=title, reason=reason, replaces=before))
    return signed


def standing(scope: Scope, period: Period, layout: str) -> SignedTable | None:
    """The signed table that holds: the one that none has taken the place of."""
    found = SignedTable.objects.filter(
        scope=scope.code, period=period.code, layout=layout, replaced_by__isnull=True
    )
    return found.order_by("pk").last()


def of_submission(submission: Submission) -> list[SignedTable]:
    """The signed tables of a node, those that hold first, then what they replaced."""
    if submission.organization_id:
        return []
    found = SignedTable.objects.filter(
        scope=reported.scope_of(submission).code, period=submission.round.period
    ).select_related("replaced_by")
    return sorted(found.defer("document"), key=lambda one: (hasattr(one, "replaced_by"), one.pk))


def report_month(period: Period) -> Month | None:
    """The last month of a period from January of a year on, over which the report is written; None for others."""
    first, last = period.start, period.as_of
    if (first.month, first.day) != (1, 1) or period.end.day != 1 or first.year != last.year:
        return None
    return Month(last.year, last.month)


def _counties(submission: Submission) -> list[Scope]:
    """The county nodes below, so that each county has its own signed table."""
    below = submission.children.filter(kind=NodeKind.COUNTY).select_related("division")
    return [scopes.of_division(one.division) for one in below.order_by("division__code")]
