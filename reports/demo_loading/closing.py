"""The demo's closed period: January to August 2021, handed in, closed and signed by the prefecture's statistician
through the product's own steps; a round of last month that is half in; and what came in late.
"""

from datetime import date

from django.db import transaction

from cases import prevention
from cases.forms import PreventionForm
from mediation.kernel.calendar import add_working_days, today
from organizations.enums import OrganizationKind
from organizations.models import Organization, User
from organizations.roles import ANALYST, CLERK
from reports import scopes
from reports.appraisal import confirming
from reports.closing import acting, rounds
from reports.closing.workflow import submission_workflow
from reports.enums import NodeKind
from reports.models import ReportingRound, Submission
from reports.periods import FirstMonths, last_complete_month

CLOSED = FirstMonths(2021, 8)
DUE = date(2021, 9, 6)
LAYOUTS = ("cases",)
REASON = "演示：按登记的案件补报二〇二一年一至八月。"
REMARK = "演示：登记簿已经逐县核对。"
# Of the running round these many counties have not handed in.
MISSING_COUNTIES = 3
# Sums of prevented disputes that a committee entered after the signature: how many of each month.
LATE = ((6, 3), (7, 2))


def close_past(analyst: User) -> ReportingRound:
    """Everything handed in on behalf and signed, in one transaction."""
    with transaction.atomic():
        opened = _open(analyst, CLOSED, DUE)
        _hand_in(opened, analyst, set())
        root = Submission.objects.get(round=opened, parent=None)
        submission_workflow.perform("close", root, actor=analyst, data=_explained(root, analyst))
        submission_workflow.perform("sign", root, actor=analyst)
    return opened


def confirm_appraisal(analyst: User) -> None:
    """The appraisal sheet of the same months."""
    confirming.confirm(scopes.of_division(_bureau(analyst).division), CLOSED, by=analyst)


def open_running(analyst: User) -> ReportingRound:
    """A round of the last complete month; some counties and their committees are not in yet."""
    with transaction.atomic():
        area = _bureau(analyst).division
        due = add_working_days(today(), 3, area.code).day
        opened = _open(analyst, last_complete_month(today()), due)
        counties = Submission.objects.filter(round=opened, kind=NodeKind.COUNTY).order_by("-county_code")
        missing = set(counties.values_list("county_code", flat=True)[:MISSING_COUNTIES])
        _hand_in(opened, analyst, missing)
    return opened


def enter_late(opened: ReportingRound) -> None:
    """A village's clerk enters sums that were forgotten: they belong to signed months."""
    committee, clerk = _a_village_with_clerk(opened)
    for month, prevented in LATE:
        with transaction.atomic():
            form = PreventionForm({"prevented": prevented})
            month_day = date(CLOSED.as_of.year, month, 1)
            prevention.save_totals(form, organization=committee, month=month_day, version=0, by=clerk)


def _open(analyst: User, period, due: date) -> ReportingRound:  # type: ignore[no-untyped-def]
    return rounds.open_round(bureau=_bureau(analyst), period=period, layouts=LAYOUTS, due_on=due, by=analyst)


def _bureau(analyst: User) -> Organization:
    return analyst.organizations_as(ANALYST)[0]


def _hand_in(opened: ReportingRound, analyst: User, missing: set[str]) -> None:
    """Committees first, then towns, then counties; those of `missing` counties stay where they are."""
    for kind in (NodeKind.ORGANIZATION, NodeKind.TOWN, NodeKind.COUNTY):
        nodes = Submission.objects.filter(round=opened, kind=kind).exclude(county_code__in=missing)
        acting.submit_many(opened, nodes, reason=REASON, by=analyst)


def _explained(root: Submission, analyst: User) -> dict[str, str]:
    """A note for each rule that does not hold."""
    form = submission_workflow.transitions["close"].form(record=root, actor=analyst)
    return {"remark": REMARK} | dict.fromkeys(form.asked, REMARK)  # type: ignore[attr-defined]


def _a_village_with_clerk(opened: ReportingRound) -> tuple[Organization, User]:
    """A village's committee whose clerk has an account."""
    villages = Submission.objects.filter(round=opened, organization__kind=OrganizationKind.VILLAGE)
    account = (
        User.objects.filter(
            person__posts__organization__in=villages.values("organization"),
            person__posts__role_code=CLERK.code,
            person__posts__valid_until__isnull=True,
        )
        .select_related("person")
        .order_by("person__posts__organization", "pk")
        .first()
    )
    if account is None:
        raise LookupError("no clerk of a village has an account")
    return next(o for o in account.organizations_as(CLERK)), account
