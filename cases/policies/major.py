"""When a dispute may be a major one, who says so, who reports, and who tells an organ under 人民调解法 25."""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext as _

from mediation.kernel.calendar import today
from mediation.kernel.decisions import ALLOW, Decision, deny
from organizations.models import User
from organizations.permissions import Permission
from organizations.roles import COORDINATOR, OFFICER

from ..enums import DisputeType
from ..models import Case, MajorReport, MajorRule
from .persons import has_mediator, is_mediator_of, serves


def major_grounds(case: Case) -> Iterator[str]:
    """The reasons for which a case may be a major one, by the rules of today. Nobody is marked by them."""
    amount = case.parties.filter(left_on__isnull=True).aggregate(sum=Sum("claim_amount"))["sum"] or Decimal(0)
    for rule in MajorRule.objects.valid_on(today()):
        if rule.people is not None and case.party_count < rule.people:
            continue
        if rule.amount is not None and amount < rule.amount:
            continue
        if rule.dispute_types and case.dispute_type not in rule.dispute_types:
            continue
        yield rule.name


def open_report(case: Case) -> MajorReport | None:
    """The report that is due or runs."""
    return case.major_reports.open().first()


def _works_on(user: User, case: Case) -> bool:
    if serves(user, case, Permission.MANAGE_CASES) or is_mediator_of(user, case):
        return True
    return not has_mediator(case) and serves(user, case, Permission.HANDLE_CASE)


def _denied() -> Decision:
    return deny(_("只有这件案件的调解员或本组织内勤可以办理。"))


def can_mark_major(user: User, case: Case) -> Decision:
    """A person decides; the rules only suggest."""
    if case.is_major:
        return deny(_("已经认定为重大疑难复杂。"))
    return ALLOW if _works_on(user, case) else _denied()


def can_unmark_major(user: User, case: Case) -> Decision:
    """The same people, while it is marked."""
    if not case.is_major:
        return deny(_("没有认定为重大疑难复杂。"))
    return ALLOW if _works_on(user, case) else _denied()


def can_report_major(user: User, case: Case) -> Decision:
    """Once a marking; whoever works on the case."""
    report = open_report(case)
    if report is None or report.reported_at is not None:
        return deny(_("没有要报告的重大纠纷。"))
    return ALLOW if _works_on(user, case) else _denied()


def can_tell_more(user: User, case: Case) -> Decision:
    """Between the report and its closing."""
    report = open_report(case)
    if report is None or report.reported_at is None:
        return deny(_("没有已经报告、还没有办结的重大纠纷。"))
    return ALLOW if _works_on(user, case) else _denied()


def can_receive_major(user: User) -> Decision:
    """Coordinators and officers read the reports of their area."""
    if user.organizations_as(COORDINATOR, OFFICER):
        return ALLOW
    return deny(_("重大纠纷报告由指导委员会和司法局查看。"))


def can_report_danger(user: User, case: Case) -> Decision:
    """One decider: a mediator of the case or a clerk of its house."""
    return ALLOW if _works_on(user, case) else _denied()


def can_read_danger(user: User, case: Case) -> bool:
    """The case's own people; neither coordinators nor experts."""
    return _works_on(user, case)


def marked_types(rule: MajorRule) -> list[str]:
    """The words of a rule's types."""
    return [str(DisputeType(code).label) for code in rule.dispute_types]
