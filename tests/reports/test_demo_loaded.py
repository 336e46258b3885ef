"""The loaded demo: every history walks through the table of moves, numbers have no gap, letters fit their cases."""

import subprocess
import sys
import time
from collections import defaultdict

import psycopg2
import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import call_command
from django.db.models import Count, F

from cases import paper_forms
from cases.courts import apply_until
from cases.following_up import open_obligations
from cases.models import (
    Booking,
    Case,
    CaseEvent,
    Clause,
    Invitation,
    Lead,
    MajorReport,
    PreventionTotal,
    SupportRequest,
)
from cases.obligations import still_open, waiting_people
from cases.policies.major import major_grounds
from cases.workflow import case_workflow
from cases.worklist import worklist
from mediation.kernel.calendar import today
from mediation.kernel.models import (
    IssuedNumber,
    JournalEntry,
    NumberSeries,
    OutboxMessage,
    Progress,
)
from organizations.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from organizations.models import User
from referrals.models import Referral, ReferralEvent
from referrals.workflow import referral_workflow
from tests.databases import TEMPLATE, _as_owner
from tests.reports.demo_database import demo
from tests.running import ROOT

__all__ = ["demo"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo"), pytest.mark.xdist_group("demo")]


def replay(workflow, events, first):
    """Walk through the events of one record; give the status at which they arrive."""
    status, day = "", None
    for event in events:
        assert event["from_status"] == status
        if status == "":
            assert event["transition"] == first
        else:
            transition = workflow.transitions[event["transition"]]
            assert status in transition.sources
            assert event["to_status"] == (transition.target or status)
            assert event["occurred_on"] >= day
        status, day = event["to_status"], event["occurred_on"]
        assert event["actor_name"]
    return status


@pytest.mark.parametrize(
    ("workflow", "model", "events", "key", "first"),
    [
        (case_workflow, Case, CaseEvent, "case_id", "register"),
        (referral_workflow, Referral, ReferralEvent, "referral_id", "send"),
    ],
)
def test_every_history_is_a_walk_through_the_table_of_moves(workflow, model, events, key, first):
    by_record = defaultdict(list)
    columns = ("transition", "from_status", "to_status", "occurred_on", "actor_name")
    for event in events.objects.order_by("id").values(key, *columns):
        by_record[event[key]].append(event)
    records = {row["pk"]: row for row in model.objects.values("pk", "status", "version")}
    assert by_record.keys() == records.keys()
    for pk, steps in by_record.items():
        assert replay(workflow, steps, first) == records[pk]["status"]
        assert records[pk]["version"] == len(steps)


def test_official_numbers_are_gap_free_in_the_order_of_acceptance():
    accepted = {case.uuid: case for case in Case.objects.filter(accepted_on__isnull=False)}
    issued = defaultdict(list)
    for number in IssuedNumber.objects.select_related("series").order_by("value"):
        issued[number.series.code].append(number)
    # Printed blanks have a series of their own.
    for series in NumberSeries.objects.exclude(code__startswith="paper/"):
        numbers = issued[series.code]
        assert [number.value for number in numbers] == list(range(1, series.last + 1))
        days = [accepted[number.object_id].accepted_on for number in numbers]
        assert days == sorted(days)
        for number in numbers:
            assert accepted.pop(number.object_id).official_no.endswith(f"字第{number.value}号")
    assert not accepted


def test_a_letter_and_its_case_tell_the_same():
    letters = Referral.objects.filter(case__isnull=False)
    assert letters.count() > 11_000
    assert not letters.exclude(
        mode=F("case__legal_mode"),
        receiver=F("case__placed_by"),
        received_on=F("case__accepted_on"),
        placed_with=F("case__handled_at"),
    ).exists()
    agreed = letters.filter(answer="agreed")
    assert not agreed.exclude(
        answer_amount=F("case__succeeded_amount"),
        answer_effective_on=F("case__effective_on"),
        answer_agreement_no=F("case__official_no"),
        answered_on__gte=F("case__succeeded_on"),
    ).exists()
    assert not letters.filter(answer="not_agreed", case__succeeded_on__isnull=False).exists()


def test_the_years_before_are_finished_and_few_cases_wait():
    open_cases = Case.objects.exclude(status="closed")
    assert not open_cases.filter(applied_on__year__lte=2021).exists()
    assert 10 < open_cases.count() < 40
    assert Referral.objects.waiting().count() == 4
    assert OutboxMessage.objects.count() < 60


def test_every_role_card_opens_its_account_and_holds_its_role(settings):
    # The demo was loaded with the product's own way of keeping passwords.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    passwords = set()
    for account in DEMO_ACCOUNTS:
        user = User.objects.get(username=account.username)
        passwords.add(user.password)
        assert not user.must_change_password
        assert account.role in {hat.role for hat in user.hats}
    [password] = passwords
    assert check_password(DEMO_PASSWORD, password)
    expert = User.objects.get(username="demo_expert")
    assert Case.objects.visible_to(expert).count() == 1
    assert Case.objects.visible_to(User.objects.get(username="demo_village")).open().exists()
    assert not Case.objects.visible_to(User.objects.get(username="demo_analyst")).exists()


def test_a_second_load_changes_nothing_and_says_so(capsys):
    before = [model.objects.count() for model in (Case, Referral, JournalEntry, User)]
    call_command("load_demo")
    assert "already" in capsys.readouterr().out
    assert [model.objects.count() for model in (Case, Referral, JournalEntry, User)] == before
    progress = Progress.objects.get(name="demo")
    assert progress.finished_at
    assert progress.step == progress.steps


def test_the_journal_names_each_batch_once():
    assert JournalEntry.objects.filter(action="history.cases").count() == 5


@pytest.mark.slow
def test_a_killed_load_leaves_nothing_and_the_next_one_loads(demo_database):
    """Meanwhile its progress is seen by others, who see nothing else of it."""
    environment = demo_database.environment()
    owner, _slash, _name = demo_database.owner_url.rpartition("/")
    url = f"{owner}/killed"
    environment |= {"DATABASE_URL": url, "DATABASE_OWNER_URL": url}
    _as_owner(f'CREATE DATABASE killed TEMPLATE "{TEMPLATE}"')
    command = [sys.executable, "manage.py", "load_demo"]
    loader = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    looking = psycopg2.connect(url)
    looking.autocommit = True

    def see(query):
        with looking.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchone()

    progress = "SELECT step, finished_at FROM kernel_progress WHERE name = 'demo'"
    for _attempt in range(600):
        if (see(progress) or (0, None))[0] >= 5:
            break
        time.sleep(0.1)
    loader.kill()
    loader.wait()
    step, finished_at = see(progress)
    assert step >= 5
    assert finished_at is None
    assert see("SELECT count(*) FROM organizations_organization") == (0,)
    subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)
    assert see(progress)[1] is not None
    assert see("SELECT count(*) FROM cases_case WHERE status = 'closed'")[0] > 19_000
    looking.close()
    _as_owner("DROP DATABASE killed WITH (FORCE)")


