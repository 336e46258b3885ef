"""The database keeps what rows were: once a transaction, when something that is kept changed, for every door."""

from datetime import date
from threading import Event, Thread

import pytest
from django.apps import apps
from django.db import connection, models, transaction

from cases.models import Case, Party
from mediation.kernel.models import RowVersion
from mediation.kernel.versions import kept_tables
from organizations.models import Placement
from tests.reports.histories import case
from tests.world import build

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def one():
    world = build()
    made = case(world.village, date(2021, 8, 3), succeeded=date(2021, 8, 4), amount=3000)
    made.save()
    return made


def versions(table="cases_case"):
    return list(RowVersion.objects.filter(table=table).order_by("id"))


def beginning(row):
    """When the row's present state became known, and in which transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT known_from, known_in FROM {row._meta.db_table} WHERE id = %s", [row.pk])
        return cursor.fetchone()


def test_a_change_leaves_what_the_row_was_and_when(one):
    began = beginning(one)
    one.dispute_type = "contract"
    one.save()
    (was,) = versions()
    assert (was.row_id, was.row["dispute_type"], was.row["succeeded_amount"]) == (one.pk, "neighbours", 3000)
    assert (was.known_from, was.began_in) == began
    assert (was.known_until, was.ended_in) == beginning(one)
    Case.objects.filter(pk=one.pk).update(dispute_type="marriage")
    assert [v.row["dispute_type"] for v in versions()] == ["neighbours", "contract"]
    assert versions()[1].known_from == was.known_until


def test_saving_without_a_change_or_with_a_changed_text_alone_leaves_nothing(one):
    began = beginning(one)
    one.save()
    one.version += 1
    one.save()
    party = Party.objects.create(case=one, side="applicant", name="示例·甲")
    party.name = "示例·乙"
    party.save()
    assert versions() == versions("cases_party") == []
    assert beginning(one) == began


def test_a_transaction_leaves_one_version_whatever_it_did_in_between(one):
    with transaction.atomic():
        for kind in ("contract", "marriage", "land"):
            one.dispute_type = kind
            one.save()
        fresh = Party.objects.create(case=one, side="applicant", name="示例·甲")
        fresh.side = "respondent"
        fresh.save()
    assert [v.row["dispute_type"] for v in versions()] == ["neighbours"]
    assert versions("cases_party") == []


def change_and_fail(kind):
    with transaction.atomic():
        Case.objects.update(dispute_type=kind)
        raise ZeroDivisionError


def test_what_was_rolled_back_leaves_nothing(one):
    with pytest.raises(ZeroDivisionError):
        change_and_fail("contract")
    assert versions() == []
    with transaction.atomic():
        Case.objects.update(dispute_type="contract")
        with pytest.raises(ZeroDivisionError):
            change_and_fail("marriage")
    assert [v.row["dispute_type"] for v in versions()] == ["neighbours"]


def test_a_row_that_goes_leaves_its_last_version_without_what_tells_who_it_was(one):
    party = Party.objects.create(
        case=one, side="applicant", name="示例·甲", phone="13900000000", address="示例街"
    )
    number = party.pk
    party.delete()
    (was,) = versions("cases_party")
    assert (was.row_id, was.row["side"], was.row["case_id"]) == (number, "applicant", one.pk)
    assert not {"name", "phone", "address", "known_from", "known_in"} & was.row.keys()


def test_a_table_of_which_everything_is_kept_keeps_everything(one):
    placement = Placement.objects.order_by("pk")[0]
    Placement.objects.filter(pk=placement.pk).update(valid_from=date(2001, 2, 3))
    (was,) = [v for v in versions("organizations_placement") if v.row_id == placement.pk]
    assert was.row == {
        "id": placement.pk,
        "organization_id": placement.organization_id,
        "division_id": placement.division_id,
        "valid_from": placement.valid_from.isoformat(),
        "valid_until": None,
    }


def test_nobody_rewrites_since_when_a_row_is_known(one):
    began = beginning(one)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET known_from = '1999-01-01', known_in = 1")
    assert beginning(one) == began


def test_a_change_that_waited_for_another_begins_where_that_one_ended(one):
    """The second began first: its moment would lie before the version that it ends."""
    locked, release = Event(), Event()

    def first():
        with transaction.atomic():
            Case.objects.filter(pk=one.pk).update(dispute_type="contract")
            locked.set()
            release.wait(10)
        connection.close()

    def second():
        with transaction.atomic():
            list(Placement.objects.all()[:1])
            began.set()
            locked.wait(10)
            Case.objects.filter(pk=one.pk).update(dispute_type="marriage")
        connection.close()

    began = Event()
    waiting = Thread(target=second)
    waiting.start()
    began.wait(10)
    holding = Thread(target=first)
    holding.start()
    locked.wait(10)
    release.set()
    holding.join(10)
    waiting.join(10)
    earlier, later = versions()
    assert earlier.known_from < earlier.known_until == later.known_from <= later.known_until
    assert beginning(one)[0] == later.known_until
    assert [v.row["dispute_type"] for v in (earlier, later)] == ["neighbours", "contract"]


def test_what_people_told_is_in_no_version():
    """Free text, names and what reaches a person are left out; short codes and what offices are called may stay."""
    harmless = {
        "organizations_division.name", "organizations_division.short_name", "organizations_division.code",
        "organizations_organization.name", "organizations_organization.short_name",
        "organizations_person.specialty", "cases_case.registration_no", "cases_case.official_no",
        "cases_case.routes_told", "cases_confirmation.ruling_no", "cases_breach.court_no",
        "reports_enteredtotal.indicator", "reports_enteredtotal.period",
    }  # fmt: skip
    kept = {
        f"{model._meta.db_table}.{field.column}"
        for model in _models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField | models.BinaryField)
        and not field.choices
        and field.column not in kept_tables()[model._meta.db_table]
        and not field.column.endswith("_code")
    }
    assert kept <= harmless, kept - harmless


def _models():
    by_table = {model._meta.db_table: model for model in apps.get_models()}
    return [by_table[table] for table in kept_tables()]
