"""A signed table is what stood in every cell, which rows were counted, what each figure meant; nothing moves it."""

import os
import subprocess
import sys
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from mediation.kernel.models import JournalEntry
from organizations.models import Organization
from reports import entering, figures, publication, scopes, signing
from reports.indicators import REGISTRY, Sum
from reports.models import EnteredTotal, SignedLeaf, SignedTable, TableLayout
from reports.official import computing, printing
from reports.periods import FirstMonths, Month, Year
from tests.reports import random_histories
from tests.reports.histories import case
from tests.world import build

PERIOD = FirstMonths(2021, 8)


@pytest.fixture
def prefecture(world):
    random_histories.write(world, 11)
    return scopes.of_division(world.divisions["652300"])


@pytest.fixture
def sheet(prefecture):
    layout = TableLayout.objects.filter(code="cases").first()
    return computing.compute(layout, prefecture, PERIOD)


@pytest.fixture
def signed(world, sheet):
    return signing.sign(sheet, by=world.users["analyst"])


def sign_report(world, scope):
    rows = publication.rows(scope, Month(2021, 8))
    return signing.sign_report(rows, PERIOD, by=world.users["analyst"], title="工作情况报告")


def test_every_cell_stands_as_it_was_printed_with_its_exact_parts(sheet, signed):
    kept = SignedTable.objects.get(pk=signed.pk).sheet()
    assert [cell.text for cell in kept.cells] == [printing.text(sheet, cell) for cell in sheet.cells]
    assert [cell.address for cell in kept.cells] == [cell.address.text for cell in sheet.cells]
    assert [cell.operands for cell in kept.cells] == [
        tuple(str(operand) for operand in cell.figure.operands) for cell in sheet.cells
    ]
    assert [line.label for line in kept.lines] == [line.label for line in sheet.lines]
    assert any(cell.text not in ("0", "0.00", "—") for cell in kept.cells)


def test_the_rows_of_the_report_stand_with_their_own_periods(world, prefecture):
    rows = publication.rows(prefecture, Month(2021, 8))
    kept = sign_report(world, prefecture).sheet()
    assert [cell.text for cell in kept.cells] == [row.text for row in rows]
    assert [line.period for line in kept.lines] == [row.row.period.label for row in rows]
    assert len(kept.cells) == len(rows) >= 46


def test_showing_it_again_reads_no_other_table(signed):
    fresh = SignedTable.objects.get(pk=signed.pk)
    with CaptureQueriesContext(connection) as queries:
        fresh.sheet()
    assert len(queries) == 0


def test_the_lists_hold_the_rows_that_were_counted_and_their_amounts(signed):
    assert signed.leaves.exists()
    for leaf in signed.leaves.all():
        measure, scope = REGISTRY[leaf.measure], scopes.parse(leaf.scope)
        rows = measure.rows(scope, PERIOD)
        assert leaf.ids == sorted(rows.values_list("pk", flat=True)), leaf.measure
        if isinstance(measure, Sum):
            amounts = dict(rows.values_list("pk", measure.column_summed))
            assert leaf.amounts == [amounts[pk] for pk in leaf.ids]


@pytest.mark.parametrize("seed", [21, 22])
def test_any_indicator_can_be_signed_and_is_what_figures_count(world, seed):
    random_histories.write(world, seed)
    whole = scopes.of_division(world.divisions["652300"])
    layout = TableLayout(
        code="all",
        version=1,
        title="全部指标",
        columns=[{"indicator": code, "headings": [code]} for code in REGISTRY],
    )
    sheet = computing.compute(layout, whole, PERIOD)
    kept = signing.sign(sheet, by=world.users["analyst"]).sheet()
    expected = figures.compute(REGISTRY.values(), whole, PERIOD)
    for cell, code in zip(kept.lines[0].cells, REGISTRY, strict=True):
        assert cell.operands == tuple(str(operand) for operand in expected[code].operands), code


def test_what_each_figure_meant_is_kept(signed):
    content = signed.sheet().definitions
    assert content["cases_accepted"]["definition"] == str(REGISTRY["cases_accepted"].definition)
    assert content["cases_accepted"]["version"] == REGISTRY["cases_accepted"].version


def test_later_changes_move_nothing(world, prefecture, signed):
    before = SignedTable.objects.get(pk=signed.pk)
    Case.objects.update(dispute_type="contract", is_major=True)
    Organization.objects.filter(pk=world.village.pk).update(kind="enterprise")
    after = SignedTable.objects.get(pk=signed.pk)
    assert after.document == before.document
    assert after.sheet() == before.sheet()
    assert signing.verify(after) == []


