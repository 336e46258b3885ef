"""The order in which the demo is loaded: one transaction, so that a killed run leaves nothing behind."""

from collections.abc import Callable, Sequence
from math import ceil
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from mediation.kernel.bulk import without_collector
from mediation.kernel.calendar import today
from organizations.demo_accounts import DEMO_ACCOUNTS
from organizations.models import Organization, User
from reports.demo import records
from reports.demo.cases import cases
from reports.models import ReportingRound

from . import closing, examples, live, past, register
from .progress import Telling

# Finished cases are written in so many parts, each a step that the reader of the first page sees.
PARTS = 5
STEPS = 8 + PARTS
# Any number will do, as long as it is always the same: two loads at once wait for each other.
LOCK = 20210831
# Their figures are read from indexes alone, which takes freshly vacuumed pages.
TABLES = (
    "cases_case", "cases_casetext", "cases_party", "cases_caseevent", "cases_casemediator", "cases_agreement",
    "cases_confirmation", "cases_mediationsession", "cases_custody", "cases_screeninground", "cases_subsidyclaim",
    "cases_expertinvitation", "referrals_referral", "referrals_referralparty", "referrals_referralevent",
    "organizations_organization", "organizations_person", "organizations_post", "organizations_badge",
    "organizations_employment", "organizations_placement", "organizations_division",
    "organizations_informationvolunteer", "organizations_profile", "organizations_grouptally",
    "organizations_training", "organizations_fund",
)  # fmt: skip


class NotEmpty(Exception):
    """The database already holds something else than the demo."""


def load(say: Callable[[str], Any]) -> bool:
    """Load the demo and give True; False when it is there already. `say` gets a line a step.

    Raises NotEmpty. Works as the owner of the database.
    """
    telling: Telling | None = None
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            if User.objects.filter(username=DEMO_ACCOUNTS[0].username).exists():
                # A load that was killed after its cases stood there lacks the signature only.
                if not ReportingRound.objects.exists():
                    _close()
                return False
            if Organization.objects.exists() or User.objects.exists():
                raise NotEmpty
            telling = Telling(STEPS, say)
            with without_collector():
                _write(telling)
        telling.next(_("正在整理数据"))
        _tidy()
        telling.next(_("正在结账和签署"))
        _close()
    except Exception as error:
        if telling:
            telling.fail(error)
        raise
    telling.finish()
    return True


def _close() -> None:
    """After the commit of the cases, in transactions of its own: what comes late comes after the signature."""
    analyst = User.objects.get(username="demo_analyst")
    with without_collector():
        signed = closing.close_past(analyst)
        closing.confirm_appraisal(analyst)
        closing.open_running(analyst)
        closing.enter_late(signed)


def _write(telling: Telling) -> None:
    telling.next(_("正在建立区划和机构"))
    organizations = register.write_organizations()
    telling.next(_("正在登记人员"))
    people = register.write_people(organizations)
    telling.next(_("正在编写案件"))
    plan = cases()
    for part in _parts(plan):
        telling.next(_("正在写入案件和来函"))
        past.write_cases(people, part)
    telling.next(_("正在写入排查记录"))
    past.write_screenings(people)
    examples.write(people)
    telling.next(_("正在准备今天的待办"))
    live.write(people, today())
    telling.next(_("正在核对"))
    with connection.cursor() as cursor:
        # Now rather than at the commit, which would seem to stand still.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _parts(plan: Sequence[records.Case]) -> list[Sequence[records.Case]]:
    size = ceil(len(plan) / PARTS)
    return [plan[first : first + size] for first in range(0, len(plan), size)]


def _tidy() -> None:
    """Statistics for the planner and visibility for index-only scans."""
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM (ANALYZE) {', '.join(TABLES)}")