# Each role finds something to do in every part of the product.


def as_card(username):
    return User.objects.get(username=username)


def waiting(user):
    """The words of the buttons on this person's home page."""
    return {str(entry.action) for batch in worklist(user, today()).values() for entry in batch.entries}


def own(user, **more):
    return Case.objects.visible_to(user).filter(**more)


def test_the_village_mediator_finds_leads_an_answer_dues_a_visit_and_a_time_for_tomorrow():
    user = as_card("demo_village")
    assert {"看履行情况", "看答复", "回访", "记录调解"} <= waiting(user)
    assert Lead.objects.visible_to(user).live().filter(state="open").exists()
    [invitation] = Invitation.objects.visible_to(user).waiting()
    assert (invitation.applicant_answer, invitation.respondent_answer) == ("given", "unasked")
    due = [one.due_on for one in open_obligations(user) if one.due_on]
    assert min(due) < today() < max(due)
    asked = SupportRequest.objects.asked_by(user)
    assert sorted(asked.values_list("result", flat=True)) == ["", "advised"]


def test_the_industry_mediator_finds_every_kind_of_turn_that_a_case_takes():
    user = as_card("demo_industry")
    assert {"看履行情况", "记录调解", "看能否恢复"} <= waiting(user)
    assert own(user, status="suspended", suspensions__reason="appraisal").exists()
    assert own(user, extensions__days=15).exists()
    assert own(user, caucus_notes__isnull=False).exists()
    assert own(user, representatives__kind="agent").exists()
    assert own(user, agreements__confirmation__result="refused").exists()
    assert Booking.objects.visible_to(user).filter(cancelled_at__isnull=True).count() == 3
    [group] = own(user, party_count=31)
    [obligation] = still_open(group)
    assert len(waiting_people(obligation)) == 18
    assert list(major_grounds(group))
    assert Clause.objects.filter(organization=group.handled_at).count() == 3
    left = [
        (apply_until(case.effective_on) - today()).days
        for case in own(user, status="effective", agreements__confirmation__isnull=True)
    ]
    assert any(0 < days < 20 for days in left)


def test_the_clerk_of_the_room_finds_an_order_a_declaration_and_printed_blanks():
    user = as_card("demo_room_clerk")
    assert "答复督办" in waiting(user)
    late = own(user, due_on__lt=today())
    assert late.filter(alerts__kind="escalated", supervision_orders__answered_on__isnull=True).exists()
    assert own(user, mediators__declared_on__isnull=True, mediators__released_on__isnull=True).exists()
    assert paper_forms.visible_to(user).filter(case__isnull=True).count() == 5


def test_the_coordinator_finds_a_question_a_report_what_is_late_and_a_joint_case(client):
    user = as_card("demo_coordinator")
    assert SupportRequest.objects.asked_of(user).waiting().count() == 1
    assert SupportRequest.objects.asked_of(user).filter(result="joined").count() == 1
    [report] = MajorReport.objects.received_by(user).open()
    assert not report.notes.exists()
    client.force_login(user)
    assert "昌诉专人调字第1号" in client.get("/cases/overdue/").content.decode()


def test_the_officer_finds_refusals_rules_and_sums_of_several_committees(client):
    user = as_card("demo_officer")
    client.force_login(user)
    assert "内容不明确" in client.get("/cases/refusals/").content.decode()
    assert "当事人十人以上" in client.get("/cases/major/rules/").content.decode()
    running = PreventionTotal.objects.exclude(month__year=2021)
    sums = running.order_by().values("organization").annotate(months=Count("month"))
    assert [row["months"] for row in sums] == [6] * 5


def test_the_expert_finds_one_question_unanswered_beside_the_case(client):
    user = as_card("demo_expert")
    client.force_login(user)
    home = client.get("/cases/home/").content.decode()
    assert "请您答复" in home
    assert "提出意见" in home


@pytest.mark.parametrize("account", DEMO_ACCOUNTS, ids=lambda account: account.username)
def test_every_role_lands_on_a_page(client, account):
    client.force_login(as_card(account.username))
    assert client.get("/", follow=True).status_code == 200
