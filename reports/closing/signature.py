"""What is signed: by a county its own sheets when it submits them, by the bureau that opened the round the sheets of
the whole and the rows of the published report. Nobody signs for somebody else: what is submitted on behalf is not signed.
"""

from django.utils.translation import gettext as _

from organizations.models import User

from .. import publication, signing
from ..appraisal.computing import APPRAISAL
from ..models import SignedTable, Submission
from ..official import computing, layouts
from ..periods import Month, Period
from ..scopes import Scope
from ..signing.planning import REPORT
from . import reported


def sign(submission: Submission, *, by: User, reason: str = "") -> list[SignedTable]:
    """The bureau that opened the round signs the whole: its sheets, and the rows of the report.

    With a `reason` an earlier signature is corrected: each new table cites the old one.
    """
    period, whole = submission.round.when, reported.scope_of(submission)
    signed = sign_sheets(submission, by=by, reason=reason)
    last = report_month(period)
    if last:
        rows = publication.rows(whole, last)
        title = _("%(area)s人民调解工作通报") % {"area": whole.label}
        before = standing(whole, period, REPORT)
        signed.append(signing.sign_report(rows, period, by=by, title=title, reason=reason, replaces=before))
    return signed


def sign_sheets(submission: Submission, *, by: User, reason: str = "") -> list[SignedTable]:
    """A node's own sheets as they are now; what was signed before stays and is cited."""
    period, scope = submission.round.when, reported.scope_of(submission)
    signed = []
    for code in submission.round.layouts:
        before = standing(scope, period, code)
        sheet = computing.compute(layouts.current(code), scope, period)
        why = reason or (_("退回以后重新上报") if before else "")
        signed.append(signing.sign(sheet, by=by, reason=why, replaces=before))
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
    ).exclude(layout=APPRAISAL)
    found = found.select_related("replaced_by")
    return sorted(found.defer("document"), key=lambda one: (hasattr(one, "replaced_by"), one.pk))


def report_month(period: Period) -> Month | None:
    """The last month of a period from January of a year on, over which the report is written; None for others."""
    first, last = period.start, period.as_of
    if (first.month, first.day) != (1, 1) or period.end.day != 1 or first.year != last.year:
        return None
    return Month(last.year, last.month)