def test_it_says_who_signed_for_whom_and_tells_the_journal(world, signed):
    assert signed.signed_by_name == str(world.users["analyst"])
    entry = JournalEntry.objects.get(action="reports.signed")
    assert (entry.object_id, entry.detail) == (str(signed.uuid), {"digest": signed.digest})
    assert signing.verify(signed) == []


def test_a_table_signed_anew_names_the_earlier_one(world, sheet, signed):
    again = signing.sign(sheet, by=world.users["analyst"], reason="补录后重签", replaces=signed)
    signed.refresh_from_db()
    assert signed.replaced_by == again
    assert signing.verify(again) == signing.verify(signed) == []


@pytest.fixture
def total(world):
    """The prefecture accepted 40 cases in 2020, before it had the system, and has two of 2021."""
    Case.objects.bulk_create([case(world.village, date(2021, 1, 5)), case(world.village, date(2021, 2, 5))])
    return EnteredTotal.objects.create(
        indicator="cases_accepted", division=world.divisions["652300"], period="2020", value=40,
        first_day=date(2020, 1, 1), end=date(2021, 1, 1), source="年报", entered_on=date(2021, 1, 9),
    )  # fmt: skip


def sign_year_over_year(world):
    layout = TableLayout(
        code="yoy",
        version=1,
        title="同比",
        columns=[{"indicator": "cases_accepted_yoy", "headings": ["同比"]}],
    )
    sheet = computing.compute(layout, scopes.of_division(world.divisions["652300"]), Year(2021))
    return sheet, signing.sign(sheet, by=world.users["analyst"])


def test_entered_totals_of_earlier_years_are_signed_as_they_stand(world, total):
    sheet, signed = sign_year_over_year(world)
    assert signed.sheet().cells[0].operands == ("2", "40")
    assert signed.sheet().cells[0].text == printing.text(sheet, sheet.cells[0])
    assert signing.verify(signed) == []


@pytest.fixture
def in_transactions(transactional_db):
    """What was signed and what was corrected later are two transactions."""
    return build()


def whole_cell(found):
    (cell,) = [one for one in found.cells if one.line == "合计"]
    return cell


def enter(world, value):
    division = world.divisions["652300"]
    entering.save(
        division,
        2020,
        {("cases_accepted", "2020"): value},
        source="2020年度统计年报",
        version=entering.version_of(division, 2020),
        by=world.fresh("analyst"),
    )


def test_a_corrected_total_of_earlier_years_is_told_as_a_difference(in_transactions):
    world = in_transactions
    Case.objects.bulk_create([case(world.village, date(2021, 1, 5)), case(world.village, date(2021, 2, 5))])
    enter(world, "40")
    _sheet, signed = sign_year_over_year(world)
    assert not signing.differences(signed)
    enter(world, "44")
    found = signing.differences(signed)
    assert [(part.was, part.now) for part in whole_cell(found).parts] == [(2, 2), (40, 44)]
    (entry,) = found.entries
    assert entry.label == f"{world.divisions['652300'].name}：受理案件（补录的往年总数）"
    (change,) = entry.changes
    assert (change.label, change.before, change.after) == ("2020年", "40.00", "44.00")
    assert (change.who, change.act, change.reason) == (
        str(world.users["analyst"]), "补录往年总数", "2020年度统计年报",
    )  # fmt: skip
    assert [effect.delta for effect in entry.effects] == [4]
    assert found.adds_up
    enter(world, "")
    (change,) = signing.differences(signed).entries[0].changes
    assert (change.went, change.before, change.after) == (True, "40.00", "")


def test_a_total_whose_place_older_records_took_is_told_as_a_difference(in_transactions):
    world = in_transactions
    Case.objects.bulk_create([case(world.village, date(2021, 1, 5)), case(world.village, date(2021, 2, 5))])
    enter(world, "40")
    _sheet, signed = sign_year_over_year(world)
    case(world.village, date(2020, 6, 1)).save()
    found = signing.differences(signed)
    assert [(part.was, part.now) for part in whole_cell(found).parts] == [(2, 2), (40, 1)]
    # The case itself is told where its county was counted; of the whole the total lost its place.
    late, (change,) = found.entries[0], found.entries[-1].changes
    assert late.table == "cases_case"
    assert "合计" not in {effect.line for effect in late.effects}
    assert (change.before, change.after) == ("40", "1")
    assert "更早的案件登记" in change.act
    assert found.adds_up


