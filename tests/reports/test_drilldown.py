"""Lists behind figures: one row a counted row for every reader; beyond the reader's own cases only number, day, type."""

from dataclasses import fields
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from cases.models import Case
from reports import exporting, figures, indicators, scopes
from reports.drilldown import SHAPES, OpenRow, SealedRow, all_rows, drill_down_rows
from reports.indicators import REGISTRY, Change, Measure, Sum, UnknownIndicator
from reports.indicators.caseload import CASES_ACCEPTED
from reports.indicators.cuts import DISPUTE_TYPE, Cut
from reports.indicators.outcomes import SUCCESS_RATE
from reports.periods import FirstMonths, Month, Months
from tests.reports import random_histories
from tests.reports.histories import case

PERIOD = FirstMonths(2021, 8)
ALL_YEARS = Months(Month(2019, 1), Month(2021, 12))


@pytest.fixture
def three(world):
    """Two cases of the first village, one of the other county."""
    Case.objects.bulk_create(
        [
            case(world.village, date(2021, 8, 3), succeeded=date(2021, 8, 4), amount=3000),
            case(world.village, date(2021, 8, 5)),
            case(world.other_village, date(2021, 8, 6), dispute_type="traffic"),
        ]
    )
    return scopes.of_division(world.divisions["652300"])


def rows_of(world, name, indicator, scope, **options):
    return drill_down_rows(world.fresh(name), indicator, scope, PERIOD, **options)


@pytest.mark.parametrize(
    ("reader", "open_rows"), [("analyst", 0), ("officer", 0), ("coordinator", 0), ("village_clerk", 2)]
)
def test_everybody_sees_one_row_for_each_case_and_reads_only_his_own(world, three, reader, open_rows):
    opened = rows_of(world, reader, CASES_ACCEPTED, three)
    assert opened.total == len(opened.rows) == 3
    assert sum(not row.is_sealed for row in opened.rows) == open_rows


def test_a_sealed_row_holds_nothing_but_number_day_and_type(world, three):
    first, *_rest = rows_of(world, "analyst", CASES_ACCEPTED, three).rows
    assert isinstance(first, SealedRow)
    assert [field.name for field in fields(first)] == ["number", "day", "type"]
    found = Case.objects.get(dispute_type="traffic")
    assert first.cells == (found.official_no, date(2021, 8, 6), "道路交通事故", "受限")


def test_a_row_of_ones_own_leads_to_its_case(world, three):
    rows = [
        row for row in rows_of(world, "village_clerk", CASES_ACCEPTED, three).rows if isinstance(row, OpenRow)
    ]
    assert {row.case for row in rows} == set(
        Case.objects.filter(accepted_by=world.village).values_list("uuid", flat=True)
    )


def test_a_ratio_opens_its_numerator_and_its_denominator(world, three):
    numerator = rows_of(world, "analyst", SUCCESS_RATE, three, part=0)
    denominator = rows_of(world, "analyst", SUCCESS_RATE, three, part=1)
    assert (len(numerator.rows), len(denominator.rows)) == numerator.figure.operands == (1, 3)
    with pytest.raises(UnknownIndicator):
        rows_of(world, "analyst", SUCCESS_RATE, three, part=2)


def test_a_bar_opens_its_own_cases(world, three):
    opened = rows_of(world, "analyst", CASES_ACCEPTED, three, cut=Cut(DISPUTE_TYPE, "traffic"))
    assert (opened.total, len(opened.rows)) == (1, 1)


def test_pages_together_hold_every_row_once(world, three):
    first = rows_of(world, "analyst", CASES_ACCEPTED, three, size=2)
    second = rows_of(
        world, "analyst", CASES_ACCEPTED, three, size=2, params={"after": first.page.next_cursor}
    )
    assert first.total == 3
    assert len({row.number for row in (*first.rows, *second.rows)}) == 3


def test_a_page_costs_the_same_however_many_rows_it_has(world, three):
    user = world.fresh("village_clerk")
    assert user.hats
    counts = []
    for size in (1, 3):
        with CaptureQueriesContext(connection) as queries:
            drill_down_rows(user, CASES_ACCEPTED, three, PERIOD, size=size)
        counts.append(len(queries))
    assert counts[0] == counts[1] == 6


@pytest.mark.parametrize("reader", ["analyst", "village_clerk"])
def test_every_list_has_as_many_rows_on_screen_and_in_the_file_as_its_figure_says(world, reader):
    random_histories.write(world, 1)
    scope = scopes.of_division(world.divisions["652300"])
    user = world.fresh(reader)
    for indicator in REGISTRY.values():
        if isinstance(indicator, Change):
            continue
        listings = indicator.lists(scope, ALL_YEARS)
        for part, listing in enumerate(listings):
            opened = drill_down_rows(user, indicator, scope, ALL_YEARS, part=part, size=2000)
            exported = list(all_rows(user, listing))
            assert opened.rows == exported
            assert all(
                len(row.cells) == (4 if row.is_sealed else len(opened.headings)) for row in opened.rows
            ), indicator.code
            if not isinstance(listing.measure, Sum):
                assert len(exported) == opened.total, indicator.code


def test_every_table_behind_an_indicator_has_its_columns():
    models = {indicator.source().model for indicator in REGISTRY.values() if isinstance(indicator, Measure)}
    assert models <= set(SHAPES)


def test_a_sealed_list_exports_sealed(world, three):
    target = BytesIO()
    [listing] = CASES_ACCEPTED.lists(three, PERIOD)
    assert exporting.write_list(target, world.fresh("analyst"), listing, three.label) == 3
    sheet = load_workbook(target).worksheets[0]
    body = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [row[3:] for row in body] == [("受限", None, None, None, None)] * 3


def test_a_table_exports_what_it_shows_with_its_definitions(world, three):
    table = figures.table([CASES_ACCEPTED, SUCCESS_RATE], three, PERIOD)
    target = BytesIO()
    exporting.write_table(target, table)
    book = load_workbook(target)
    header, total, *rows = book.worksheets[0].iter_rows(values_only=True)
    assert header == (
        "范围",
        "受理案件（件）",
        "调解成功率（%）",
        "调解成功案件（件）",
        "受理案件（件）",
    )
    assert total == ("昌吉回族自治州", 3, 33.33, 1, 3)
    assert rows == [
        ("昌吉市", 1, 0, 0, 1),
        ("玛纳斯县", 2, 50, 1, 2),
        ("昌吉回族自治州本级", 0, None, 0, 0),
    ]
    explained = {row[0]: row[1] for row in book.worksheets[1].iter_rows(values_only=True)}
    assert explained["统计期间"] == "2021年1—8月"
    assert str(indicators.get("success_rate").definition) in explained["调解成功率"]
