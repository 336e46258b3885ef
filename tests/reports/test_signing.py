"""A signed table is what stood in every cell, which rows were counted, what each figure meant; nothing moves it."""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from mediation.kernel.models import JournalEntry
from organizations.models import Organization
from reports import figures, publication, scopes, signing
from reports.indicators import REGISTRY, Sum
from reports.models import SignedLeaf, SignedTable, TableLayout
from reports.official import computing, printing
from reports.periods import FirstMonths, Month
from tests.reports import random_histories

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
    assert len(writing) == 6, [query["sql"][:80] for query in writing]


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