TAMPERING = {
    "a figure": (
        'UPDATE reports_signedtable SET document = replace(document, \'"text":"\', \'"text":"1\')',
        {"document"},
    ),
    "the moment": ("UPDATE reports_signedtable SET signed_at = signed_at - interval '1 day'", {"column"}),
    "the title": ("UPDATE reports_signedtable SET title = '别的表'", {"column"}),
    "a counted row": (
        "UPDATE reports_signedleaf SET ids = ids[2:] WHERE id = (SELECT id FROM reports_signedleaf "
        "WHERE cardinality(ids) > 0 ORDER BY id LIMIT 1)",
        {"rows"},
    ),
    "an amount": (
        "UPDATE reports_signedleaf SET amounts[1] = amounts[1] + 0.01 WHERE id = (SELECT id FROM "
        "reports_signedleaf WHERE cardinality(amounts) > 0 ORDER BY id LIMIT 1)",
        {"rows"},
    ),
    "a list": ("DELETE FROM reports_signedleaf WHERE number = 0", {"rows"}),
    "a list more": (
        "INSERT INTO reports_signedleaf (table_id, number, measure, scope, period, by, value, ids) "
        "SELECT table_id, 9999, measure, scope, period, by, value, ids FROM reports_signedleaf LIMIT 1",
        {"rows"},
    ),
    "document and hash together": (
        'UPDATE reports_signedtable SET document = replace(document, \'"text":"\', \'"text":"1\'), '
        "digest = encode(sha256(convert_to(replace(document, '\"text\":\"', '\"text\":\"1'), 'UTF8')), 'hex')",
        {"journal"},
    ),
    "exact parts and hash together": (
        'UPDATE reports_signedtable SET document = replace(document, \'"operands":["\', \'"operands":["1\')',
        {"document", "cell"},
    ),
    "everything": ("UPDATE reports_signedtable SET document = 'x'", {"document", "unreadable"}),
}


@pytest.mark.parametrize("what", TAMPERING)
def test_who_tampers_as_the_owner_of_the_database_is_found_out(signed, what):
    statement, codes = TAMPERING[what]
    with connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount > 0
    faults = signing.verify(signed)
    assert {fault.code for fault in faults} == codes
    assert all(fault.sentence for fault in faults)


def test_signing_a_whole_table_takes_few_queries(world, sheet):
    world.users["analyst"].hats  # noqa: B018  read before
    with CaptureQueriesContext(connection) as queries:
        signing.sign(sheet, by=world.users["analyst"])
    writing = [query for query in queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(writing) == 6, [query["sql"][:60] for query in writing]


@contextmanager
def failing_at(monkeypatch, name):
    def fail(*args, **more):
        raise ZeroDivisionError

    monkeypatch.setattr(name, fail)
    with pytest.raises(ZeroDivisionError):
        yield


@pytest.mark.parametrize(
    "place",
    [
        "reports.signing.acting._figures",
        "reports.signing.document.text_of",
        "reports.models.SignedTable.save",
        "mediation.kernel.journal.record",
    ],
)
def test_an_error_in_the_middle_leaves_nothing(world, sheet, monkeypatch, place):
    with failing_at(monkeypatch, place):
        signing.sign(sheet, by=world.users["analyst"])
    assert (SignedTable.objects.count(), SignedLeaf.objects.count()) == (0, 0)
    assert not JournalEntry.objects.filter(action="reports.signed").exists()


KILLED = """
import os, signal, sys
import django
django.setup()
from organizations.models import User
from reports import publication, scopes, signing
from reports.models import SignedLeaf
from reports.periods import FirstMonths, Month
from reports.signing import acting
place, username = sys.argv[1:]
module, _dot, name = place.rpartition(".")
def kill(*args, **more):
    assert SignedLeaf.objects.exists(), "something was written already"
    os.kill(os.getpid(), signal.SIGKILL)
owner = {"document": acting.document, "journal": acting.journal}[module]
setattr(owner, name, kill)
rows = publication.rows(scopes.parse("d652300"), Month(2021, 8))
signing.sign_report(rows, FirstMonths(2021, 8), by=User.objects.get(username=username), title="x")
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("place", ["document.compose", "document.digest_of", "journal.record"])
def test_a_killed_process_leaves_nothing(place):
    world = build()
    username = world.users["analyst"].username
    done = subprocess.run(
        [sys.executable, "-c", KILLED, place, username],
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -9, done.stderr
    assert (SignedTable.objects.count(), SignedLeaf.objects.count()) == (0, 0)
    assert not JournalEntry.objects.filter(action="reports.signed").exists()
