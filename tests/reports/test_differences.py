"""The difference list names exactly the edits that moved a signed cell, by how much, when, by whom and why."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cases.models import Case, Confirmation, Party, ScreeningRound
from mediation.kernel import journal
from organizations.models import Organization, Post
from reports import scopes, signing
from reports.models import TableLayout
from reports.official import computing
from reports.periods import FirstMonths
from tests.reports import random_histories
from tests.reports.histories import case
from tests.world import build

PERIOD = FirstMonths(2021, 8)


@pytest.fixture
def world(transactional_db):
    world = build()
    random_histories.write(world, 41)
    for _number in range(6):
        case(
            world.village, date(2021, 3, 3), succeeded=date(2021, 3, 9), amount=300, dispute_type="contract"
        ).save()
    return world


@pytest.fixture
def signed(world):
    return sign(world)


def sign(world, by="children"):
    layout = TableLayout.objects.filter(code="cases").first()
    sheet = computing.compute(layout, scopes.of_division(world.divisions["652300"]), PERIOD, by)
    return signing.sign(sheet, by=world.users["analyst"])


def some_cases(count=6):
    return list(
        Case.objects.filter(dispute_type="contract", succeeded_on=date(2021, 3, 9)).order_by("pk")[:count]
    )


def named(found):
    """Each edit: its case or record, column, before and after."""
    return {
        (entry.label, change.table, change.column, change.before, change.after)
        for entry in found.entries
        for change in entry.changes
    }


def effects(entry, line="合计"):
    return {
        (effect.address.split("|")[0], effect.part.split("（")[0]): effect.delta
        for effect in entry.effects
        if effect.line == line
    }


def test_nothing_changed_is_an_empty_list(signed):
    found = signing.differences(signed)
    assert (found.cells, found.entries, found.reverted, found.adds_up) == ((), (), 0, True)


def test_a_corrected_type_is_named_with_before_after_and_the_cells_it_moved(signed):
    one = some_cases()[0]
    Case.objects.filter(pk=one.pk).update(dispute_type="marriage_family")
    found = signing.differences(signed)
    assert named(found) == {(one.number, "cases_case", "dispute_type", "合同", "婚姻家庭")}
    (entry,) = found.entries
    assert entry.case == one.uuid
    moved = effects(entry)
    assert {code: delta for (code, _part), delta in moved.items()}["cases_type_contract"] == -1
    assert {code: delta for (code, _part), delta in moved.items()}["cases_type_marriage_family"] == 1
    assert found.adds_up
    total = next(c for c in found.cells if c.address == f"cases_type_contract|d652300|{PERIOD.code}")
    assert int(total.was) - 1 == int(total.now)


def test_of_two_columns_changed_at_once_only_the_one_that_moved_a_cell_is_named(signed):
    one = some_cases()[0]
    Case.objects.filter(pk=one.pk).update(dispute_type="marriage_family", accepted_on=date(2021, 3, 5))
    days = {c for _l, _t, c, _b, _a in named(signing.differences(signed))}
    # The days from acceptance to the end are in no column of this table.
    assert days == {"dispute_type"}
    Case.objects.filter(pk=one.pk).update(applied_on=date(2020, 1, 1), accepted_on=date(2020, 12, 5))
    assert {c for _l, _t, c, _b, _a in named(signing.differences(signed))} >= {"accepted_on"}


def test_edits_that_move_nothing_are_no_differences_and_one_taken_back_is_counted(signed):
    first, second = some_cases(2)
    Case.objects.filter(pk=first.pk).update(registered_by_id=7, accepted_on=date(2021, 3, 4))
    Party.objects.filter(case=first).update(name="示例·别名")
    case(first.accepted_by, date(2021, 9, 3)).save()
    Case.objects.filter(pk=second.pk).update(dispute_type="house_land")
    Case.objects.filter(pk=second.pk).update(dispute_type="contract")
    found = signing.differences(signed)
    assert (found.cells, found.entries, found.reverted) == ((), (), 1)


def test_a_late_case_a_void_one_and_an_amount(signed, world):
    late = case(world.village, date(2021, 5, 5), succeeded=date(2021, 6, 1), amount=1000)
    late.save()
    voided, amount, *_rest = some_cases()
    Case.objects.filter(pk=voided.pk).update(status="voided")
    Case.objects.filter(pk=amount.pk).update(succeeded_amount=Decimal("450.50"))
    found = signing.differences(signed)
    by_label = {entry.label: entry for entry in found.entries}
    assert set(by_label) == {late.number, voided.number, amount.number}
    (came,) = by_label[late.number].changes
    assert (came.came, came.column, came.act) == (True, "", "补录")
    (gone,) = by_label[voided.number].changes
    assert (gone.column, gone.after) == ("status", "已作废")
    (paid,) = by_label[amount.number].changes
    assert (paid.column, paid.before, paid.after) == ("succeeded_amount", "300.00", "450.50")
    assert found.adds_up


def test_who_when_and_why_come_from_the_journal_of_the_same_transaction(signed, world):
    one = some_cases()[0]
    clerk = world.users["village_clerk"]
    with transaction.atomic():
        Case.objects.filter(pk=one.pk).update(dispute_type="house_land")
        journal.record(
            "case.edited", actor_id=clerk.pk, object_type="case", object_id=one.uuid, reason="类型登错"
        )
    (entry,) = signing.differences(signed).entries
    (change,) = entry.changes
    assert (change.who, change.act, change.reason) == (str(clerk), "修改案件", "类型登错")
    assert change.at > signed.signed_at


def test_of_several_edits_of_a_column_the_last_is_named(signed, world):
    one = some_cases()[0]
    for kind, who in (("house_land", "village_clerk"), ("marriage_family", "analyst")):
        with transaction.atomic():
            Case.objects.filter(pk=one.pk).update(dispute_type=kind)
            journal.record("case.edited", actor_id=world.users[who].pk)
    (change,) = signing.differences(signed).entries[0].changes
    assert (change.before, change.after) == ("合同", "婚姻家庭")
    assert change.who == str(world.users["analyst"])


def test_what_moved_many_cases_at_once_is_one_edit(signed, world):
    before = Case.objects.counted().filter(
        accepted_by=world.village, accepted_on__gte=PERIOD.start, accepted_on__lt=PERIOD.end
    )
    count = before.count()
    Organization.objects.filter(pk=world.village.pk).update(kind="enterprise")
    found = signing.differences(signed)
    assert [entry.label for entry in found.entries] == [str(world.village)]
    moved = {code: delta for (code, _part), delta in effects(found.entries[0]).items()}
    assert moved["cases_by_village"] == -count
    assert moved["cases_by_enterprise"] == count
    assert found.adds_up


def test_a_reader_sees_cases_of_others_sealed(signed, world):
    one = some_cases()[0]
    with transaction.atomic():
        Case.objects.filter(pk=one.pk).update(dispute_type="house_land")
        journal.record("case.edited", actor_id=world.users["village_clerk"].pk, reason="类型登错")
    found = signing.differences(signed)
    (sealed,) = signing.for_reader(found, world.fresh("analyst"))
    assert (sealed.is_sealed, sealed.case, sealed.label) == (True, None, one.number)
    assert [(c.who, c.reason, c.before) for c in sealed.changes] == [("", "", "合同")]
    (own,) = signing.for_reader(found, world.fresh("village_clerk"))
    assert (own.is_sealed, own.changes[0].reason) == (False, "类型登错")


def test_the_queries_do_not_grow_with_the_edits(signed, world):
    counts = []
    for step in (1, 5):
        for one in some_cases(step):
            Case.objects.filter(pk=one.pk).update(
                dispute_type="house_land", succeeded_on=date(2021, 4, 1) + timedelta(step)
            )
        with CaptureQueriesContext(connection) as queries:
            found = signing.differences(signed)
        assert found.entries
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_rows_that_went_and_rulings_and_posts(world):
    layout = TableLayout(
        code="some",
        version=1,
        title="几项",
        columns=[
            {"indicator": c, "headings": [c]} for c in ("confirmations", "mediators", "screening_rounds")
        ],
    )
    ScreeningRound.objects.create(organization=world.village, held_on=date(2021, 2, 2), place="示例片区")
    signed = signing.sign(
        computing.compute(layout, scopes.of_division(world.divisions["652300"]), PERIOD),
        by=world.users["analyst"],
    )
    ScreeningRound.objects.filter(held_on=date(2021, 2, 2)).delete()
    ruled = Confirmation.objects.filter(
        result="confirmed", ruled_on__gte=PERIOD.start, ruled_on__lt=PERIOD.end
    ).first()
    if ruled:
        Confirmation.objects.filter(pk=ruled.pk).update(result="refused")
    Post.objects.filter(role_code="mediator", valid_from__lt=date(2021, 7, 1)).update(
        valid_until=date(2021, 8, 1)
    )
    found = signing.differences(signed)
    tables = {change.table for entry in found.entries for change in entry.changes}
    assert {"cases_screeninground", "organizations_post"} <= tables
    assert found.adds_up
